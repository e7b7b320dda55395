"""The way through as a whole: accounts of numbers, unknown languages, any text at all, the seed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigone.said.extract import NumberUse, extract
from antigone.said.extract.header import split_header
from antigone.said.extract.layout import any_numerals

_OWN_WORDS = (
    "5 12 dozens people killed were and of them , . ; : \" ' ( ) said Ida Quill the ministry according to in Vell -"
    " 2,5 none bodies morgue 4:17 p.m. who including denied figures not true citing \n \n\n He May 1 2 000 “ ”"
)
_WORDS = st.sampled_from(_OWN_WORDS.split(" "))


def _covered(spans: list[tuple[int, int]], wanted: list[tuple[int, int]]) -> bool:
    """True where each wanted stretch overlaps one of the spans; both are sorted."""
    at = 0
    for start, end in wanted:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at == len(spans) or spans[at][0] >= end:
            return False
    return True


def _sound(text: str) -> None:
    found = extract(text, language="en")
    for p in found.proposals:
        assert text[p.start : p.end] == p.quantity_phrase
        assert p.quantity_phrase.strip()
        assert all(0 <= link.target < len(found.proposals) for link in p.links)
        assert p.low is None or p.high is None or p.low <= p.high
        assert p.rule
        assert p.reason
    spans = [(n.start, n.end) for n in found.numbers]
    assert _covered(spans, any_numerals(text))


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_crash(text):
    _sound(text)


@given(st.lists(_WORDS, max_size=80))
def test_any_heap_of_its_own_words_is_read_without_a_crash(words):
    _sound(" ".join(words))


@pytest.mark.parametrize(
    "piece",
    ["1,2 ", "\"'“ ", "and 5 people of whom 3 were ", "Aa, the Bb of Cc, ", "in A - 5 people;\n", "he said that "],
)
def test_hostile_repetition_is_read_to_its_end(piece):
    _sound(piece * 4_000)  # how long it takes is for the benchmark to say


def test_a_language_without_a_grammar_leaves_every_number_unclear_and_says_so():
    found = extract("დაიღუპა 12 ადამიანი", language="ka")
    assert [n.use for n in found.numbers] == [NumberUse.UNCLEAR]
    assert [f.code for f in found.findings] == ["said.no_grammar"]


def test_the_same_text_gives_the_same_answer():
    text = "Mayor Ida Quill said 12 people died, 5 of them children."
    assert extract(text, language="en") == extract(text, language="en")


def test_a_header_is_taken_off_and_offsets_start_after_it():
    headed = split_header("URL: https://example.org/a\nDATE: 2031-05-04\nLANG: en\n\nTwelve people died.\n")
    assert (headed.body, str(headed.published)) == ("Twelve people died.\n", "2031-05-04")
    assert split_header("Twelve people died.\n\nMore.").offset == 0


def test_the_seed_read_cold_gives_its_claims(shared):
    headed = split_header((shared / "said" / "documents" / "001.txt").read_text(encoding="utf-8"))
    found = extract(headed.body, language="en", published=headed.published, publisher="TASS").proposals
    told = {(p.unit, p.low, p.speaker.name if p.speaker else "") for p in found}
    assert ("graves_found", None, "Saltanat Azirbek") in told
    assert ("morgue_attacks", 7, "Kanat Taimerdenov") in told
    assert ("bodies_stolen", 41, "Kanat Taimerdenov") in told
    assert ("bodies_stolen", None, "Kassym-Jomart Tokayev") in told
    assert ("injured", 4501, "General Prosecutor's Office") in told
    assert ("bodies_received", 225, "General Prosecutor's Office") in told
    assert len(found) == 6
    graves = next(p for p in found if p.unit == "graves_found")
    assert any("channel" in hop.name.casefold() for hop in graves.chain)
    tokayev = next(p for p in found if p.low is None and p.unit == "bodies_stolen")
    assert tokayev.date_said == "2022-01-10"
