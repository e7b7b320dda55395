"""The append-only, tamper-evident log in which everything is written once.

with Case.open("almaty") as case:
    case.append([Draft("claim.accepted", {"id": "S-1"})])
"""

from antigone.record.archive import import_archive
from antigone.record.case import Case
from antigone.record.event import Draft, Event, SealedField
from antigone.record.fold import ReadModel, declare_model, fold
from antigone.record.sealed import Erased
from antigone.record.verify import VerifyReport, verify_path

__all__ = [
    "Case",
    "Draft",
    "Erased",
    "Event",
    "ReadModel",
    "SealedField",
    "VerifyReport",
    "declare_model",
    "fold",
    "import_archive",
    "verify_path",
]
