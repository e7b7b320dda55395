"""A made-up case with everything at once: statements about forty towns, a register with custody, persons missing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from antigone.core.when import PartialDate, Period
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import CustodyEvent, CustodyType, Stocktake
from antigone.found.events import draft
from antigone.found.examination import Examination, ExaminationKind
from antigone.found.label import Block, Label, LabelKind, canonical_id
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.record import Case
from antigone.record.event import Draft

TOWNS, SPEAKERS, PAPERS = 40, 25, 60
BEGIN = date(2024, 1, 1)
CHUNK = 5_000
UNITS = ("killed", "bodies_received", "injured")


@dataclass(frozen=True)
class Size:
    """How much there is: statements, numbered remains, custody events for each of them, persons missing."""

    said: int
    remains: int
    acts: int
    missing: int

    @property
    def words(self) -> str:
        """As a heading."""
        acts = self.remains * self.acts
        return f"{self.said:,} statements, {self.remains:,} remains, {acts:,} custody events, {self.missing:,} missing"


SMALL, FULL = Size(1_000, 2_000, 8, 200), Size(5_000, 50_000, 8, 1_000)


def make(folder: Path, size: Size) -> Path:
    """The case, written in batches; its folder."""
    path = folder / "case"
    with Case.create(path, "Bench", by="A. Example") as case:
        _tables(folder, case, size)
        for stream in (_register(case.writer().public, size), _missing(size)):
            while chunk := list(islice(stream, CHUNK)):
                case.append(chunk)
    return path


def _tables(folder: Path, case: Case, size: Size) -> None:
    """Figures that grow over half a year."""
    from antigone.formats.case_import import import_tables

    chance = random.Random(7)
    lines = ["id,said_on,speaker,publisher,unit,low,high,best,modifier,place,group"]
    for n in range(size.said):
        town, day = n % TOWNS, n * 170 // size.said
        said = BEGIN + timedelta(days=day)
        low = 3 + town + day // 4 + chance.randrange(3)
        who = f"Speaker {n % SPEAKERS},Paper {n % PAPERS}"
        lines.append(f"C{n},{said},{who},{UNITS[n % 3]},{low},,,at_least,t{town},all")
    tables = folder / "tables"
    tables.mkdir()
    towns = "".join(f"t{n},Town {n},land,city\n" for n in range(TOWNS))
    (tables / "statements.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tables / "places.csv").write_text(f"id,name,parent,kind\nland,Land,,country\n{towns}", encoding="utf-8")
    (tables / "groups.csv").write_text("id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\n")
    import_tables(case, tables)


def _register(writer: str, size: Size) -> Iterator[Draft]:
    """A morgue in each town; remains that are received and then sent on, each receipt after its dispatch."""
    chance = random.Random(1)
    for town in range(TOWNS):
        yield draft(Site(f"m{town}", SiteType.MORGUE, f"Morgue {town}", keeper=f"office-{town % 7}", place=f"t{town}"))
    yield draft(Block(writer, 0, size.remains + 9_999))
    at = [chance.randrange(TOWNS) for _ in range(size.remains)]
    for n in range(size.remains):
        yield draft(Remains(canonical_id(n), RemainsKind.BODY if n % 5 else RemainsKind.BONE))
        yield draft(Label(canonical_id(n), LabelKind.MORGUE, f"M{at[n]}-{n}", f"m{at[n]}"))
    to = list(at)
    for act in range(size.acts):
        for n in range(size.remains):
            thing, when = (canonical_id(n),), on(3 * act + n % 3)
            if act == 0:
                yield draft(CustodyEvent(CustodyType.RECEIVED, thing, to_place=f"m{at[n]}"), when)
            elif act % 2:
                to[n] = chance.randrange(TOWNS)
                ends = {"from_place": f"m{at[n]}", "to_place": f"m{to[n]}"}
                yield draft(CustodyEvent(CustodyType.TRANSFERRED_OUT, thing, **ends), when)
            else:
                at[n] = to[n]
                yield draft(CustodyEvent(CustodyType.TRANSFERRED_IN, thing, to_place=f"m{at[n]}"), when)


def on(day: int) -> Period:
    """A day of the world as a period."""
    when = BEGIN + timedelta(days=day)
    partial = PartialDate(when.year, when.month, when.day)
    return Period(partial, partial)


def _missing(size: Size) -> Iterator[Draft]:
    """Persons reported missing, by code."""
    from antigone.named.events import PERSON_OPENED
    from antigone.named.events import draft as named_draft
    from antigone.named.person import MissingPerson

    for n in range(size.missing):
        yield named_draft(PERSON_OPENED, MissingPerson(f"P-{n:06d}", place=f"t{n % TOWNS}"))


def one_more_statement(folder: Path, path: Path, n: int) -> None:
    """One more statement."""
    from antigone.formats.case_import import import_tables

    tables = folder / f"more{n}"
    tables.mkdir()
    head = "id,said_on,speaker,unit,low,modifier,place,group\n"
    row = f"N{n},{BEGIN + timedelta(days=175)},Speaker 1,killed,{99 + n},at_least,t1,all\n"
    (tables / "statements.csv").write_text(head + row, encoding="utf-8")
    with Case.open(path) as case:
        import_tables(case, tables)


def changes(folder: Path, path: Path) -> dict[str, Callable[[int], None]]:
    """What people enter all day, by name: each enters one more of it."""

    def enter(*drafts: Draft) -> None:
        with Case.open(path) as case:
            case.append(list(drafts))

    def act(kind: CustodyType, things: tuple[str, ...], **more: Any) -> Draft:
        return draft(CustodyEvent(kind, things, **more), on(60))

    def new_body(n: int) -> None:
        with Case.open(path, read_only=True) as case:
            id = canonical_id(case.size)
        arrival = act(CustodyType.RECEIVED, (id,), to_place="m1")
        enter(draft(Remains(id, RemainsKind.BODY)), draft(Label(id, LabelKind.MORGUE, f"N-{n}", "m1")), arrival)

    return {
        "statement": lambda n: one_more_statement(folder, path, n),
        "custody event": lambda n: enter(act(CustodyType.RELEASED, (canonical_id(n + 1),))),
        "new body, with its label and arrival": new_body,
        "count without numbers": lambda n: enter(
            act(CustodyType.TRANSFERRED_OUT, (), from_place="m1", to_place="m2", asserted=2, reference=f"N-{n}")
        ),
        "receipt of that note": lambda n: enter(
            act(CustodyType.TRANSFERRED_IN, (canonical_id(n + 20),), from_place="m1", to_place="m2", reference=f"N-{n}")
        ),
        "examination": lambda n: enter(draft(Examination(f"e{n}", canonical_id(n + 30), ExaminationKind.EXTERNAL))),
        "two joined": lambda n: enter(
            draft(Association(f"a{n}", canonical_id(n + 40), canonical_id(n + 60), AssociationKind.DNA))
        ),
        "stock count": lambda n: enter(draft(Stocktake(f"m{n}", PartialDate(2024, 3, 1), count=5))),
    }
