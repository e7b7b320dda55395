"""Whom bare words for a firm or a paper mean: "the company", "the report", after whoever owns it has been named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.extract.language import Voice
from antigone.said.extract.same_voice import fold

_FIRMS = frozenset(("company", "firm", "operator", "airline", "carrier", "manufacturer"))
_PAPERS = frozenset(("report", "study", "survey", "inquiry", "investigation", "assessment", "document"))
# Who holds no office: "the official" is none of them.
_PRIVATE = re.compile(
    r"\b(?:survivor|resident|witness|eyewitness|villager|relative|mother|father|brother|sister|son|daughter|wife"
    r"|husband|neighbou?r|student|teacher|farmer|worker|driver|passenger|activist|protester|analyst|expert|tourist)\b"
)
_PUBLIC = re.compile(
    r"ministry|government|police|army|military|court|parliament|council|commission|committee|office|department"
    r"|union|watch|service|force|party|hospital|authorit|agency|united nations|nations|prosecut|rights|state"
)


def private(voice: Voice) -> bool:
    """True for somebody who speaks for himself: a survivor, a relative, an expert."""
    return bool(_PRIVATE.search((voice.office or voice.name).casefold()))


def stands_for(voice: Voice, known: Sequence[Voice]) -> Voice | None:
    """The nearest body before that a bare "the company" or "the report" may belong to; None where there is none."""
    name = fold(voice.name)
    if not voice.definite or name not in _FIRMS | _PAPERS:
        return None
    bodies = (v for v in reversed(known) if v.kind == "organisation" and fold(v.name) not in _FIRMS | _PAPERS)
    fitting = (v for v in bodies if name in _PAPERS or (v.name[:1].isupper() and not _PUBLIC.search(v.name.casefold())))
    other = next(fitting, None)
    return None if other is None else replace(other, start=voice.start, end=voice.end)
