"""Words that people wrote, made safe for a page."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from antigone.formats.prints.clean import breakable, clean, direction, shortened


@given(st.text())
def test_clean_text_has_no_controls_and_stays_clean(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for char in once)
    assert not set(once) & set("\u202e\u202a\u2066\u200f\ufeff")


@given(st.text(alphabet="abcШ한ب", max_size=300))
def test_a_break_can_be_taken_out_again(text: str) -> None:
    broken = breakable(text)
    assert broken.replace("\u200b", "") == text
    assert all(len(run) <= 30 for run in broken.replace("\u200b", " ").split())


def test_markup_and_letters_are_left_alone() -> None:
    assert clean('#panic() *b* $x$ <a> "q" \\') == '#panic() *b* $x$ <a> "q" \\'
    assert clean("Ө\u200cж\nБ") == "Ө\u200cж Б"
    assert clean("\u221211") == "–11"


def test_direction_follows_the_first_strong_letter() -> None:
    assert direction("12 ب", "ltr") == "rtl"
    assert direction("12 б ب", "rtl") == "ltr"
    assert direction("12–14", "ltr") == "ltr"


def test_a_cut_is_seen() -> None:
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"
