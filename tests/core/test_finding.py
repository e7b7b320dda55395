import pytest

from antigone.core.finding import Finding, Severity, catalogue, declare

KIND = declare("test.sample", "Row says {low}, which is more than {high}.", "Swap them.", low=3, high=2)


def test_a_finding_names_its_place_and_what_to_do():
    finding = Finding(KIND, {"low": 5, "high": 1}, ("S001",), "statements.csv", 7, "low")
    assert str(finding) == "statements.csv, row 7, column low: Row says 5, which is more than 1."
    assert finding.as_json()["do"] == "Swap them."
    assert finding.severity is Severity.ERROR


def test_every_kind_in_the_catalogue_fills_its_own_sentence():
    for kind in catalogue().values():
        assert kind.sentence.format(**kind.sample)
        assert kind.do


def test_a_code_cannot_mean_two_things():
    with pytest.raises(AssertionError, match="declared twice"):
        declare("test.sample", "Another sentence.", "Do.")
