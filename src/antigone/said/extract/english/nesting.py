"""Cues of one sentence among each other: those inside others, words within words, acts beside statements."""

from __future__ import annotations

from antigone.said.extract.english import cues, words
from antigone.said.extract.english.cues import Found
from antigone.said.extract.english.pointing import PAPERS


def separate(found: list[Found]) -> list[Found]:
    """Drop cues that lie inside others."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (f.first, -(f.last - f.first))):
        if kept and f.first < kept[-1].last:
            spoken = kept[-1].verb not in ("quotes", "citing", "according to")
            if spoken and f.verb == "citing":
                kept.append(f)
                continue
            if spoken and f.verb == "quotes" and len(f.voices) >= len(kept[-1].voices):
                kept[-1] = f
            continue
        kept.append(f)
    return kept


_ACTS = words.word_set(
    """
    identified registered recorded counted documented listed logged compiled verified
    published revised lowered raised reduced increased updated
    """
)


def spoken(found: list[Found]) -> list[Found]:
    """Drop acts ("families have registered 338 people as missing") where somebody else says so in the sentence."""
    said = any(f.side == "after" and f.verb not in _ACTS for f in found)
    told = any(f.side == "after" and f.voices[0].kind == "person" and f.verb not in ("-", "reported by") for f in found)
    found = [f for i, f in enumerate(found) if not (i and f.side == "before" and _nested(f, found[0]))]
    found = [f for f in found if not (told and f.verb == ":" and f.voices[0].kind == "organisation")]
    return [f for f in found if not (said and f.side == "before" and f.verb in _ACTS)]


_TOLD_BY = frozenset(
    ("post", "report", "message", "statement", "article", "video", "claim", "tweet", "story", "rumour")
)


def _nested(f: Found, outer: Found) -> bool:
    """Words within words: "the mayor said reports gathered by his office indicated", "dismissed a post which said"."""
    voice = f.voices[0]
    papers = voice.kind == "group" and bool(PAPERS & set(voice.name.casefold().split()[:2]))
    denies = outer.verb in cues.VERB_STANCE or cues.SCORNS.fullmatch(outer.verb) is not None
    told = denies and voice.name.casefold().split()[-1] in _TOLD_BY
    return papers or told or (f.verb in _ACTS and f.owned)
