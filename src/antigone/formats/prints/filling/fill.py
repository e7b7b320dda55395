"""Which print is filled by what, and with which ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from antigone.formats.prints.filling import figures, mortem, people, register
from antigone.formats.prints.filling.source import Source

Filler = Callable[[Source, tuple[str, ...]], Any]


@dataclass(frozen=True, slots=True)
class Filling:
    """How a print is filled: by what, and what the ids on the command line name."""

    fill: Filler
    ids: str


FILLINGS: dict[str, Filling] = {
    "labels": Filling(register.label_sheet, "numbers; none: all"),
    "recovery": Filling(register.recovery_sheet, "a number"),
    "grave-log": Filling(register.graves, "a site"),
    "intake-book": Filling(register.intake, "a place"),
    "transfer-note": Filling(register.transfer, "number of the note, or an event"),
    "daily-ledger": Filling(register.ledger, "places; none: all"),
    "missing-body": Filling(register.incident, "number of the incident, or an event"),
    "am-interview": Filling(people.interview, "a report, Q-0001"),
    "pm-form": Filling(mortem.examination, "a number"),
    "sample-manifest": Filling(register.manifest, "a laboratory"),
    "bone-inventory": Filling(register.inventory, "a site"),
    "comparison": Filling(people.sheet, "a comparison, C-0001"),
    "docket": Filling(people.board, "comparisons; none: all open"),
    "identification": Filling(people.identified, "a decision, D-0001"),
    "exclusion": Filling(people.excluded, "a comparison, C-0001, or an exclusion, X-0001"),
    "release": Filling(people.certificate, "a release, L-0001"),
    "recall": Filling(people.notice, "a release, L-0001"),
    "site-dossier": Filling(register.dossier, "a site"),
    "public-table": Filling(figures.table, "units; none: the headlines"),
}


def fill(key: str, source: Source, ids: tuple[str, ...]) -> Any:
    """The content of a print from a case."""
    return FILLINGS[key].fill(source, ids)
