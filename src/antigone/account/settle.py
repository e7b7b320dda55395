"""What would settle it: for a quantity, which single missing answer narrows it most, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from antigone.account.answer import BoundAnswer, Bounded, Settle
from antigone.account.words import listed
from antigone.core.told import told

if TYPE_CHECKING:
    from antigone.account.engine import Engine


def questions(engine: Engine, answers: Iterable[BoundAnswer]) -> tuple[Settle, ...]:
    """For the propositions of the headline, every question that would close something, the most first."""
    found: dict[tuple[str, str], Settle] = {}
    for answer in answers:
        for question in (*_taken(engine, answer), *_chosen(answer)):
            found.setdefault((question.proposition, question.question), question)
    return tuple(sorted(found.values(), key=lambda q: -(q.closes or 0)))


def _taken(engine: Engine, answer: BoundAnswer) -> Iterator[Settle]:
    """Were the bodies taken among those brought in, and did they come back?"""
    corners = [r for r in answer.readings if r.sentence.startswith("From the bodies")]
    if len(corners) > 2:
        low, high = min(c.least for c in corners), max(c.least for c in corners)
        spoken = [e for e in engine.entries.values() if not e.history and e.claim.has_figure]
        taken = sorted(e.id for e in spoken if e.stratum.unit == "bodies_stolen")
        came = sorted(e.id for e in spoken if e.stratum.unit == "bodies_received")
        n = (high - low) // 2
        yield Settle(
            answer.id,
            told("Were the {n:,} bodies taken among the {all:,} brought in, and did they come back?", n=n, all=low + n),
            high - low,
            (low, high), tuple(corners), tuple(sorted({i for c in corners for i in c.assumptions})), (*came, *taken),
        )  # fmt: skip
    outside = [r for r in answer.readings if r.sentence.startswith("If none of")]
    if outside and outside[-1].least > answer.least:
        last = outside[-1]
        closes = _bodies_taken(corners) or last.least - answer.least
        ask = told("Are the {n:,} bodies taken in the latest count?", n=closes)
        yield Settle(answer.id, ask, closes, (last.least - closes, last.least), (last,))  # fmt: skip


def _bodies_taken(corners: list[Bounded]) -> int:
    """The number of bodies taken that the corners speak of; 0 where there are none."""
    return (max(c.least for c in corners) - min(c.least for c in corners)) // 2 if len(corners) > 2 else 0


def _chosen(answer: BoundAnswer) -> Iterator[Settle]:
    """Which rendering, or which of the claims at odds, holds?"""
    if len(answer.contested) < 2:
        return
    low, high = answer.contested[0], answer.contested[-1]
    closes = high.least - low.least
    if closes <= 0:
        return
    renderings = sorted(
        {i.partition(":")[2] for c in answer.contested for i in c.assumptions if i.startswith("rendering:")}
    )
    different = {tuple(c.assumptions) for c in answer.contested}
    if renderings and len(different) > 1:
        ids, ask = renderings, told("What were the exact words of {ids}?", ids=listed(renderings))
        first = {tuple(c.assumptions): c for c in reversed(answer.contested)}
        closes = max(c.least for c in first.values()) - min(c.least for c in first.values())
    else:
        ids = sorted({i for c in answer.contested for i in c.aside})
        ask = told("Which of {ids} counts this, and over what scope, date and list?", ids=listed(ids))
    if closes > 0:
        values = (answer.least, answer.least + closes)
        yield Settle(answer.id, ask, closes, values, _plain(answer.contested), (), tuple(ids))


def _plain(choices: Iterable[Bounded]) -> tuple[Bounded, ...]:
    return tuple(choices)
