"""Site dossier: one place, what was said of it, what was opened, what came out, what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.quantity import Count
from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Field, Fields, Figure, Figures, Heading, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Code, Personal, Private, Term, Value

Variance = tuple[PartialDate | None, str, int, int]
"""Day and act of an event whose paper says other than it lists; how many it says, and how many it lists."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure somebody gave for the site: by whom, when, and the claim it is kept as."""

    figure: Count
    by: Value
    said: PartialDate | None = None
    claim: str = ""


@dataclass(frozen=True, slots=True)
class SiteDossier:
    """One site.

    Attributes:
        number: its code; position: exact, withheld by default; area: as it may be published.
        derived_from: code of the site from which its remains had been taken.
        features, opened, recovered: counted in the register; None where nobody has.
        balance: each column of the register with its number; variance: see `Variance`.
    """

    number: str = ""
    name: Value = ""
    type: str = ""
    keeper: Value = ""
    position: Private = Private("", Personal.POSITION)
    area: Value = ""
    derived_from: str = ""
    discovered: PartialDate | None = None
    secured: PartialDate | None = None
    exhumed: PartialDate | None = None
    features: int | None = None
    opened: int | None = None
    recovered: int | None = None
    reported: tuple[Reported, ...] = ()
    balance: tuple[tuple[str, int], ...] = ()
    stock: int | None = None
    variance: tuple[Variance, ...] = ()


def compose(content: SiteDossier, say: Say) -> list[Block]:
    """The place, what was said against what was found, the balance."""
    return [
        Fields(_place(content, say)),
        *_figures(content, say),
        Heading(say("What was said"), say("Each figure stands as its speaker gave it.")),
        _reported(content, say),
        Heading(say("Balance")),
        _balance(content, say),
        *(_variance(row, say) for row in content.variance),
    ]


def _variance(row: Variance, say: Say) -> Words:
    """What a paper said against what it listed."""
    day, act, said, listed = row
    text = say("The paper says {said}; {listed} are listed.", said=say.number(said), listed=say.number(listed))
    return Words(" · ".join(part for part in (say.date(day) if day else "", say.term(act), text) if part), "stand")


def _place(content: SiteDossier, say: Say) -> tuple[Field, ...]:
    return (
        Field(say("Site"), content.name, 6),
        Field(say("Kind of site"), Term(content.type), 6),
        Field(say("Answerable"), content.keeper, 6),
        Field(say("Remains had been taken from"), Code(content.derived_from), 6),
        Field(say("Area"), content.area, 6),
        Field(say("Exact position"), content.position, 6),
        Field(say("Discovered"), content.discovered, 4),
        Field(say("Secured"), content.secured, 4),
        Field(say("Exhumed"), content.exhumed, 4),
    )


def _figures(content: SiteDossier, say: Say) -> list[Block]:
    given = (
        (content.features, "graves or units"),
        (content.opened, "opened"),
        (content.recovered, "numbers recovered"),
    )
    if all(n is None for n, _ in given):
        return []
    return [Figures(tuple(Figure("—" if n is None else say.number(n), say.term(label)) for n, label in given))]


def _reported(content: SiteDossier, say: Say) -> Table:
    columns = (
        Column(say("Figure"), 1, "end"),
        Column(say("Said by"), 3),
        Column(say("Said on"), 1.6),
        Column(say("Kept as"), 1),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple((r.figure, r.by, r.said, Code(r.claim)) for r in content.reported)
    return Table(columns, rows, spare(rows or content.number, 4))


def _balance(content: SiteDossier, say: Say) -> Table:
    rows: tuple[tuple[Value, ...], ...] = tuple((Term(column), n) for column, n in content.balance)
    total: tuple[Value, ...] = () if content.stock is None else (Term("held"), content.stock)
    empty = spare(rows or content.number, 8)
    return Table((Column(say("Column"), 3), Column(say("Number"), 1, "end")), rows, empty, total)


def sample() -> SiteDossier:
    """Invented."""
    return SiteDossier(
        number="S-2",
        name="Lower terrace",
        type="primary grave",
        keeper="Recovery office",
        position=Private("12.345678, 98.765432", Personal.POSITION),
        area="Example district",
        discovered=PartialDate(2031, 5),
        secured=PartialDate(2031, 5, 2),
        exhumed=PartialDate(2031, 5, 9),
        features=5,
        opened=4,
        recovered=5,
        reported=(
            Reported(Count(7, 9), "District office, through Example Daily", PartialDate(2031, 5, 3), "C014"),
            Reported(Count(10, None), "A resident", PartialDate(2031, 5), "C019"),
        ),
        balance=(("recovered", 5), ("transfers out", 4), ("lost", 0)),
        stock=1,
    )
