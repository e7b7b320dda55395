"""Origins: who is behind a figure. Fourteen papers quoting one prosecutor are one origin.

An origin is a connected component of `repeats` and `relabels`; two claims of one speaker with the same figure for the
same thing on the same day are one as well, even where nobody linked them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from antigone.core.party import fold_name
from antigone.said.claim import Claim, Relation, Stance

SAME = (Relation.REPEATS, Relation.RELABELS)


@dataclass(frozen=True)
class Origins:
    """The origins of some claims.

    Attributes:
        root: of each claim, the id of the claim that its figure comes from (itself, for a root).
        members: of each root, every claim of the origin, the root first, then in order of entry.
    """

    root: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]

    def count(self, ids: Iterable[str]) -> int:
        """The number of origins among these claims."""
        return len({self.root[id] for id in ids})


def origins(claims: Iterable[Claim]) -> Origins:
    """Group claims by origin; a link to a claim that is not among them is ignored."""
    ordered = {claim.id: claim for claim in claims}
    parent = {id: id for id in ordered}
    for claim in ordered.values():
        if claim.relation in SAME and claim.refers_to in ordered:
            _join(parent, claim.refers_to, claim.id)
    for first, again in _said_twice(ordered.values()):
        _join(parent, first, again)
    members: dict[str, list[str]] = {}
    for id in ordered:
        members.setdefault(_find(parent, id), []).append(id)
    grouped = [_root_first(ids, ordered) for ids in members.values()]
    return Origins({id: ids[0] for ids in grouped for id in ids}, {ids[0]: ids for ids in grouped})


def _find(parent: dict[str, str], id: str) -> str:
    while parent[id] != id:
        parent[id] = parent[parent[id]]
        id = parent[id]
    return id


def _join(parent: dict[str, str], one: str, other: str) -> None:
    parent[_find(parent, other)] = _find(parent, one)


def _said_twice(claims: Iterable[Claim]) -> Iterable[tuple[str, str]]:
    """Pairs of one speaker's claims that differ in nothing but the way they reached us."""
    first: dict[tuple[object, ...], str] = {}
    for claim in claims:
        exact = claim.low is not None and claim.low == claim.high
        if claim.stance not in (Stance.ASSERTS, Stance.CORRECTS) or not claim.speaker or not exact:
            continue
        key = (
            fold_name(claim.speaker), claim.unit, claim.place, claim.group, claim.label_as_worded, claim.scope,
            claim.low, str(claim.as_of), str(claim.period), claim.part_of, claim.partition,
        )  # fmt: skip
        known = first.setdefault(key, claim.id)
        if known != claim.id:
            yield known, claim.id


def _root_first(ids: list[str], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """The root is the first that points at none of the others; on a ring of links, the first of all."""
    inside = set(ids)
    free = [id for id in ids if not (claims[id].relation in SAME and claims[id].refers_to in inside - {id})]
    root = min(free or ids, key=lambda id: _when(claims[id]))
    return (root, *(id for id in ids if id != root))


def _when(claim: Claim) -> tuple[str, str]:
    said = claim.said_on or claim.as_of
    return (said.first.isoformat() if said else "9999", claim.id)
