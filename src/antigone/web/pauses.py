"""The commas and semicolons that templates write between two things, as languages from right to left write them."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

PAUSES = {", ": "، ", "; ": "؛ "}


def paused(text: str) -> str:
    """A stretch of a template whose first sign is a pause, with the pause of Arabic."""
    return PAUSES.get(text[:2], text[:2]) + text[2:]


class Pauses(Extension):
    """Templates for languages from right to left. Messages stay as they are: translations have their own signs."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template with its pauses changed."""
        message, before = False, ""
        for token in stream:
            if token.type == "name" and before == "block_begin":
                message = token.value == "trans" or (message and token.value != "endtrans")
            before = token.type
            yield Token(token.lineno, "data", paused(token.value)) if token.type == "data" and not message else token
