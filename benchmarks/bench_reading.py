"""Reading reports: one child process that is kept, beside a fresh one for each file and no protection at all.

Also how much of the words of a page lead back to the very characters of its source.
"""

from __future__ import annotations

import html
import random
import time
from collections.abc import Callable

from antigone.formats.detect import read_report
from antigone.formats.worker import Readers

SENTENCE = "police said that people were killed and bodies brought to the morgue in the invented town of Exampleton"
WORDS = SENTENCE.split()
PAGES, FRESH = 200, 8


def page(chance: random.Random) -> bytes:
    """An invented page of some 3,000 characters of text, with inline tags and entities."""
    paragraphs = []
    for _ in range(12):
        words = [chance.choice(WORDS) for _ in range(40)]
        words[chance.randrange(40)] = f"<b>{chance.randrange(1, 500)}</b>"
        words[chance.randrange(40)] = "&quot;quoted&quot;&nbsp;&mdash;"
        paragraphs.append(f"<p>{' '.join(words).capitalize()}.</p>")
    body = f"<nav>Home</nav><article><h1>Report</h1>{''.join(paragraphs)}</article><footer>End</footer>"
    return f"<!doctype html><html><head><title>Report</title></head><body>{body}</body></html>".encode()


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Print pages a second for each way, and the share of words that lead back exactly."""
    chance = random.Random(7)
    pages = [page(chance) for _ in range(PAGES)]
    read_report(pages[0], "warm.html")

    def kept() -> None:
        with Readers() as readers:
            for each in pages:
                readers.read(each, "a.html")

    def fresh() -> None:
        for each in pages[:FRESH]:
            with Readers() as readers:
                readers.read(each, "a.html")

    def bare() -> None:
        for each in pages:
            read_report(each, "a.html")

    print(f"{'way':<44}{'pages/s':>9}")
    for name, work, count in (
        ("no protection: parsed in this process", bare, PAGES),
        ("one child process, kept (what Antigone does)", kept, PAGES),
        ("a fresh child process for each file", fresh, FRESH),
    ):
        print(f"{name:<44}{count / _timed(work):>9.1f}")
    exact = total = 0
    for each in pages[:20]:
        document, source = read_report(each, "a.html").documents[0], each.decode()
        at = 0
        for word in document.text.split():
            start = document.text.index(word, at)
            at = start + len(word)
            spots = document.locate(start, at)
            found = "".join(source[spot.start : spot.end] for spot in spots if spot.start is not None)
            total += 1
            exact += html.unescape(found).replace("\u00a0", " ") == word or html.unescape(found) == word
    print(f"words that lead back to their own characters: {exact:,} of {total:,}")


if __name__ == "__main__":
    main()
