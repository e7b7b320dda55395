"""What templates write between two things, as languages from right to left write it."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from antigone.web.words import PAUSES


def paused(text: str) -> str:
    """A stretch of a template that begins with a pause, with the pause of Arabic."""
    found = next((each for each in PAUSES if text.startswith(each)), "")
    return PAUSES.get(found, "") + text.removeprefix(found)


class Pauses(Extension):
    """Templates for languages from right to left. Messages stay as they are: translations have their own signs."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template with its pauses changed, and those by which it joins a list."""
        message, last, joins = False, Token(0, "", ""), False
        for token in stream:
            if token.type == "name" and last.type == "block_begin":
                message = token.value == "trans" or (message and token.value != "endtrans")
            told = token.value
            if token.type == "string" and joins:
                told = PAUSES.get(told, told)
            elif token.type == "data" and not message:
                told = paused(told)
            joins = token.type == "lparen" and last.value == "join"
            last = token
            yield Token(token.lineno, token.type, told)
