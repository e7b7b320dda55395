"""Daily ledger: the stock of every place from morning to evening, with its variance."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.core.when import PartialDate
from antigone.formats.prints.blocks import Block, Column, Figure, Figures, Signature, Signatures, Table, Words
from antigone.formats.prints.language import Say
from antigone.formats.prints.marks import spare
from antigone.formats.prints.values import Value


@dataclass(frozen=True, slots=True)
class Line:
    """One place: what it held, what came and went, what the books say it holds, and what was counted there.

    All are numbers of bodies or things; `counted` is None where nobody counted.
    """

    place: Value
    opening: int
    came: int
    went: int
    stock: int
    counted: int | None = None


@dataclass(frozen=True, slots=True)
class DailyLedger:
    """One day. `in_transit`: dispatched and not received; `unaccounted`: by reason, in the register's words."""

    number: str = ""
    day: PartialDate | None = None
    lines: tuple[Line, ...] = ()
    in_transit: int | None = None
    notes: tuple[str, ...] = ()


def compose(content: DailyLedger, say: Say) -> list[Block]:
    """The sums, every place with its variance, and what has to be asked today."""
    columns = (
        Column(say("Place"), 3),
        Column(say("Opening stock"), 1, "end"),
        Column(say("Came"), 1, "end"),
        Column(say("Went"), 1, "end"),
        Column(say("By the books"), 1, "end"),
        Column(say("Counted"), 1, "end"),
        Column(say("Variance"), 1, "end"),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (o.place, o.opening, o.came, o.went, o.stock, _counted(o), _signed(_variance(o))) for o in content.lines
    )
    strong = frozenset(at for at, line in enumerate(content.lines) if _variance(line))
    total: tuple[Value, ...] = (
        (
            say("All places"),
            *(sum(getattr(o, f) for o in content.lines) for f in ("opening", "came", "went", "stock")),
            "",
            "",
        )
        if content.lines
        else ()
    )
    return [
        *_figures(content, say),
        Table(columns, rows, spare(rows, 12), total, strong),
        *(Words(note, "stand", written=True) for note in content.notes),
        Words(
            say("Variance is what was counted less what the books say. It stays until somebody explains it."), "note"
        ),
        Signatures((Signature(say("Counted by")), Signature(say("Seen by")))),
    ]


def _variance(line: Line) -> int | None:
    return None if line.counted is None else line.counted - line.stock


def _counted(line: Line) -> Value:
    return "—" if line.counted is None else line.counted


def _signed(variance: int | None) -> str:
    if variance is None:
        return "—"
    return "0" if variance == 0 else f"{'+' if variance > 0 else '–'}{abs(variance)}"


def _figures(content: DailyLedger, say: Say) -> list[Block]:
    if not content.lines:
        return []
    known = [v for line in content.lines if (v := _variance(line))]
    transit = "—" if content.in_transit is None else say.number(content.in_transit)
    day = say.date(content.day) if content.day else ""
    return [
        Figures(
            (
                Figure(say.number(sum(line.stock for line in content.lines)), say("held, by the books"), day),
                Figure(transit, say("in transit"), say("dispatched, not yet received")),
                Figure(
                    say.number(len(known)),
                    say("variances"),
                    say.many(len(content.lines), "in one place", "in {n} places"),
                ),
            )
        )
    ]


def sample() -> DailyLedger:
    """Invented."""
    return DailyLedger(
        "2031-05-06",
        PartialDate(2031, 5, 6),
        (
            Line("Cold store, north wing", 38, 6, 4, 40, 39),
            Line("Cold store, south wing", 112, 0, 0, 112, 112),
            Line("Hospital H-3", 9, 2, 6, 5, None),
            Line("Laboratory L-1", 14, 3, 0, 17, 17),
        ),
        4,
    )
