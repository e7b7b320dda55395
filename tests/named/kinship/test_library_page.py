"""The reference page of the library: its examples run, and it names what is exported."""

import re
from pathlib import Path

import pytest

import antigone.named.kinship as library

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "kinship-library.md"


def test_the_examples_of_the_page_run_one_after_another(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 6
    exec(compile("\n".join(blocks), str(PAGE), "exec"), {})
    shown = capsys.readouterr().out
    assert "moderate support" in shown or "weak support" in shown
    assert "ask father first" in shown or "ask mother first" in shown
    assert "not in the pedigree" in shown


def test_every_exported_name_exists_and_public_errors_are_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in library.__all__:
        assert getattr(library, name).__doc__ or name in ("Genotype", "Genotypes", "Profile")
        if name.endswith("Error"):
            assert f"`{name}`" in text
