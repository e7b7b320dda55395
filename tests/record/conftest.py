"""Small cases to try things on. All people here are invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from antigone.record import Case, Draft
from antigone.record.fold import KINDS


def fill(case: Case) -> None:
    """A bit of everything: a kept copy, sealed values, an erasure, a correction, a checkpoint, a snapshot."""
    digest = case.keep(b"Minutes of the morgue.\n", name="minutes.txt", method="file")
    first, *_ = case.append(
        [
            Draft(
                "claim.accepted", {"id": "S-1", "low": 225}, source=digest, sealed={"speaker": ("P-1", "Ада Пример")}
            ),
            Draft("remains.found", {"tag": "R-7"}, sealed={"name": ("P-2", "Bo Example"), "note": ("P-2", "scar")}),
        ]
    )
    case.append([Draft("claim.corrected", {"id": "S-1"}, corrects=first.id, reason="misread")])
    case.erase("P-1", reason="asked for it")
    case.store.keep_note(str(case.checkpoint()))
    case.append([Draft("claim.accepted", {"id": f"S-{n}", "place": "алматы"}) for n in range(2, 5)])
    case.model(KINDS)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A fresh, filled case, open for writing."""
    made = Case.create(tmp_path / "case", "An invented event", by="A. Example")
    fill(made)
    yield made
    made.close()
