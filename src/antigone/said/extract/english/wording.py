"""How a quantity is worded: the marks around it, and the group that follows a part."""

from __future__ import annotations

from antigone.said.extract.english import words
from antigone.said.extract.english.items import Parsed


def balanced(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """A phrase with both of its quotation marks: `26 "armed bandits"`."""
    inside = [t for t in parsed.tokens if t.start >= start and t.end <= end]
    marks = [t.text for t in inside if t.text in ('"', "“", "”")]
    if len(marks) != 1:
        return start, end
    around = [(t.start, t.end) for t in parsed.tokens if t.text in ('"', "“", "”")]
    if marks[0] != "”" and any(a == end for a, _ in around):
        return start, end + 1
    if marks[0] != "“" and any(b == start for _, b in around):
        return start - 1, end
    return start, end


def complement(parsed: Parsed, at: int) -> str:
    """ "19 of them officers", "two of them were children": the group that follows a partitive."""
    k = at
    while parsed.word(k) in words.AUXILIARIES or parsed.word(k) in ("a", "the"):
        k += 1
    last = k
    while (
        last < len(parsed.items)
        and last - k < 6
        and parsed.lower[last][:1].isalpha()
        and parsed.lower[last] not in words.AUXILIARIES
    ):
        last += 1
    if any(cue.first < last and cue.last > k for cue in parsed.cues) or parsed.word(k) == "identified":
        return ""
    while last > k and parsed.lower[last - 1] in ("and", "or"):
        last -= 1
    return parsed.text(k, last) if last > k else ""
