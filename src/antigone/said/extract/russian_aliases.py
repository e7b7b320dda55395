"""One office under several names: "СК" after "Следственный комитет", "министерство" after "Минздрав", "УМВД" after
"УМВД по Амурской области". Whoever was named first in full stands for the later, shorter name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from antigone.said.extract.language import Reading, Speech, Voice
from antigone.said.extract.same_voice import fold
from antigone.said.extract.stems import stems

_BARE = {
    "министерство": re.compile(r"мин[а-я]|мвд|мид(?![а-я])|мчс"),
    "комитет": re.compile(r"(?:след|гос|спорт)ком|скр?(?![а-я])"),
    "прокуратура": re.compile(r"[а-я]+прокуратура"),
    "управление": re.compile(r"г?у(?:мвд|нп|мчс)"),
    "главк": re.compile(r"гу(?![а-я])|гу[а-я]+"),
}
"""Bare names of offices, and what a clipped name of one begins with."""
_SMALL = frozenset(("в", "по", "на", "и", "рф", "россии", "республики", "страны", "официальный"))


def by_first_name(cue: Speech, before: Sequence[Reading]) -> Speech:
    """The cue with each office under the name that the text gave it first."""
    if not any(voice.kind == "organisation" for voice in cue.voices):
        return cue
    return replace(cue, voices=tuple(_first_named(voice, before) for voice in cue.voices))


def _first_named(voice: Voice, before: Sequence[Reading]) -> Voice:
    if voice.kind != "organisation":
        return voice
    offices = [v for r in before[-40:] for cue in r.speech for v in cue.voices if v.kind == "organisation"]
    short = next((known for known in offices if known.office.isupper() and known.office == voice.name), None)
    if short is not None:  # "… (AFAD)", and later "AFAD"
        return replace(voice, name=short.name, office=short.office)
    bare = _BARE.get(fold(voice.name))
    for known in reversed(offices) if bare else offices:
        if bare and bare.match(fold(known.name)):
            return replace(voice, name=known.name, office=known.office)
        if not bare and len(known.name) > len(voice.name) and _within(voice.name, known.name):
            return replace(voice, name=known.name, office=known.office)
    return voice


def _within(short: str, name: str) -> bool:
    """True where all words of the one, written out, stand in the other ("СК РФ" in "Следственный комитет")."""
    mine, other = _written_out(short), _written_out(name)
    return bool(mine) and mine <= other


def _written_out(name: str) -> frozenset[str]:
    return frozenset(stem for word in fold(name).split() if word not in _SMALL for stem in stems(word))
