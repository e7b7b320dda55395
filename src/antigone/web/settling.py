"""What would settle the account, with where each answer can be seen, and where whoever reads can bring it about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from antigone.account.answer import Bounded, Settle
    from antigone.account.report.content import Question, Variant
    from antigone.web.desk import Made
    from antigone.web.here import Here
    from antigone.web.view import View

BODIES = "bodies_"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: what it would come to, and the account under it (None where no switch gives it)."""

    variant: Variant
    view: View | None


@dataclass(frozen=True, slots=True)
class Way:
    """A page where a question can be settled: its address, and what is done there, in English."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Settling:
    """A question with its answers, and the pages where the reader's role may settle it."""

    question: Question
    answers: tuple[Answer, ...]
    ways: tuple[Way, ...]


def settling(here: Here, made: Made) -> list[Settling]:
    """What would settle it, the widest first."""
    defaults = {each.id: each.default for each in made.report.assumptions}
    asked = zip(made.report.questions, made.account.settle, strict=True)
    return [
        Settling(question, _answers(made.view, question, settle, defaults), _open_to(here, made, settle))
        for question, settle in asked
    ]


def _answers(view: View, question: Question, settle: Settle, defaults: Mapping[str, bool]) -> tuple[Answer, ...]:
    pairs = zip(question.answers, settle.answers, strict=True)
    return tuple(Answer(variant, _under(view, bounded, defaults)) for variant, bounded in pairs)


def _open_to(here: Here, made: Made, settle: Settle) -> tuple[Way, ...]:
    return tuple(way for route, way in _ways(made, settle) if here.may(route))


def _under(view: View, answer: Bounded, defaults: Mapping[str, bool]) -> View | None:
    """The account in which this answer holds; None where it is the one looked at, or no switch of the page gives it."""
    if any(id not in defaults for id in answer.assumptions):
        return None
    found = view
    for id, on in answer.assumptions.items():
        found = found.switched(id, on, defaults[id])
    found = replace(found, aside=tuple(sorted({*found.aside, *answer.aside})))
    return found if found != view else None


def _ways(made: Made, asked: Settle) -> Iterable[tuple[str, Way]]:
    """By the route that it needs: a page where the answer can be brought about."""
    book = made.state.book
    chosen = [id for id in asked.claims if id in book.claims] if not asked.assumptions else []
    if chosen:
        yield "links", Way(f"/reader/links?claim={quote(chosen[0], safe='')}", "Links between claims")
    yield "reader", Way("/reader", "Read reports into the case")
    if (asked.proposition.startswith(BODIES) or asked.assumptions) and book.register and book.register.sites:
        yield "stocktake", Way("/stocktake", "Count of a place")
        yield "custody", Way("/custody", "An act of custody")
