"""Extraction: reports of 3,000 characters a second, memory, and time on hostile text, beside a plain regex probe."""

from __future__ import annotations

import json
import re
import resource
import time
from datetime import date
from pathlib import Path

_REPORTS = Path(__file__).resolve().parents[1] / "tests" / "said" / "reports" / "documents"
_PROBE = re.compile(
    r"(?:at least|more than|about|up to|some|nearly|almost)?\s*"
    r"\b(\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|dozens|scores)"
    r"\s+(?:[a-z-]+\s+){0,3}?(?:people|dead|killed|injured|wounded|missing|bodies|deaths|civilians|children)\b",
    re.IGNORECASE,
)


def _corpus(count: int, size: int, folder: Path = _REPORTS) -> list[str]:
    """Reports of about `size` characters, put together from the project's own."""
    bodies = [p.read_text(encoding="utf-8").split("\n\n", 1)[1] for p in sorted(folder.glob("*.txt"))]
    made = []
    for i in range(count):
        text, k = "", i
        while len(text) < size:
            text += bodies[k % len(bodies)] + "\n"
            k += 1
        made.append(text[:size])
    return made


def _timed(name: str, texts: list[str], run: object) -> None:
    began = time.process_time()
    found = sum(run(text) for text in texts)  # type: ignore[operator]
    spent = time.process_time() - began
    print(f"{name:<34} {len(texts):>6} {spent:>8.2f} CPU s {spent / len(texts) * 1000:>8.2f} ms each {found:>8} found")


def _hostile() -> dict[str, str]:
    return {
        "digits without end": "1,2 " * 25_000,
        "quotation marks": "\"'“ " * 25_000,
        "figures without end": "No " * 33_000,
        "denials without end": "the figure of 5 was given by a b c d and the report of 6 people " * 1_600,
        "one sentence": "and 5 people of whom 3 were " * 3_500,
        "capitals and commas": "Aa, the Bb of Cc, " * 5_500,
        "lines": "in A - 5 people;\n" * 6_000,
        "said": "he said that " * 7_500,
    }


def main() -> None:
    """Print the table."""
    from antigone.said.extract import extract

    day = date(2031, 5, 2)

    def ours(text: str) -> int:
        return len(extract(text, language="en", published=day, publisher="Daily Example").proposals)

    texts = _corpus(1000, 3000)
    ours(texts[0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _timed("extract, 3,000 characters", texts, ours)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _timed("plain regex probe (spans only)", texts, lambda text: len(_PROBE.findall(text)))
    russian = _corpus(300, 3000, _REPORTS.parent / "ru-documents")
    _timed("extract, Russian, 3,000 characters", russian, lambda text: len(extract(text, language="ru").proposals))
    print(f"peak memory grew by {(after - before) / 1024:.1f} MB over the thousand reports")
    for name, text in _hostile().items():
        _timed(f"hostile, 100,000 characters: {name}"[:60], [text], ours)
    _versus_probe()


def _versus_probe() -> None:
    """Detection on the project's reports: what the probe finds of the gold, beside what extraction finds."""
    from antigone.said.evaluate import Score, evaluate

    gold = json.loads((_REPORTS.parent / "gold.json").read_text(encoding="utf-8"))
    scores: list[Score] = evaluate(gold, _REPORTS)
    hits = sum(s.tallies["recall"].hits for s in scores)
    total = sum(s.tallies["recall"].of for s in scores)
    probe = 0
    for document in gold["docs"]:
        body = (_REPORTS / f"{document['doc']}.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
        spans = [m.span() for m in _PROBE.finditer(body)]
        claims = [c for c in gold["claims"] if c["doc"] == document["doc"]]
        probe += sum(any(a < c["end"] and b > c["start"] for a, b in spans) for c in claims)
    print(f"gold claims found in our own reports: extraction {hits}/{total}, plain regex probe {probe}/{total}")


if __name__ == "__main__":
    main()
