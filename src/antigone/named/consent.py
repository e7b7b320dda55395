"""Consent: what somebody agreed to, for which recipient and purpose; and its withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LABORATORY, BOARD, FAMILY_LIAISON, PUBLIC = "laboratory", "board", "family liaison", "public"
"""Recipients that the commands know; others are free words."""
ANYBODY = "*"
"""In a withdrawal: from every recipient."""


class Purpose(Enum):
    """What values given may be used for. A purpose not agreed to is a use not allowed."""

    IDENTIFICATION = "identification"  # comparing with remains, for the missing of one's own family
    KIN_CHECK = "kin check"  # comparing relatives with each other: undeclared kin come to light
    CONTACT = "contact"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Consent:
    """One word of consent, or its withdrawal. The latest word for a recipient and purpose counts.

    Attributes:
        by: code of the informant or the person who gave a sample.
        to: recipient, see `LABORATORY` …; `ANYBODY` in a withdrawal only.
        purpose: see `Purpose`.
        given: False is a withdrawal.
        witness: who took it down (staff).
    """

    by: str
    to: str = LABORATORY
    purpose: Purpose = Purpose.IDENTIFICATION
    given: bool = True
    witness: str = ""
