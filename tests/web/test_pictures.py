"""The pictures of the documentation: each is shown somewhere, and none is heavy."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "docs" / "images").rglob("*.png"))
PAGES = "".join(page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_small_and_shown(picture):
    assert picture.stat().st_size < 100_000
    assert picture.relative_to(ROOT / "docs").as_posix() in PAGES
