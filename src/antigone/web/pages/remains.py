"""All remains: searched across spellings and scripts, by number typed or scanned, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams
from starlette.responses import Response

from antigone.core.errors import AntigoneError
from antigone.core.when import PartialDate
from antigone.found.label import code_of, is_code, normal
from antigone.said.same_party import spelled
from antigone.web.here import Here
from antigone.web.pages.register_forms import unfinished
from antigone.web.register_words import STATES
from antigone.web.shelf import Row, Rows

A_PAGE = 60
Sieve = Callable[[list[Row]], list[Row]]
SORTS = ("number", "since", "place", "kind")
UNLABELLED = "none"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which remains are wanted; empty texts ask for all.

    Attributes:
        q: a number, a label, or words. place, state, kind, label: exactly these; `label=none`: without one.
        since, until: it came where it is on these days or between them.
        sort: one of `SORTS`; with a hyphen before it, the other way round. page: from 1.
    """

    q: str = ""
    place: str = ""
    state: str = ""
    kind: str = ""
    label: str = ""
    since: str = ""
    until: str = ""
    sort: str = "number"
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams) -> Filter:
        """Read it from the parameters of a URL; what makes no sense is left at its default."""
        texts = {f.name: query.get(f.name, "").strip()[:200] for f in fields(cls) if f.name not in ("page", "sort")}
        sort, page = query.get("sort", "number"), query.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return cls(**texts, sort=sort if sort.removeprefix("-") in SORTS else "number", page=max(number, 1))

    @property
    def is_open(self) -> bool:
        """True where nothing is left out."""
        return not any((self.q, self.place, self.state, self.kind, self.label, self.since, self.until))

    def query(self, **changes: Any) -> str:
        """The address of these remains, with some fields changed."""
        changed = replace(self, **changes)
        told = [(f.name, str(getattr(changed, f.name))) for f in fields(self) if getattr(changed, f.name) != f.default]
        return "/remains" + (f"?{urlencode(told)}" if told else "")


def page(here: Here) -> Response:
    """The remains that are wanted, a page at a time."""
    rows = here.desk.shelf.rows()
    wanted = Filter.of(here.request.query_params)
    found = select(rows, wanted)
    first = (wanted.page - 1) * A_PAGE
    return here.page(
        "remains.html.j2",
        state=here.desk.shelf.titled,
        f=wanted,
        rows=rows,
        found=found[first : first + A_PAGE],
        total=len(found),
        last_page=max(-(-len(found) // A_PAGE), 1),
        states=STATES,
        unfinished=unfinished(here),
        direct=direct(here, wanted.q),
        day=lambda ordinal: str(date.fromordinal(ordinal)) if ordinal else "",
        to_thing=path_of,
    )


def path_of(id: str, more: str = "") -> str:
    """The address of a thing's dossier, or of a page below it."""
    return f"/remains/{quote(code_of(id), safe='')}{more}"


def direct(here: Here, q: str) -> tuple[str, str]:
    """What a number that was typed or scanned stands for: its id, or what is wrong with it; both empty for words."""
    if not q or not (is_code(q) or ":" in q):
        return "", ""
    with here.desk.shelf.reading() as desk:
        try:
            return desk.find(q), ""
        except AntigoneError as fault:
            return "", f"{here.words(fault.message)} {here.words(fault.do)}" if is_code(q) else ""


def select(rows: Rows, wanted: Filter) -> list[Row]:
    """The rows that a filter asks for, in its order."""
    found = list(rows.rows)
    for sieve in _sieves(rows, wanted):
        found = sieve(found)
    name, back = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    if name != "number":
        found.sort(key=_key(rows, name))
    return found[::-1] if back else found


def _key(rows: Rows, name: str) -> Callable[[Row], Any]:
    if name == "place":
        names = {id: (rows.name(id).casefold(), id) for id in rows.sites}
        return lambda row: names.get(row.place, ("", row.place)) if row.place else ("\uffff", row.state)
    return {"since": lambda row: row.since, "kind": lambda row: row.kind.value}[name]


def _sieves(rows: Rows, wanted: Filter) -> Iterator[Sieve]:
    """What the rows go through, the quickest first."""
    if wanted.place:
        yield lambda found: [row for row in found if row.place == wanted.place]
    if wanted.state:
        yield lambda found: [row for row in found if row.state == wanted.state]
    if wanted.kind:
        yield lambda found: [row for row in found if row.kind.value == wanted.kind]
    if wanted.label == UNLABELLED:
        yield lambda found: [row for row in found if not row.kinds]
    elif wanted.label:
        yield lambda found: [row for row in found if wanted.label in row.kinds]
    low, high = _day(wanted.since, first=True), _day(wanted.until, first=False)
    if low:
        yield lambda found: [row for row in found if row.since >= low]
    if high:
        yield lambda found: [row for row in found if 0 < row.since <= high]
    for word in wanted.q.split()[:8]:
        yield _holding(rows, word)


def _day(text: str, first: bool) -> int:
    try:
        day = PartialDate.parse(text)
    except AntigoneError:
        return 0
    return (day.first if first else day.last).toordinal()


def _holding(rows: Rows, word: str) -> Sieve:
    """Rows that hold a word, in whatever spelling, or lie or were found in a place that does."""
    forms = {form for form in (spelled(word).replace(" ", ""), normal(word).casefold(), _plain(word)) if form}
    here = {id for id, text in rows.spelled_sites.items() if spelled(word) and spelled(word) in text}

    def sieve(found: list[Row]) -> list[Row]:
        kept: dict[str, Row] = {}
        for form in forms:
            kept |= {row.id: row for row in found if form in row.key}
        if here:
            kept |= {row.id: row for row in found if row.place in here or row.site in here}
        return [row for row in found if row.id in kept]

    return sieve


def _plain(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
