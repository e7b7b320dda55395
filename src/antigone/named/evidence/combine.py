"""Pieces of evidence together, under assumptions that have names and can be switched off."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from antigone.core.errors import InputError
from antigone.core.told import listed_plainly, told
from antigone.core.when import PartialDate
from antigone.named.evidence.body import age, colour, sex, stature
from antigone.named.evidence.dental import teeth
from antigone.named.evidence.items import compare
from antigone.named.evidence.piece import Piece

EVIDENCE_INDEPENDENT = "evidence-independent"
TEETH_INDEPENDENT = "teeth-independent"
ASSUMPTIONS = {
    EVIDENCE_INDEPENDENT: "Given who the remains are, each kind of evidence errs by itself, so that their ratios "
    "multiply. Off: only the piece that says most counts.",
    TEETH_INDEPENDENT: "Teeth differ from each other independently, so that their ratios multiply. Off: only the tooth "
    "that says most counts.",
}

Description = Mapping[str, str]
"""What is known of a person or of remains, as texts by name: `sex`, `sex method`, `age`, `stature`, `stature method`,
`hair`, `eyes`, `teeth`, `marks`, `unseen`, `clothing`, `last seen`, `place`. What is not there is not known."""
NO_DATA = "no data"
"""Items that somebody was asked about and could not tell, `eyes; teeth`: nothing is compared, and it is not blank."""
NAMES = (
    "sex", "sex method", "age", "stature", "stature method", "hair", "eyes", "teeth", "marks", "unseen", "clothing",
    "last seen", "place", NO_DATA,
)  # fmt: skip


def pieces(am: Description, pm: Description, assumptions: Collection[str] = tuple(ASSUMPTIONS)) -> list[Piece]:
    """All that two descriptions say about each other; where and when apart (see `whereabouts`).

    Raises:
        InputError: a value that cannot be read.
    """
    both = {name for name in am if am[name].strip()} & {name for name in pm if pm[name].strip()}
    found: list[Piece | None] = []
    if "sex" in both:
        found.append(sex(am["sex"], pm["sex"], pm.get("sex method", "")))
    if "age" in both:
        found.append(age(am["age"], pm["age"]))
    if "stature" in both:
        found.append(stature(am["stature"], pm["stature"], pm.get("stature method", "")))
    found += [colour(kind, am[kind], pm[kind]) for kind in ("hair", "eyes") if kind in both]
    if "teeth" in both:
        found.append(teeth(am["teeth"], pm["teeth"], TEETH_INDEPENDENT in assumptions))
    if "marks" in both:
        found.append(compare("marks", am["marks"], pm["marks"], pm.get("unseen", "")))
    if "clothing" in both:
        found.append(compare("clothing", am["clothing"], pm["clothing"]))
    return [piece for piece in found if piece is not None]


def combined(found: Sequence[Piece], assumptions: Collection[str] = tuple(ASSUMPTIONS)) -> float:
    """log10 of what all pieces say together: their sum under `evidence-independent`, else the one that says most."""
    logs = [piece.log10 for piece in found]
    if not logs:
        return 0.0
    return math.fsum(logs) if EVIDENCE_INDEPENDENT in assumptions else max(logs, key=abs)


def check(description: Description) -> None:
    """`InputError` for a description that no comparison could read; says which value and what to write."""
    unknown = sorted(set(description) - set(NAMES))
    if unknown:
        raise InputError(
            told("'{unknown}' is no item of a description.", unknown=unknown[0][:20]),
            told("One of: {names}.", names=listed_plainly(NAMES)),
        )
    if "sex" in description and description["sex"] not in ("M", "F", "?"):
        raise InputError("The sex is none of M, F, ?.", "Write M, F or ?.")
    if "last seen" in description:
        PartialDate.parse(description["last seen"])
    sample = {k: v for k, v in description.items() if k not in ("last seen", "place")}
    with suppress(KeyError):
        pieces(sample, sample)
