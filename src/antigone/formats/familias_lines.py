"""The lines of a `.fam` file, taken one by one; what is not as it should be is refused with its line."""

from __future__ import annotations

from antigone.core.errors import InputError
from antigone.formats.kinship_text import number


class Lines:
    """A cursor over the lines of a file.

    Attributes:
        name: of the file, for messages.
        at: index of the next line, from 0.
    """

    def __init__(self, text: str, name: str) -> None:
        self.all = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.name = name
        self.at = 0

    @property
    def number(self) -> int:
        """Number of the next line, from 1, as an editor shows it."""
        return self.at + 1

    @property
    def left(self) -> int:
        """How many lines there still are."""
        return len(self.all) - self.at

    def peek(self) -> str:
        """The next line, or an empty one at the end."""
        return self.all[self.at] if self.at < len(self.all) else ""

    def take(self, what: str) -> str:
        """The next line; `InputError` at the end of the file."""
        if self.at >= len(self.all):
            raise InputError(f"{self.name} ends where {what} should stand.", "The file is cut off: get it again.")
        self.at += 1
        return self.all[self.at - 1]

    def integer(self, what: str, low: int, high: int) -> int:
        """The next line as a whole number from `low` to `high`."""
        text = self.take(what).strip()
        digits = text[1:] if text[:1] in "+-" else text
        if not (digits.isascii() and digits.isdigit() and len(digits) < 10 and low <= int(text) <= high):
            raise self.broken(what, text)
        return int(text)

    def real(self, what: str, low: float, high: float) -> float:
        """The next line as a number from `low` to `high`."""
        text = self.take(what)
        value = number(text)
        if value is None or not low <= value <= high:
            raise self.broken(f"{what}, a number from {low:g} to {high:g}", text)
        return value

    def flag(self, what: str) -> bool:
        """The next line as `#TRUE#` or `#FALSE#`."""
        text = self.take(what).strip().upper()
        if text not in ("#TRUE#", "#FALSE#"):
            raise self.broken(f"{what} (#TRUE# or #FALSE#)", text)
        return text == "#TRUE#"

    def quoted(self, what: str) -> str:
        """The next line without its quotation marks; a text in marks may run over several lines (at most 1,000)."""
        text = self.take(what).strip()
        if not text.startswith('"'):
            raise self.broken(f"{what}, in quotation marks", text)
        start = self.number
        while len(text) < 2 or not text.endswith('"'):
            if self.number - start > 1_000:
                raise self.broken(f"the closing quotation mark of {what}", text[:40])
            text += "\n" + self.take(what).rstrip()
        return text[1:-1].replace('""', '"')

    def broken(self, what: str, found: str, back: int = 1) -> InputError:
        """The error for a line that is not what it should be (the line taken last)."""
        shown = found.strip().replace("\n", " ")[:60]
        return InputError(
            f"{self.name}, line {self.number - back}: expected {what}, found '{shown}'.",
            "The file is damaged or of an unknown version: save it again from Familias 3.",
        )
