"""Whose a headline's figure is: its own speaker's where it names one, else of whoever the text gives the figure to.

A headline is written from the text. Where it repeats a figure that the text attributes, naming nobody, the figure is
that speaker's, on that day; the channels in between are left to the text. Only what it says in other words is its
writer's own: a rounded figure ("nearly 150" for 149), and people killed where the text has bodies ("225 killed" for
225 bodies taken to morgues): nobody but the headline has said that. A "death toll" that counts the text's bodies is
their count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.claim import Mode, Stance
from antigone.said.extract.proposal import LinkKind, Proposal

_BODIES = frozenset(("bodies_found", "bodies_received"))
_REMAINS = _BODIES | {"bodies_exhumed"}
_TAKEN_UP = re.compile(r"(?:of|из) (?:those|these|the|этих|тех) $")
_TOLL = 20
"""From here on a figure alone tells that the headline means it; smaller ones agree by chance."""


def bodies_of(headline: Proposal, told: Sequence[Proposal], text: str) -> int | None:
    """The bodies that a headline counts as killed, or as found: the first figure of the text that equals it.

    None where the text gives the figure in the unit of the headline; what only takes up a figure ("of those 225
    people killed, 175 …") does not give it.
    """
    number = headline.best or headline.low
    fitting = _BODIES if headline.unit == "killed" else _REMAINS if headline.unit in _REMAINS else frozenset()
    if not fitting or number is None or number < _TOLL or headline.stance is Stance.DENIES:
        return None
    equal = [i for i, p in enumerate(told) if _number(p) == number and p.modifier in ("exact", headline.modifier)]
    given = (i for i in equal if told[i].unit == headline.unit and not _is_taken_up(told[i], text))
    if next(given, None) is not None:
        return None
    return next((i for i in equal if told[i].unit in fitting and told[i].unit != headline.unit), None)


def _is_taken_up(proposal: Proposal, text: str) -> bool:
    return _TAKEN_UP.search(text[max(0, proposal.start - 12) : proposal.start]) is not None


def voiced(proposals: Sequence[Proposal], body: int) -> list[Proposal]:
    """Give the figures of a headline that names nobody the chain and the day of the figure they repeat."""
    return [_voiced(p, proposals) if p.start < body else p for p in proposals]


def _voiced(mine: Proposal, proposals: Sequence[Proposal]) -> Proposal:
    target = next((link.target for link in mine.links if link.kind is LinkKind.DUP_OF), None)
    if target is None or not _is_unvoiced(mine):
        return mine
    told = proposals[target]
    figure = _number(mine) == _number(told)
    promoted = mine.unit != told.unit and mine.unit == "killed" and mine.rule != "toll"
    if told.mode is Mode.NARRATOR or not told.chain or not figure or promoted:
        return mine
    reason = f"{mine.reason}; the headline repeats the figure of {told.chain[0].name}"
    short = tuple(hop for hop in told.chain if hop.role != "carrier")  # a headline leaves out who passed it on
    return replace(mine, chain=short, date_said=told.date_said, mode=Mode.INDIRECT, reason=reason)


def _number(proposal: Proposal) -> int | None:
    return next((n for n in (proposal.best, proposal.low, proposal.high) if n is not None), None)


def _is_unvoiced(proposal: Proposal) -> bool:
    return all(hop.role == "publisher" for hop in proposal.chain)
