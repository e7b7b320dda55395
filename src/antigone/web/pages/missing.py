"""The missing: a list with filters; whoever sees names searches by name as well, across spellings and scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams
from starlette.responses import Response

from antigone.core.errors import AntigoneError
from antigone.named.similar import key
from antigone.record.sealed import Erased
from antigone.web.desk import State
from antigone.web.here import Here
from antigone.web.people import STATES, NameIndex, Row, index_names, rows
from antigone.web.seen import look, reading

A_PAGE = 50
PURPOSE = "list of the missing"
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Filter:
    """Who is wanted; empty texts ask for all.

    Attributes:
        q: a code, or (for those who see names) a name in any script.
        state: one of `STATES`; `all` for relatives too; empty for all but relatives.
        family, sampled, typed: `yes` or `no`: a family is drawn, a sample is there, somebody is typed.
        names: `yes`: with names, for those who may see them; that they saw them is written down.
        page: from 1.
    """

    q: str = ""
    state: str = ""
    family: str = ""
    sampled: str = ""
    typed: str = ""
    names: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams) -> Filter:
        """Read it from the parameters of a URL; what makes no sense is left at its default."""
        texts = {f.name: query.get(f.name, "").strip()[:200] for f in fields(cls) if f.name != "page"}
        for name in ("family", "sampled", "typed", "names"):
            texts[name] = texts[name] if texts[name] in YES_NO else ""
        texts["state"] = texts["state"] if texts["state"] in (*STATES, "all") else ""
        page = query.get("page", "1")
        return cls(**texts, page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1)

    def query(self, **changes: Any) -> str:
        """The address of this list, with some fields changed."""
        changed = replace(self, **changes)
        told = [(f.name, str(getattr(changed, f.name))) for f in fields(self) if getattr(changed, f.name) != f.default]
        return "/missing" + (f"?{urlencode(told)}" if told else "")

    @property
    def is_open(self) -> bool:
        """True where nobody is left out by hand."""
        return not any((self.q, self.state, self.family, self.sampled, self.typed))

    def picks(self, row: Row) -> bool:
        """True for somebody who is wanted, names apart."""
        if self.state != "all" and row.state != self.state and (self.state or row.state == "not missing"):
            return False
        had = {"family": bool(row.families), "sampled": row.sampled, "typed": row.typed}
        return all(getattr(self, name) in ("", YES_NO[not has]) for name, has in had.items())


def page(here: Here) -> Response:
    """Those who are wanted, a page of them."""
    wanted = Filter.of(here.request.query_params)
    every = here.desk.table("missing", rows)
    found, fault = _found(here, wanted, every)
    first = (wanted.page - 1) * A_PAGE
    some = found[first : first + A_PAGE]
    names: Mapping[str, str] = {}
    if wanted.names and here.sees("names"):
        names, fault = _names(here, some, fault)
    return here.page(
        "missing.html.j2",
        state=here.desk.state(),
        f=wanted,
        found=some,
        names=names,
        fault=fault,
        total=len(found),
        every=sum(row.state != "not missing" for row in every.values()),
        first=first,
        last_page=max(-(-len(found) // A_PAGE), 1),
        states=[(state, n) for state in STATES if (n := here.desk.table("states", counts)[state])],
        places=places_of(here),
    )


def counts(state: State) -> Counter[str]:
    """How many there are in each state."""
    return Counter(row.state for row in rows(state).values())


def places_of(here: Here) -> dict[str, str]:
    """Names of places of the case and of sites, by id."""
    state = here.desk.state()
    sites = {id: site.name for id, site in state.register.sites.items() if site.name}
    return sites | {id: p.names.get(here.words.code) or p.name for id, p in state.book.places.items()}


def _found(here: Here, wanted: Filter, every: Mapping[str, Row]) -> tuple[list[Row], AntigoneError | None]:
    """Those the filter asks for: by entry, or by likeness where a name was searched for."""
    if not wanted.q:
        return [row for row in every.values() if wanted.picks(row)], None
    text = wanted.q.upper()
    found = [row for code, row in every.items() if text in (code, *row.aliases, *row.reports, *row.families)]
    if found:
        return found, None
    fault = None
    try:
        codes = _by_name(here, wanted.q) if here.sees("names") else []
    except AntigoneError as error:
        codes, fault = [], error
    whole = here.desk.named().whole
    known = dict.fromkeys(whole(code) for code in codes)
    beside = [row for code, row in every.items() if text in code and code not in known]
    return [row for row in (*(every[code] for code in known if code in every), *beside) if wanted.picks(row)], fault


def _by_name(here: Here, wanted: str) -> list[str]:
    """Codes of persons, under which reports with a name like that were filed; the most alike first."""
    if not key(wanted):
        return []
    reports = here.desk.named().reports
    return [reports[report].person for report in names_index(here).find(wanted)]


def names_index(here: Here) -> NameIndex:
    """The names of all reports, made once for each state of the case."""

    def make(state: State) -> NameIndex:
        with reading(here) as desk:
            made = index_names(desk.case, state, here.desk.last_names)
        here.desk.last_names = made
        return made

    return here.desk.table("names", make)


def _names(here: Here, some: list[Row], fault: AntigoneError | None) -> tuple[Mapping[str, str], AntigoneError | None]:
    """The names of those on a page; that they were seen is written down first."""
    try:
        values = look(here, [report for row in some for report in row.reports], PURPOSE)
    except AntigoneError as error:
        return {}, error
    told = {}
    for row in some:
        spelled = [v for report in row.reports if isinstance(v := values[report].get("name", ""), str) and v]
        gone = [v for report in row.reports if isinstance(v := values[report].get("name", ""), Erased)]
        told[row.code] = " · ".join(dict.fromkeys(spelled)) or (str(gone[0]) if gone else "")
    return told, fault
