"""However hostile a Russian text is, the work grows with its length and no faster, counted in calls and not seconds."""

import sys

import pytest

from antigone.said.extract import extract

HOSTILE = {
    "figures": "погибли 5 ",
    "numerals": "5 ",
    "denials": "опроверг сообщения ",
    "contrasts": "не 5, а 7 погибших ",
    "instead": "вместо 5 погибших ",
    "calling false": "называл ложью слова о ",
    "falsehoods": "данные о погибших ложны ",
    "never": "никогда не давал цифр ",
    "parts": "из них 5 ",
    "quotations opened": "«Погибли 5.\n",
    "speakers": "сказал мэр Иван ",
    "sources": "по данным министерства ",
    "sentences": "Мэр сказал, что погибли 5. ",
    "paragraphs": "Погибли 5\n\n",
    "genitives": "министерства здравоохранения области ",
    "hospitals": "в тяжёлом состоянии в больнице ",
    "how many": "сколько погибших ",
    "falls": "снизилось с 9 до ",
    "brackets": "(5) ",
    "dashes": "— ",
    "spaces": "погибли      5      ",
    "unnamed": "ранее сообщалось о ",
    "corrections": "уточнил данные: ",
    "hyphens": "а-",
}


def calls(text):
    """How many functions are called to read a text."""
    count = 0

    def counted(_frame, event, _arg):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        extract(text, language="ru")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_work_grows_with_the_length_of_a_hostile_text(unit):
    longest = max(200 * len(unit), 2500)  # a sentence at its longest, so that the cut is part of what is measured
    text = (unit * longest)[: 2 * longest]
    calls(text[: len(text) // 2])  # words are looked up once
    half, whole = calls(text[: len(text) // 2]), calls(text)
    assert whole <= 2.3 * half + 100_000
    assert whole <= 450 * len(text) + 50_000
