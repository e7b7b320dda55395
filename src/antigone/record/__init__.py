"""The append-only, tamper-evident log in which everything is written once.

with Case.open("almaty") as case:
    case.append([Draft("claim.accepted", {"id": "S-1"})])
"""

from antigone.record.case import Case
from antigone.record.event import Draft, Event, SealedField
from antigone.record.fold import ReadModel, declare_model, fold
from antigone.record.sealed import Erased

__all__ = ["Case", "Draft", "Erased", "Event", "ReadModel", "SealedField", "declare_model", "fold"]
