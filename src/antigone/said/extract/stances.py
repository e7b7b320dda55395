"""What the figure of a headline has from its text: where the text gives it only to deny it, it is denied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from antigone.said.claim import Stance
from antigone.said.extract.proposal import Proposal

_REACH = 400


def headed(proposals: Sequence[Proposal], body: int) -> list[Proposal]:
    """A headline's plain figure is denied where its text first gives it to be denied ("A U-turn on 110 dead")."""
    told = [p for p in proposals if p.start >= body][:_REACH]
    if any(p.start < body and p.stance is not Stance.ASSERTS for p in proposals):
        return list(proposals)  # "revised to 253 from 359": the headline itself tells what it does
    return [_headed(p, told) if p.start < body else p for p in proposals]


def _headed(mine: Proposal, told: Sequence[Proposal]) -> Proposal:
    figure = (mine.low, mine.high, mine.best)
    if figure == (None, None, None):
        return mine
    first = next((p for p in told if p.unit == mine.unit and (p.low, p.high, p.best) == figure), None)
    spoken = any(hop.role != "publisher" for hop in mine.chain)
    if first is None or first.stance is not Stance.DENIES or spoken:
        return mine
    return replace(mine, stance=Stance.DENIES, reason=f"{mine.reason}; the text gives it to deny it")
