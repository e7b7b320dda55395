"""Whether two voices of one text are one, and the fullest form of both."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from antigone.said.extract.language import Voice

MEDIA = "outlet"
NOBODY = "nobody"  # "it was reported earlier": the words are nobody's, and no speaker before them goes on


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name for comparison: without case, articles, possessives and marks."""
    words = name.replace("’", "'").casefold().replace("'s ", " ").replace("-", " ").split()
    return " ".join(word.strip(".,'\"") for word in words if word not in ("the", "a", "an"))


def head_word(name: str) -> str:
    """The head word of a role: "governor" of "regional governor of Vell"."""
    words = fold(name).split()
    stop = next(
        (i for i, w in enumerate(words) if i and w in ("of", "in", "for", "from", "at", "with", "on")), len(words)
    )
    return words[stop - 1] if words else ""


def one_source(voice: Voice, other: Voice) -> bool:
    """True where two voices of a text may be one source: the same, or "officials" and "control room officials"."""
    mine, theirs = fold(voice.name).split(), fold(other.name).split()
    groups = voice.kind == other.kind == "group" and mine[-1:] == theirs[-1:]
    return groups or mine == theirs or same_voice(voice, other) or same_voice(other, voice)


# What stands before an office and tells nothing of whose it is.
_ANY_RANK = frozenset(
    "top senior leading high ranking high-ranking local regional provincial state federal government".split()  # noqa: SIM905
)


def names_later(role: Voice, person: Voice) -> bool:
    """True where a person named soon after may be the one of a role: "the social affairs minister", "a top official".

    A bare "an official" is nobody in particular, unless the person's office is that of an official.
    """
    words, office = fold(role.name).split(), set(fold(person.office).split())
    head = head_word(role.name)
    if head == "official" and head not in office:
        return any(word in ("top", "senior", "leading", "high-ranking") for word in words)
    own = [word for word in words[: words.index(head)] if word not in _ANY_RANK]
    return head in office and all(word in office or any(word in w for w in office) for word in own)


def same_voice(voice: Voice, known: Voice) -> bool:
    mine, other = fold(voice.name).split(), fold(known.name).split()
    if not mine or not other or (voice.kind == MEDIA) != (known.kind == MEDIA):
        return False
    if mine == other:
        return True
    if voice.kind == "person" and known.kind == "person":
        if len(mine) == 1 and mine[0] == other[0]:  # by the first name alone
            return True
        return mine[-1] == other[-1] and (len(mine) == 1 or len(other) == 1 or mine[0][:1] == other[0][:1])
    if voice.kind == MEDIA:
        return set(mine) <= set(other)
    if voice.kind == "role":
        about = {_IN_FULL.get(word, word) for word in (*other, *fold(known.office).split())}
        kin = _KIN.get(mine[0], "") if len(mine) == 1 else ""
        return all(word in about or _shortens(word, about) for word in mine) or bool(
            kin and any(kin in w for w in about)
        )
    if voice.kind == "organisation" and known.kind == "organisation":
        return (len(mine) < len(other) and set(mine) <= set(other)) or mine == fold(known.office).split()
    return False


_IN_FULL = {
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "sen": "senator",
    "capt": "captain",
    "lt": "lieutenant",
}
_KIN = {"министр": "минз", "прокурор": "прокур", "комендант": "комендатур"}  # "глава Минздрава" is a minister


def _shortens(word: str, about: set[str]) -> bool:
    """True where a clipped compound of Russian stands for words of an office: "замминистра", "генпрокурор"."""
    clipped = next(
        (c for c in (("зам", "заместитель"), ("ген", "генеральный"), ("глав", "главный")) if word.startswith(c[0])),
        None,
    )
    return clipped is not None and clipped[1] in about and word[len(clipped[0]) :] in about


_MINISTER = re.compile(
    r"(?P<kind>(?:(?!(?:Prime|Deputy|Vice|First|Acting) )[A-Z]\w+ )*)"
    r"[Mm]inister(?P<of> (?:of|for) (?:the )?[A-Z][^,;()]*)?$"
)


def ministry_of(voice: Voice) -> str:
    """The ministry of a minister who spoke: "Ministry of Health" of its minister; empty where his office names none."""
    match = _MINISTER.search(voice.office) if voice.kind == "person" else None
    if match is None or "former" in voice.office.casefold() or not (match["kind"] or match["of"]):
        return ""
    return f"{match['kind']}Ministry{match['of'] or ''}"


def merged(voice: Voice, known: Voice) -> Voice:
    if voice.kind == "role" and (known.kind != "role" or len(known.name) >= len(voice.name)):
        return replace(known, start=voice.start, end=voice.end, credited=voice.credited)
    longer = voice.name if len(voice.name) > len(known.name) else known.name
    return replace(voice, name=longer, office=voice.office or known.office)
