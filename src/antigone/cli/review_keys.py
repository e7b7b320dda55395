"""Where the review's keys come from: single keys of a terminal, or lines where there is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Protocol

from rich.console import Console


class Quit(Exception):
    """The person is done, or the input has ended."""


class Keys(Protocol):
    """What the review asks of its input."""

    def key(self, prompt: str) -> str:
        """One key, in lower case."""

    def ask(self, prompt: str, default: str = "") -> str:
        """A line of text; the default where it is empty."""


class LineKeys:
    """Answers as lines: for pipes and terminals that cannot give single keys.

    Args:
        out: where prompts go.
        read: gives the next line, or an empty text at the end.
    """

    def __init__(self, out: Console, read: Callable[[], str] = sys.stdin.readline) -> None:
        self.out = out
        self._read = read

    def key(self, prompt: str) -> str:
        """The first character of the next line that has one."""
        while True:
            answer = self._line(prompt).strip().lower()
            if answer:
                return answer[0]

    def ask(self, prompt: str, default: str = "") -> str:
        """The next line, or the default."""
        shown = f"{prompt} [{default}]: " if default else f"{prompt}: "
        answer = self._line(shown).strip()
        return default if not answer else ("" if answer == "-" else answer)

    def _line(self, prompt: str) -> str:
        self.out.print(prompt, end="", markup=False)
        try:
            line = self._read()
        except KeyboardInterrupt:
            raise Quit from None
        if not line:
            raise Quit
        return line


class TerminalKeys(LineKeys):
    """Single keys where a key is enough, lines elsewhere. What is typed ahead of a prompt is kept for it."""

    def __init__(self, out: Console) -> None:
        super().__init__(out, self._rest_of_line)
        self._ahead = ""

    def key(self, prompt: str) -> str:
        """One key press; arrows and other keys that send a sequence are no key here."""
        while not self._ahead:
            try:
                pressed = _press(lambda: self.out.print(prompt, end="", markup=False))
            except (EOFError, KeyboardInterrupt, OSError):
                raise Quit from None
            if not pressed or "\x03" in pressed or "\x04" in pressed:
                raise Quit
            self._ahead = "" if pressed.startswith("\x1b") else pressed
            self.out.print(pressed[:1] if pressed[:1].isprintable() else "", markup=False)
        key, self._ahead = self._ahead[0].lower(), self._ahead[1:]
        return key

    def _rest_of_line(self) -> str:
        """What was typed ahead, up to the end of its line, and what follows."""
        line, end, rest = self._ahead.partition("\n")
        self._ahead = rest
        return line + (end or sys.stdin.readline())


def _press(prompt: Callable[[], None]) -> str:
    """What one key press sends, without waiting for the end of a line; empty at the end of the input."""
    if sys.platform == "win32":
        import msvcrt

        prompt()
        return msvcrt.getwch()
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        prompt()
        sys.stdout.flush()
        return os.read(terminal, 64).decode("utf-8", "ignore")
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def keys_for(out: Console) -> Keys:
    """Single keys on a terminal that has them; lines everywhere else."""
    single = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    return TerminalKeys(out) if single else LineKeys(out)
