"""What has been said: a table with filters, figures over time, and one statement with the mouths that carried it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.responses import Response

from antigone.account.report import timeline
from antigone.account.report.content import Report, Said, Topic
from antigone.core.errors import NotFoundError
from antigone.core.party import fold_name
from antigone.core.told import told
from antigone.web.desk import Made
from antigone.web.here import Here
from antigone.web.names import Names
from antigone.web.pages.chain import drawn
from antigone.web.view import View

A_PAGE = 100
SORTS = ("date", "figure", "speaker", "id")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which statements are wanted; empty texts ask for all.

    Attributes:
        unit, place, group, speaker, standing: exactly these.
        origin: the id of a statement: all that goes back to the same mouth.
        q: words anywhere in the quotation, label, note, names or publisher.
        sort: one of `SORTS`; with a hyphen before it, the other way round.
        page: from 1.
    """

    unit: str = ""
    place: str = ""
    group: str = ""
    speaker: str = ""
    standing: str = ""
    origin: str = ""
    q: str = ""
    sort: str = "date"
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams) -> Filter:
        """Read it from the parameters of a URL; what makes no sense is left at its default."""
        texts = {f.name: query.get(f.name, "").strip()[:200] for f in fields(cls) if f.name not in ("page", "sort")}
        sort, page = query.get("sort", "date"), query.get("page", "1")
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
        return cls(**texts, sort=sort if sort.removeprefix("-") in SORTS else "date", page=max(number, 1))

    @property
    def is_open(self) -> bool:
        """True where nothing is left out."""
        return not any((self.unit, self.place, self.group, self.speaker, self.standing, self.origin, self.q))

    def query(self, view: View, **changes: Any) -> str:
        """The address of these statements, with some fields changed."""
        changed = replace(self, **changes)
        told = [(f.name, str(getattr(changed, f.name))) for f in fields(self) if getattr(changed, f.name) != f.default]
        return "/statements" + (f"?{urlencode([*told, *view.pairs()])}" if told or view.pairs() else "")

    def picks(self, said: Said, names: Names, origins: dict[str, str], notes: bool) -> bool:
        """True for a statement that is wanted."""
        claim = said.claim
        exact = (
            (self.unit, claim.unit),
            (self.place, claim.place),
            (self.group, claim.group),
            (self.speaker, claim.speaker),
            (self.standing, said.standing),
            (origins.get(self.origin, self.origin), origins.get(said.id, said.id)),
        )
        if any(wanted and wanted != had for wanted, had in exact):
            return False
        if not self.q:
            return True
        told = (said.id, said.quote, said.label, names.said_of(said), said.speaker, said.chain, said.publisher)
        text = fold_name(" ".join((*told, said.note if notes else "")))
        return all(word in text for word in fold_name(self.q).split())


def page(here: Here) -> Response:
    """The statements that are wanted, and their figures over time."""
    view = View.of(here.request.query_params)
    wanted = Filter.of(here.request.query_params)
    made = here.desk.account(view)
    names = Names(here.words, made)
    found = select(made, names, wanted, here.sees("note"))
    first = (wanted.page - 1) * A_PAGE
    return here.page(
        "statements.html.j2",
        n=names,
        r=made.report,
        view=view,
        state=made.state,
        f=wanted,
        found=found[first : first + A_PAGE],
        total=len(found),
        first=first,
        last_page=max(-(-len(found) // A_PAGE), 1),
        offers=_offers(made.report, names),
        panels=_panels(made.report, names, {said.id for said in found}, wanted),
    )


def select(made: Made, names: Names, wanted: Filter, notes: bool) -> list[Said]:
    """The statements that a filter asks for, in its order."""
    origins = roots(made.report)
    found = [said for said in made.report.said.values() if wanted.picks(said, names, origins, notes)]
    key = _KEYS[wanted.sort.removeprefix("-")]
    return sorted(found, key=lambda said: (key(said), said.id), reverse=wanted.sort.startswith("-"))


def _day(said: Said) -> str:
    return str(said.claim.said_on.first) if said.claim.said_on else "9999"


def _number(said: Said) -> int:
    claim = said.claim
    return next((n for n in (claim.best, claim.low, claim.high) if n is not None), -1)


_KEYS: dict[str, Callable[[Said], Any]] = {
    "date": _day,
    "figure": _number,
    "speaker": lambda said: fold_name(said.speaker),
    "id": lambda said: said.id,
}


def roots(report: Report) -> dict[str, str]:
    """Of each statement the one that its origin begins with."""
    return {
        each.id: origin.root.id
        for topic in report.topics
        for origin in topic.origins
        for each in (origin.root, *origin.repeats)
    }


def _offers(report: Report, names: Names) -> dict[str, list[tuple[str, str]]]:
    """What each filter can be set to: values and their names, the frequent first for units, by name for the rest."""
    said = list(report.said.values())

    def by_name(values: Iterable[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
        return sorted({(v, name(v)) for v in values if v}, key=lambda pair: fold_name(pair[1]))

    units = Counter(each.claim.unit for each in said)
    return {
        "unit": [(unit, names.words.unit(unit)) for unit, _ in units.most_common()],
        "place": by_name((s.claim.place for s in said), names.place),
        "group": by_name((s.claim.group for s in said), lambda id: names.group(id) or names.words("everybody")),
        "speaker": by_name((s.claim.speaker for s in said), str),
        "standing": by_name((s.standing for s in said), names.standing),
    }


def _panels(report: Report, names: Names, ids: set[str], wanted: Filter) -> list[tuple[str, Markup]]:
    """Figures over time, one panel for each thing spoken of, with only the statements that are wanted."""
    topics = [replace(t, title=_title(t, names), origins=_among(t, ids)) for t in report.topics]
    drawn_ = [timeline.panel(topic) for topic in topics]
    least = 1 if not wanted.is_open else 2
    shown = [each for each in drawn_ if len(each.days) >= least and len(each.marks) > least]
    return [(p.title, Markup(timeline.draw(p, at, names.setting))) for at, p in enumerate(shown[: timeline.MAX_PANELS])]


def _title(topic: Topic, names: Names) -> str:
    return names.words.upper(names.said_of(topic.origins[0].root))


def _among(topic: Topic, ids: set[str]) -> tuple[Any, ...]:
    return tuple(origin for origin in topic.origins if origin.root.id in ids)


def one(here: Here) -> Response:
    """One statement: its words, the mouths that carried it, its links, how it stands and why, where it is written."""
    id = here.request.path_params["id"]
    view = View.of(here.request.query_params)
    made = here.desk.account(view)
    names = Names(here.words, made)
    said = made.report.said.get(id)
    if said is None:
        if id in made.account.left_out:
            raise NotFoundError(
                told("{id} is later than this day, or undated, and left out.", id=id), "Open it for a later day."
            )
        raise NotFoundError(
            told("There is no statement '{id}' in the case.", id=id[:80]), "Look it up among the statements."
        )
    entry = made.state.folded.entries.standing.get(("claim", id))
    return here.page(
        "statement.html.j2",
        n=names,
        r=made.report,
        s=said,
        view=view,
        state=made.state,
        links=links(made, said),
        mouths=Markup(drawn(said, origin_of(made.report, id), names)),
        binds=[q for q in made.report.quantities.values() if id in (*q.binding[0], *q.binding[1])],
        clashes=[clash for clash in made.report.clashes if any(s.id == id for s in clash.statements)],
        entry=entry,
        events=[entry.event, *entry.earlier] if entry else [],
    )


def origin_of(report: Report, id: str) -> tuple[Said, ...]:
    """Everything that goes back to the same mouth, its root first."""
    for topic in report.topics:
        for origin in topic.origins:
            members = (origin.root, *origin.repeats)
            if any(each.id == id for each in members):
                return members
    return ()


RELATIONS = {
    "repeats": ("repeats", "is repeated by"),
    "relabels": ("retells with a change", "is retold with a change by"),
    "supersedes": ("supersedes", "is superseded by"),
    "corrects": ("corrects", "is corrected by"),
    "denies": ("denies", "is denied by"),
    "subset": ("is part of", "has as a part"),
}


def links(made: Made, said: Said) -> list[tuple[str, list[Said]]]:
    """How a statement hangs together with others, as it says itself and as others say of it."""
    found: dict[str, list[Said]] = {}
    report, claim = made.report, said.claim

    def add(name: str, other: str | None) -> None:
        if other in report.said and report.said[other] not in found.setdefault(name, []):
            found[name].append(report.said[other])

    add("is part of", claim.part_of)
    if claim.relation:
        add(RELATIONS[claim.relation.value][0], claim.refers_to)
    for each in report.said.values():
        if each.claim.part_of == claim.id:
            add("has as a part", each.id)
        if each.claim.refers_to == claim.id and each.claim.relation:
            add(RELATIONS[each.claim.relation.value][1], each.id)
    return [(name, others) for name, others in found.items() if others]
