"""English, as the engine asks for it. The grammar itself is in the `english_*` files, one idea each."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from antigone.said.extract.english.counts import read_counts
from antigone.said.extract.english.dates import dateline_day, is_replaced, news_day
from antigone.said.extract.english.names import COUNTRIES
from antigone.said.extract.english.speech import read_speech
from antigone.said.extract.english.stance import read_stances
from antigone.said.extract.english.tokens import split_sentences, tokenize
from antigone.said.extract.english.words import DAYS, MONTHS
from antigone.said.extract.language import Counted, Document, Reading, Sentence, Speech, StanceCue, Token

_EVENT = re.compile(
    r"\b((?:mass |violent |deadly |recent |january |february |march |april |june |july |august |september |october |november |december )?(?:earthquake|quake|flood(?:s|ing)?|riots?|unrest|protests?|shipwreck|sinking|capsizing|bombings?"
    r"|explosions?|blasts?|collapse|stampede|landslide|mudslide|avalanche|cyclone|hurricane|typhoon|tsunami"
    r"|shooting|air ?strikes?|siege|massacre|epidemic|outbreak|derailment|famine|heat ?wave|insurrection|uprising)|(?P<vague>attacks?|clashes|war|offensive|fire|blaze|crash|crush))\b",
    re.IGNORECASE,
)


_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|off|outside)\s+(?:the\s+)?(?:[a-z]+\s+(?:of|city|town)\s+)?((?:[A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+){0,2})"
)


def _named_place(document: Document) -> str:
    """Where no country is named: the place named most after "in", "at", "near" in the title and the opening."""
    found = [m.group(1) for m in _IN.finditer(document.title + " " + document.text[:2500])]
    places = Counter(name for name in found if name.split()[0].casefold() not in MONTHS and name.casefold() not in DAYS)
    return places.most_common(1)[0][0] if places else ""


def _written(document: Document, sentences: Sequence[Sentence]) -> date | None:
    """The day on which the text was written: that of its dateline, else that of publication."""
    at = 0
    for sentence in sentences[:4]:
        between = document.text[at : sentence.start]
        if any(c.isdigit() for c in between):
            return dateline_day(between, document.published) or document.published
        at = sentence.end
    return document.published


def _opening(document: Document, sentences: Sequence[Sentence]) -> str:
    """The first two sentences below the headline, where they are of one paragraph."""
    body = [s for s in sentences if not s.headline][:2]
    same = [s for s in body if s.paragraph == body[0].paragraph]
    return document.text[same[0].start : same[-1].end] if same else ""


@dataclass(frozen=True, slots=True)
class English:
    """The `Language` of English. It holds nothing."""

    code: str = "en"

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """See `Language.tokens`."""
        return tokenize(text, start, end)

    def sentences(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """See `Language.sentences`."""
        return split_sentences(tokens)

    def setting(self, document: Document, sentences: Sequence[Sentence]) -> Document:
        """The country named most, and the commonest word for the event, of title and text."""
        words = re.findall(r"[A-Z][a-z]+", document.title + " " + document.text[:6000])
        countries = Counter(word for word in words if word.casefold() in COUNTRIES)
        named = list(_EVENT.finditer(document.title + " " + document.text[:6000]))
        plain = [m for m in named if not m.group("vague")] or named
        events = Counter(match.group(1).casefold() for match in plain)
        place = countries.most_common(1)[0][0] if countries else _named_place(document)
        published = _written(document, sentences)
        opening = _opening(document, sentences)
        return replace(
            document,
            place=place,
            time_ref=events.most_common(1)[0][0] if events else "",
            published=published,
            news=news_day(opening, published),
        )

    def counts(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Counted]:
        """See `Language.counts`."""
        counts = read_counts(sentence, document, before)
        text = document.text
        replaced = {
            c.start
            for c in counts
            if c.unit and is_replaced(text[max(0, c.start - 60) : c.start], text[c.end : c.end + 24])
        }
        return [replace(c, replaced=True) if c.start in replaced else c for c in counts] if replaced else counts

    def speech(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Speech]:
        """See `Language.speech`."""
        return read_speech(sentence, document, before)

    def stances(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[StanceCue]:
        """See `Language.stances`."""
        return read_stances(sentence, before, lambda: read_counts(sentence, document, before))


ENGLISH = English()
