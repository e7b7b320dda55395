"""Reports of missing persons, and who made them. A report is not a person: one person can have several."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from antigone.core.when import PartialDate


class Validation(Enum):
    """How far a report has been checked."""

    RECEIVED = "received"
    VALIDATED = "validated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody said of a missing person; in the clear only what names nobody.

    Sealed under the person's code, in the event: `name`, `birth`, `address`, `identity` (documents), `description`
    (an `evidence.Description` as JSON: sex, age, stature, marks, teeth, clothing, medical values).

    Attributes:
        id: `Q-0001`; person: `P-0001`, whom it was filed under (`report.filed` can move it).
        informant: `I-0001`, or empty where nobody is named.
        relation: of the informant to the person, e.g. `mother`.
        received: the day it was made.
        last_seen: when the person was last seen; last_place: where, a place id.
        validation: see `Validation`.
        source: where the report lies, e.g. the number of a police file.
    """

    id: str
    person: str
    informant: str = ""
    relation: str = ""
    received: PartialDate | None = None
    last_seen: PartialDate | None = None
    last_place: str = ""
    validation: Validation = Validation.RECEIVED
    source: str = ""


@dataclass(frozen=True, slots=True)
class Informant:
    """Somebody who reports or gives a sample. Sealed under their own code: `name`, `contact`, `address`.

    Attributes:
        id: `I-0001`.
        person: `P-0001` where the informant also stands in a pedigree; else empty.
        language: in which to speak with them, e.g. `kk`.
    """

    id: str
    person: str = ""
    language: str = ""
