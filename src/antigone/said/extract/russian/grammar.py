"""Russian, as the engine asks for it. The grammar itself is in the `russian_*` files, one idea each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from antigone.said.extract.language import Counted, Document, Reading, Sentence, Speech, StanceCue, Token
from antigone.said.extract.russian.counts import read_counts
from antigone.said.extract.russian.places import main_event, main_place
from antigone.said.extract.russian.speech import read_speech
from antigone.said.extract.russian.stance import read_stances
from antigone.said.extract.russian.tokens import split_sentences, tokenize


@dataclass(frozen=True, slots=True)
class Russian:
    """The `Language` of Russian. It holds nothing."""

    code: str = "ru"

    def tokens(self, text: str, start: int, end: int) -> list[Token]:
        """See `Language.tokens`."""
        return tokenize(text, start, end)

    def sentences(self, tokens: Sequence[Token]) -> list[tuple[int, int]]:
        """See `Language.sentences`."""
        return split_sentences(tokens)

    def setting(self, document: Document, sentences: Sequence[Sentence]) -> Document:
        """The place named most, and the commonest word for the event, of title and text."""
        text = f"{document.title} {document.text[:6000]}"
        return replace(document, place=main_place(text), time_ref=main_event(text))

    def counts(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Counted]:
        """See `Language.counts`."""
        return read_counts(sentence, document, before)

    def speech(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[Speech]:
        """See `Language.speech`."""
        return read_speech(sentence, document, before)

    def stances(self, sentence: Sentence, document: Document, before: Sequence[Reading]) -> list[StanceCue]:
        """See `Language.stances`."""
        return read_stances(sentence, before, lambda: read_counts(sentence, document, before))


RUSSIAN = Russian()
