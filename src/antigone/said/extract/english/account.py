"""Sentences that nobody is said to say, and that may go on with the account of the paragraph before."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections.abc import Sequence

from antigone.said.extract.english.items import parse
from antigone.said.extract.english.papers import INQUIRIES
from antigone.said.extract.english.words import DAYS, MONTHS
from antigone.said.extract.language import Reading, Sentence, Speech, Voice

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# Another time, another place, or another matter: what is told is no part of the account before it.
_APART = re.compile(
    r"^(?:in|outside|near|elsewhere|separately|meanwhile|earlier|previously|recall|other|by|since|despite|although|while|as|it is|there (?:was|were)|over|during|for|after|before|following)(?!\S)"
    rf"|(?<!\S)(?:{_MONTH}|{'|'.join(DAYS)}|yesterday|previous|previously|earlier|ago|initial|initially|original|worst|deadliest|biggest|weeks|months|years|feared|believed|thought|likely|could|may|might)(?!\S)"
    r"|(?<!\S)(?:last|past|recent|this) (?:week|month|year|summer|winter|spring|autumn|decade)s?(?!\S)|(?<!\S)since (?:the|then)(?!\S)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def may_go_on(sentence: Sentence, earlier: Sequence[Reading]) -> list[Speech]:
    """A mark for the first sentence of a paragraph that gives figures of the same matter, and names nobody; else none."""
    if sentence.headline or sentence.quotes or not earlier or earlier[-1].sentence.headline:
        return []
    if earlier[-1].sentence.paragraph != sentence.paragraph - 1:
        return []
    if any(cue.voices[0].name.casefold() in INQUIRIES for reading in earlier[-3:] for cue in reading.speech):
        return []  # a report says what it says
    parsed = parse(sentence)
    if not parsed.numbers or _APART.search(parsed.line.text) or any(_YEAR.fullmatch(t.text) for t in sentence.tokens):
        return []
    voice = Voice("", sentence.start, sentence.start, kind="pronoun")
    return [Speech(sentence.start, sentence.start, (voice,), sentence.start, sentence.end, account=True)]
