"""What is unaccounted for: things lost or taken, and counts without numbers, each with its reason or the lack of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from antigone.core.told import told
from antigone.found.balance import variances
from antigone.found.custody import Sink, UnaccountedReason
from antigone.found.label import code_of
from antigone.found.register import Register


@dataclass(frozen=True)
class Outstanding:
    """One thing, or one event's things without numbers.

    Attributes:
        subject: canonical id or id of the event; code: as shown.
        count: how many; words: what became of them.
        reason: None where nobody gave one yet: that is to be mended.
    """

    subject: str
    code: str
    count: int
    words: str
    reason: UnaccountedReason | None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        reason = self.reason.value if self.reason else None
        return {"subject": self.subject, "code": self.code, "count": self.count, "words": self.words, "reason": reason}


GONE = (Sink.TAKEN, Sink.LOST)


def outstanding(register: Register, as_of: date | None = None) -> list[Outstanding]:
    """Everything unaccounted for by the end of a day, numbered things first."""
    found = []
    for id in sorted(register.paths):
        spot = register.spot(id, as_of)
        if spot is not None and spot.sink in GONE and id not in register.absorbed:
            found.append(Outstanding(id, code_of(id), 1, spot.words, _reason(register, id)))
    for row in variances(register.ledger, as_of or date.max):
        if row.difference > 0 and row.type in ("stolen", "seized", "lost"):
            words = told(
                "{type} from {place}, {day}, without numbers",
                type=told(row.type),
                place=row.place or told("a place not named"),
                day=row.day,
            )
            found.append(Outstanding(row.event, row.event[:12], row.difference, words, _reason(register, row.event)))
    listed = {each.subject for each in found}
    for id in sorted(register.unaccounted.keys() - listed):
        if id in register.remains:
            spot = register.spot(id, as_of)
            words = spot.words if spot else told("booked nowhere")
            found.append(Outstanding(id, code_of(id), 1, words, _reason(register, id)))
    return found


def _reason(register: Register, subject: str) -> UnaccountedReason | None:
    value = register.unaccounted.get(subject)
    return value.reason if value else None
