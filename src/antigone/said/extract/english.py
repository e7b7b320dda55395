"""English, as the engine asks for it. The grammar itself is in the `english_*` files, one idea each."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from antigone.said.extract.english_counts import read_counts
from antigone.said.extract.english_names import COUNTRIES
from antigone.said.extract.english_speech import read_speech
from antigone.said.extract.english_stance import read_stances
from antigone.said.extract.english_tokens import split_sentences, tokenize
from antigone.said.extract.language import Counted, Document, Reading, Sentence, Speech, StanceCue, Token

_EVENT = re.compile(
    r"\b((?:mass |violent |deadly |recent )?(?:earthquake|quake|flood(?:s|ing)?|riots?|unrest|protests?|shipwreck|sinking|capsizing|bombings?"
    r"|explosions?|blasts?|collapse|stampede|crush|crash|fire|blaze|landslide|mudslide|avalanche|cyclone|hurricane|typhoon|tsunami"
    r"|shooting|attacks?|air ?strikes?|siege|massacre|clashes|war|offensive|epidemic|outbreak|derailment|storm))\b",
    re.IGNORECASE,
)


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
        events = Counter(
            match.group(1).casefold() for match in _EVENT.finditer(document.title + " " + document.text[:6000])
        )
        place = countries.most_common(1)[0][0] if countries else ""
        return replace(document, place=place, time_ref=events.most_common(1)[0][0] if events else "")

    def counts(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Counted]:
        """See `Language.counts`."""
        return read_counts(sentence, document, before)

    def speech(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Speech]:
        """See `Language.speech`."""
        return read_speech(sentence, document, before)

    def stances(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[StanceCue]:
        """See `Language.stances`."""
        return read_stances(sentence, before)


ENGLISH = English()
