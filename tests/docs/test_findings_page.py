"""The page of findings is made from the code, and is current."""

import importlib.util
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"


def generator():
    spec = importlib.util.spec_from_file_location("findings_page", DOCS / "findings.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_findings_is_current():
    made = generator()
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run `python docs/findings.py`"


def test_every_finding_has_a_sample_that_reads_as_a_sentence():
    for code, kind in generator().every_kind().items():
        told = kind.sentence.format(**kind.sample)
        assert "{" not in told, code
        assert kind.do, code
        assert code == code.casefold()
        assert "." in code
