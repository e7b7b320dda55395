"""Examinations and what they observed: "no data", blank and "not asked" are three different answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from antigone.core.errors import InputError
from antigone.core.told import told


class Answer(Enum):
    """What became of an item of a form."""

    GIVEN = "given"
    NO_DATA = "no data"  # somebody looked, and it cannot be determined
    BLANK = "blank"  # it was on the form and nobody wrote anything
    NOT_ASKED = "not asked"  # it was not on the form, or not part of this examination


@dataclass(frozen=True, slots=True)
class Observation:
    """One item of an examination.

    Attributes:
        item: code, such as an INTERPOL item number (`32`) or `age`.
        value: as observed, text; empty unless given.
        answer: see `Answer`.
        method: how, e.g. a formula with its version.
    """

    item: str
    value: str = ""
    answer: Answer = Answer.GIVEN
    method: str = ""

    def __post_init__(self) -> None:
        if (self.answer is Answer.GIVEN) != bool(self.value.strip()):
            raise InputError(
                told(
                    "Item {item} is '{answer}' and holds '{value}'.",
                    item=self.item,
                    answer=told(self.answer.value),
                    value=self.value[:40],
                ),
                "Give a value, or say no data, blank or not asked.",
            )


class ExaminationKind(Enum):
    """What sort of examination."""

    EXTERNAL = "external"
    AUTOPSY = "autopsy"
    RADIOLOGY = "radiology"
    DENTAL = "dental"
    ANTHROPOLOGY = "anthropology"
    FINGERPRINTS = "fingerprints"
    PHOTOGRAPHY = "photography"
    EFFECTS = "effects"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Examination:
    """One examination of one thing; when it happened is the event's `occurred`.

    Attributes:
        id: the case's own id; remains: what was examined.
        kind: see `ExaminationKind`; by: examiner's office, never a relative.
        form: code list of the items, e.g. `interpol-pm`.
        observations: items in the order of the form, as far as they tell of the body (see `personal_items`).
        evidence: sha256 of photographs and other kept copies.
        sealed_items: items whose values are sealed under the number, in the event's field `personal`.
    """

    id: str
    remains: str
    kind: ExaminationKind
    by: str = ""
    form: str = "interpol-pm"
    observations: tuple[Observation, ...] = ()
    evidence: tuple[str, ...] = ()
    sealed_items: tuple[str, ...] = ()

    def answer(self, item: str) -> Observation:
        """What was observed for an item; "not asked" where the examination does not hold it."""
        return next((each for each in self.observations if each.item == item), Observation(item, "", Answer.NOT_ASKED))


@dataclass(frozen=True, slots=True)
class Sample:
    """Something taken from remains for a laboratory.

    Attributes:
        id: the case's own id; remains: what it was taken from; examination: id, or empty.
        material: e.g. `blood`, `femur`; purpose: e.g. `DNA`.
        laboratory: where it went; number: the laboratory's own.
    """

    id: str
    remains: str
    material: str = ""
    purpose: str = "DNA"
    laboratory: str = ""
    number: str = ""
    examination: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a sample; a sample can have many. Genetic values live in the profile room, sealed.

    Attributes:
        id, sample: ids; kind: e.g. `STR profile`; outcome: e.g. `full`, `partial`, `failed`.
        profile: id of the profile, where there is one.
    """

    id: str
    sample: str
    kind: str = ""
    outcome: str = ""
    profile: str = ""
