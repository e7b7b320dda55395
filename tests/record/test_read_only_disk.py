"""A disk that cannot be written: reading works, writing is one clear sentence, nothing is half done."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from antigone.core.errors import CaseError
from antigone.record import Case, Draft, verify_path
from record.conftest import fill


def command(*words: object) -> bool:
    return subprocess.run([str(word) for word in words], capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with a case in it that nobody can write, not even an administrator."""
    folder = tmp_path / "disk"
    folder.mkdir()
    administrator = os.name != "posix" or os.geteuid() == 0
    if administrator and not command("mount", "-t", "tmpfs", "none", folder):
        pytest.skip("an administrator can write everywhere, and no disk can be mounted here")
    with Case.create(folder / "case", "Read only", by="A. Example") as case:
        fill(case)
    if administrator:
        assert command("mount", "-o", "remount,ro", folder)
        yield folder
        command("umount", folder)
    else:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o500 if path.is_dir() else 0o400)
        yield folder
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o700)


def test_reading_and_verifying_work(disk: Path) -> None:
    with Case.open(disk / "case", read_only=True) as case:
        assert sum(1 for _ in case.events()) == 9
    assert verify_path(disk / "case").ok


def test_opening_for_writing_says_why_not(disk: Path) -> None:
    with pytest.raises(CaseError, match="cannot be written"):
        Case.open(disk / "case")


def test_exporting_to_it_and_making_a_case_on_it_say_why_not(disk: Path) -> None:
    with pytest.raises(CaseError, match="cannot be made"):
        Case.create(disk / "new", "No", by="A. Example")
    with Case.open(disk / "case", read_only=True) as case, pytest.raises(CaseError, match="cannot be written"):
        case.export(disk / "a.tar")


def test_a_disk_that_fills_up_halves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    if not command("mount", "-t", "tmpfs", "-o", "size=600k", "none", folder):
        pytest.skip("no small disk can be mounted here")
    try:
        with Case.create(folder / "case", "Full", by="A. Example") as case:
            size = case.size
            with pytest.raises(CaseError, match="no room left"):
                case.append([Draft("big", {"text": "x" * 1000}) for _ in range(2000)])
            with pytest.raises(CaseError, match="No space left"):
                case.keep(bytes(5_000_000))
            assert case.append([Draft("small")])[0].position == size
        assert verify_path(folder / "case").ok
    finally:
        command("umount", folder)
