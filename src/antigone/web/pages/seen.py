"""Who has seen what: every time sealed values were shown to somebody, by person, by reader, by day."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import Response

from antigone.named.book import Book
from antigone.named.events import Shown
from antigone.named.shares import SEPARATOR
from antigone.record.event import Event
from antigone.web.forms import m
from antigone.web.here import Here
from antigone.web.pages.board_words import to_person

A_PAGE = 60
FIELDS = {
    "pieces": m("other evidence"),
    "per_marker": m("ratios marker by marker"),
    "calls": m("genetic profile"),
    "received_by": m("receiver's name"),
    "name": m("name"),
    "birth": m("date of birth"),
    "address": m("address"),
    "identity": m("papers"),
    "contact": m("contact"),
    "description": m("description"),
}
"""Sealed fields in words; others are called as they are."""


def page(here: Here) -> Response:
    """The newest first."""
    state, query = here.desk.state(), here.request.query_params
    texts = {name: query.get(name, "").strip()[:100] for name in ("person", "by", "first", "last")}
    found = [row for row in reversed(state.named.shown) if _wanted(state.named, row, texts)]
    given = query.get("page", "1")
    last = max(-(-len(found) // A_PAGE), 1)
    number = min(max(int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1, 1), last)

    def address(**changes: object) -> str:
        told: dict[str, object] = {**texts, "page": number, **changes}
        pairs = [(name, str(value)) for name, value in told.items() if value and (name, value) != ("page", 1)]
        return "/record/seen" + (f"?{urlencode(pairs)}" if pairs else "")

    shown = found[(number - 1) * A_PAGE : number * A_PAGE]
    return here.page(
        "seen.html.j2",
        state=state,
        rows=[(event, each, people(state.named, each)) for event, each in shown],
        total=len(found),
        number=number,
        last_page=last,
        readers=sorted({event.by for event, _ in state.named.shown}),
        wanted=texts,
        address=address,
        to_person=to_person,
        fields=fields,
    )


def _wanted(book: Book, row: tuple[Event, Shown], texts: dict[str, str]) -> bool:
    event, shown = row
    day = event.recorded[:10]
    if texts["by"] and event.by != texts["by"]:
        return False
    if not texts["first"] <= day <= (texts["last"] or "9"):
        return False
    wanted = texts["person"].upper()
    return not wanted or wanted in shown.subjects or book.whole(wanted) in people(book, shown)


def fields(shown: Shown) -> list[str]:
    """Which fields were shown, in words, each once: shares of one value are one."""
    names = (field.partition(SEPARATOR)[0] for field in shown.fields)
    return list(dict.fromkeys(FIELDS.get(name, name) for name in names))


def people(book: Book, shown: Shown) -> list[str]:
    """Codes of the persons (and of remains and informants) whose values were shown."""
    found = [who for subject in shown.subjects for who in _whose(book, subject)]
    return list(dict.fromkeys(found))


def _whose(book: Book, subject: str) -> list[str]:
    if report := book.reports.get(subject):
        return [book.whole(report.person)]
    if profile := book.profiles.get(subject):
        sample = book.samples.get(profile.sample)
        return [sample.donor] if sample else []
    if match := book.matches.get(subject):
        return [match.remains, book.whole(match.person)]
    if release := book.releases.get(subject):
        return [book.whole(release.person)]
    remains, _, person = subject.removeprefix("described:").partition("/")
    return [remains, book.whole(person)] if person else [remains]
