"""Places and groups of people: what a count is *of* and *where*."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the place tree.

    Attributes:
        id: the case's own id, e.g. `almaty`.
        name: in the case's working language.
        names: other names by language code, or `alias` for spellings; each may hold several, split at `;`.
        parent: id of the place it lies in; None for a root.
        kind: free words, e.g. `city`, `region`, `site`, `set of regions`, `morgue`.
        lat: degrees north, as a decimal text (floats never enter an event), or None.
        lon: degrees east, likewise.
    """

    id: str
    name: str
    names: dict[str, str] = field(default_factory=dict)
    parent: str | None = None
    kind: str = ""
    lat: str | None = None
    lon: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A node of the group tree. A name here adopts no label: what a speaker said stays in the claim.

    Attributes:
        id: the case's own id, e.g. `security`.
        name: neutral description.
        parent: id of the group it is part of; None for a root.
        disjoint_with_siblings: True or False where stated; None where nobody said, so that members may be shared.
    """

    id: str
    name: str
    parent: str | None = None
    disjoint_with_siblings: bool | None = None
