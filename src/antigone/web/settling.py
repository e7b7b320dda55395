"""What would settle the account: the account in which an answer holds, and where whoever reads can bring it about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from antigone.account.answer import Settle
    from antigone.account.report.content import Question
    from antigone.web.desk import Made
    from antigone.web.here import Here
    from antigone.web.view import View

BODIES, ASIDE = "bodies_", " put aside"


@dataclass(frozen=True, slots=True)
class Way:
    """A page where a question can be settled: its address, and what is done there, in English."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Settling:
    """A question, and the pages where the reader's role may settle it."""

    question: Question
    ways: tuple[Way, ...]


def settling(here: Here, made: Made) -> list[Settling]:
    """What would settle it, the widest first."""
    asked = zip(made.report.questions, made.account.settle, strict=True)
    return [Settling(question, _open_to(here, made, settle)) for question, settle in asked]


def _open_to(here: Here, made: Made, settle: Settle) -> tuple[Way, ...]:
    return tuple(way for route, way in _ways(made, settle) if here.may(route))


def under(made: Made, switches: Iterable[str]) -> View | None:
    """The account in which an answer or a reading holds; None where it is the one looked at, or no switch gives it.

    Args:
        switches: as `Variant.switches` has them: `no-double-entry=off`, `S0095 put aside`.
    """
    defaults = {each.id: each.default for each in made.report.assumptions}
    found = made.view
    for each in switches:
        if each.endswith(ASIDE):
            found = replace(found, aside=tuple(sorted({*found.aside, each.removesuffix(ASIDE)})))
            continue
        id, _, state = each.rpartition("=")
        if id not in defaults:
            return None
        found = found.switched(id, state == "on", defaults[id])
    return found if found != made.view else None


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
