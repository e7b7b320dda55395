"""The bundle of keys: what an archive leaves out on purpose, to travel by another way.

It holds the case key (under its passphrase, where it has one), the subjects' keys wrapped under it, and which sealed
value is whose. Without a passphrase it opens every sealed value of the case: guard it like the values.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from antigone.core.errors import CaseError, InputError
from antigone.record import sealed as sealing
from antigone.record.case import CASE_KEY, KEYS, Case
from antigone.record.keys import open_case_key, read_private, write_private
from antigone.record.store import Box

FORMAT = "antigone-keys"


def export_keys(case: Case, out: Path) -> None:
    """Write the bundle, mode 0600; `CaseError` where something is there already."""
    if out.exists():
        raise CaseError(f"{out} is there already.", "Choose another name.")
    owners = {box.blob.hex(): box.subject for box in case.store.boxes() if box.subject is not None}
    keys = {subject: wrapped.hex() for subject, wrapped in case.store.wrapped_keys().items()}
    case_key = read_private(case.path / KEYS / CASE_KEY)
    write_private(
        out, {"format": FORMAT, "v": 1, "case": case.id, "case_key": case_key, "keys": keys, "owners": owners}
    )


def adopt_keys(case: Case, bundle: Path, passphrase: str | None = None) -> int:
    """Open the sealed values of a copy with a bundle; give the number of subjects that can be read now.

    The subjects' keys are wrapped anew under the copy's own case key. What was erased here stays erased.

    Args:
        case: the copy, open for writing.
        bundle: made by `export_keys` from the same case.
        passphrase: of the bundle's case key, where it has one.

    Raises:
        InputError: not a bundle, or of another case.
        CaseError: the passphrase is wrong.
    """
    data = read_private(bundle)
    if data.get("format") != FORMAT or data.get("case") != case.id:
        raise InputError(f"{bundle} is no bundle of keys of this case.", "Ask for the right one.")
    theirs = _case_key(data, bundle, passphrase)
    gone = case.register().erased_subjects
    try:
        wrapped = {subject: bytes.fromhex(key) for subject, key in data["keys"].items() if subject not in gone}
        owners = {bytes.fromhex(blob): str(subject) for blob, subject in data["owners"].items() if subject not in gone}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InputError(f"{bundle} is damaged.", "Ask for it again.") from None
    keys = {}
    for subject, key in wrapped.items():
        plain = sealing.unwrap_key(key, subject, case=case.id, case_key=theirs)
        keys[subject] = sealing.wrap_key(plain, subject, case=case.id, case_key=case.vault.case_key())
    boxes = [Box(box.blob, owners[box.blob], box.data) for box in case.store.boxes() if box.blob in owners]
    case.store.adopt(boxes, keys.items())
    return len(keys)


def _case_key(data: dict[str, Any], bundle: Path, passphrase: str | None) -> bytes:
    """The case key inside a bundle."""
    if not isinstance(data.get("case_key"), dict):
        raise InputError(f"{bundle} is damaged.", "Ask for it again.")
    return open_case_key(data["case_key"], bundle, passphrase)
