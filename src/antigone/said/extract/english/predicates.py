"""Which casualty word governs a number: the verb after it, the verb before it, a toll, or a casualty noun."""

# ruff: noqa: E501 (a pattern reads best whole)

from __future__ import annotations

import re
from dataclasses import dataclass

from antigone.said.extract.english import words
from antigone.said.extract.english.decoys import aged
from antigone.said.extract.english.items import Parsed, Phrase, kind_of, noun_phrase
from antigone.said.extract.english.units import Cue

TIME = words.DECOYS["a time or an age"] | frozenset(words.DAYS)
_INCLUDING = frozenset(
    ("including", "among", "with", "mostly", "most", "many", "incl", "plus", "aged", "all", "mainly", "both")
)
_HARD_STOP = frozenset((";", ":", "–", "—", ".", "!", "?", "…", ")"))
_SAYING = words.word_set("adding saying citing noting stressing quoting warning telling confirming stating explaining")
# "Dozens of relatives of inmates killed": what follows is said of others.
_BESIDE = words.word_set(
    "relatives relative kin friends parents mothers fathers widows colleagues lawyers supporters neighbours neighbors"
)
_SOFT = words.PREPOSITIONS | words.DETERMINERS | words.CONJUNCTIONS


@dataclass(frozen=True, slots=True)
class Governed:
    """The unit a number counts, the rule that tells, and the item range of the cue."""

    unit: str
    rule: str
    reason: str
    first: int
    last: int
    weak: bool = False


def is_active(parsed: Parsed, cue: Cue) -> bool:
    """True where a participle takes an object after it ("killed five people") and so is not said of what precedes."""
    if cue.form != "part":
        return False
    j = cue.last
    word = parsed.word(j)
    while word in ("at", "up") and parsed.word(j + 1) in ("least", "to"):
        j += 2
        word = parsed.word(j)
    if word == "#":
        number = parsed.items[j].number
        following = parsed.word(j + 1)
        dated = following.rstrip(".") in words.MONTHS and parsed.capital(j + 1) if following else False
        if dated or following in TIME or (number and number.kind in ("ordinal", "times")):
            return False
        return not (j + 1 in parsed.cue_at and parsed.cue_at[j + 1].form in ("part", "intr"))
    if word in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "several",
        "many",
        "them",
        "him",
        "civilians",
        "people",
    ):
        return not any(parsed.word(k) in TIME or parsed.word(k) in ("following",) for k in (j + 1, j + 2))
    return False


def adjacent(parsed: Parsed, phrase: Phrase) -> Governed | None:
    """The participle or adjective right after the phrase: "225 killed", "12 people dead", "77 of whom were held"."""
    j = phrase.last
    while (parsed.word(j) in words.ADVERBS and j not in parsed.cue_at) or parsed.word(j) in ('"', "”", "“", "'", "("):
        j += 1
    cue = parsed.cue_at.get(j)
    if cue is None or cue.form not in ("part", "intr", "among") or is_active(parsed, cue):
        return None
    return _of_cue(cue, "verb.after", f"“{cue.text}” stands right after it")


def _of_cue(cue: Cue, rule: str, reason: str, weak: bool = False) -> Governed:
    return Governed(cue.unit, rule, reason, cue.first, cue.last, weak)


def after(parsed: Parsed, phrase: Phrase, *, to_comma: bool = False) -> Governed | None:
    """The verb of which the phrase is the subject, further right in the same clause or after a relative clause."""
    return _in_clause(parsed, phrase, to_comma=to_comma) or _past_relative(parsed, phrase)


def _past_relative(parsed: Parsed, phrase: Phrase) -> Governed | None:
    """ "Two members of a band that was on stage when the fire broke out have been detained"."""
    begin = next((k for k in range(phrase.last, min(phrase.last + 6, len(parsed.items))) if parsed.lower[k] in _WHO), 0)
    held = parsed.word(phrase.last)  # "14 workers trapped ten days ago have died"
    if not begin and held.endswith("ed") and phrase.last not in parsed.cue_at and held not in words.ADVERBS:
        begin = phrase.last - 1
    if not begin or phrase.kind != "person":
        return None
    for k in range(begin + 2, min(begin + 22, len(parsed.items))):
        timed = parsed.lower[k] == "#" and parsed.word(k + 1) in _TIME_WORDS
        if (parsed.lower[k] in ("#", ",", *_HARD_STOP) and not timed) or parsed.lower[k] in words.SPEECH_STOP:
            return None
        later = parsed.lower[k] in ("have", "has", "had") and (
            parsed.word(k + 1) == "been" or parsed.word(k + 1) == "died"
        )
        cue = parsed.cue_at.get(k + 1 + (parsed.word(k + 1) == "been")) if later else None
        if cue is not None and cue.form in ("part", "intr"):
            return _of_cue(cue, "verb.after", f"it is said of it: “{cue.text}”")
    return None


_TIME_WORDS = frozenset(("days", "hours", "weeks", "years", "months", "minutes"))
_WHO = frozenset(("who", "that", "which"))


def _in_clause(parsed: Parsed, phrase: Phrase, *, to_comma: bool = False) -> Governed | None:
    """The verb of which the phrase is the subject, further right in the same clause."""
    j, auxiliary, size = phrase.last, False, len(parsed.items)
    stop = min(size, j + 45)
    while j < stop:
        word = parsed.lower[j]
        cue = parsed.cue_at.get(j)
        if cue is not None:
            if phrase.head in _BESIDE and not auxiliary and parsed.word(phrase.last) == "of":
                return None
            if cue.form in ("part", "intr", "among"):
                if is_active(parsed, cue) or (parsed.word(j - 1) == "the" and cue.text in _THEMSELVES):
                    return None  # "sent 40 doctors to treat the wounded"
                return _of_cue(cue, "verb.after", f"it is said of it: “{cue.text}”")
            if cue.form == "act" and not _is_wound(parsed, cue):
                return None
            j = cue.last
            continue
        if word in words.AUXILIARIES:
            auxiliary = True
            j += 1
            continue
        following = _past_word(parsed, j, auxiliary=auxiliary, to_comma=to_comma)
        if following is None:
            return None
        j = following
    return None


def _past_word(parsed: Parsed, j: int, *, auxiliary: bool, to_comma: bool) -> int | None:
    """Where the clause goes on after a word that is no verb of the figure; None where the clause ends there."""
    word = parsed.lower[j]
    if word == ",":
        return None if to_comma else _past_comma(parsed, j)
    if word in ("-", "–", "—") and (closing := _dash_closes(parsed, j)):
        return closing + 1
    if word in _HARD_STOP or word in words.SPEECH_STOP:
        to_be = parsed.lower[j + 1 : j + 3] in (["to", "have"], ["to", "be"])
        known = word in ("reported", "confirmed") or (word in _HELD_TO and to_be)
        known = known or (word in _CLASSED and parsed.word(j + 1) == "as")
        return j + 1 if auxiliary and known else None
    if word == "(":
        return _closing(parsed, j)
    if word == "#":
        apart = _is_age(parsed, j) or parsed.lower[max(0, j - 2) : j] == ["out", "of"]
        return j + 1 if apart else _location(parsed, j)
    if word in ("and", "or"):
        return _past_coordination(parsed, j)
    if word in ("instead", "rather") and parsed.word(j + 2) == "#":
        return j + 3
    if auxiliary and word in ("first", "list", "once", "time"):
        return j + 1
    if word == "so" and parsed.word(j + 1) == "far":
        return j + 2
    if word == "as" and parsed.lower[j + 1 : j + 3] == ["well", "as"]:
        return j + 3
    if auxiliary and word in _CLASSED and parsed.word(j + 1) == "as":
        return j + 1
    other = (
        word not in words.ADVERBS and word not in _SOFT and not word.endswith("ly")
        if auxiliary
        else _is_other_verb(parsed, j)
    )
    return None if word in words.SUBORDINATORS or other else j + 1


_CLASSED = frozenset(("described", "listed", "classed", "classified", "regarded", "considered", "counted"))
_THEMSELVES = frozenset(("wounded", "injured", "dead", "killed", "missing", "deceased"))
_HELD_TO = frozenset(("said", "stated", "announced", "claimed", "alleged", "declared"))


def _dash_closes(parsed: Parsed, j: int) -> int:
    """Where "– 77 passengers and six crew –" closes before a verb; 0 where it does not."""
    for k in range(j + 2, min(j + 14, len(parsed.items))):
        if parsed.lower[k] == parsed.lower[j]:
            return k if _resumes(parsed, k + 1) else 0
    return 0


def _is_age(parsed: Parsed, j: int) -> bool:
    """The number of "aged 12", "ranging in age from 6 to 15 years"."""
    if aged(parsed, j):
        return True
    ahead = parsed.line.slice(max(0, j - 5), j).rpartition("#")[2].split()
    return any(word in ("age", "aged", "ages") for word in ahead)


def _is_wound(parsed: Parsed, cue: Cue) -> bool:
    """ "With gunshot wounds": a noun here, and no verb."""
    ahead = parsed.lower[max(0, cue.first - 4) : cue.first]
    return cue.text in ("wounds", "wound", "burns") and any(word in ("with", "from", "of", "for") for word in ahead)


def _location(parsed: Parsed, j: int) -> int | None:
    """After "in 21 cities", the item that follows; None where the number at item `j` counts something else."""
    if parsed.word(j - 1) not in ("in", "across", "from", "at", "of", "over", "on", "into"):
        return None
    inner = noun_phrase(parsed, j)
    return inner.last if inner.kind == "thing" else None


def _is_other_verb(parsed: Parsed, j: int) -> bool:
    word, following = parsed.lower[j], parsed.word(j + 1)
    if not word.endswith("ed") or word == "aged" or parsed.capital(j) or word in words.ADVERBS:
        return False
    return following not in words.PREPOSITIONS and kind_of(following) not in ("person", "body")


def _past_comma(parsed: Parsed, j: int) -> int | None:
    """Where the clause goes on after a bracketed stretch, or None where the comma ends it."""
    following = parsed.word(j + 1)
    if following in _SAYING:
        return None
    if following == "#" or following in _INCLUDING or following in ("who", "which") or following.endswith("ing"):
        for k in range(j + 1, min(j + 25, len(parsed.items))):
            if parsed.lower[k] in (";", ".") or (
                k in parsed.cue_at and following == "#" and parsed.lower[k - 1] in words.AUXILIARIES
            ):
                return None
            if parsed.lower[k] == "," and _resumes(parsed, k + 1):
                return k + 1
            if following in ("including", "among") and parsed.lower[k] in ("had", "have", "has", "were", "was"):
                return k if parsed.lower[k - 1] not in words.RELATIVES else None
            if following == "#" and parsed.lower[k] == "and" and parsed.word(k + 1) == "#":
                return _past_coordination(parsed, k)
        return None
    if _resumes(parsed, j + 1):
        return j + 1
    added = parsed.lower[j + 1 : j + 4] in (["in", "addition", "to"], ["as", "well", "as"])
    closing = next((k for k in range(j + 4, j + 14) if parsed.word(k) == ","), 0) if added else 0
    if closing and _resumes(parsed, closing + 1):
        return closing + 1
    denied = re.match(r"(?:and |but )?not # ?(?:[a-z]+ ){0,2},", parsed.line.slice(j + 1, j + 8))
    if denied:  # "88 people, and not 89, had died"
        return j + 1 + len(denied.group().split())
    for k in range(j + 2, min(j + 14, len(parsed.items))):
        number = parsed.items[k].number
        if parsed.lower[k] in (";", ".") or (number is not None and number.kind != "compound"):
            return None
        if parsed.lower[k] == ",":
            return k + 1 if _resumes(parsed, k + 1) else _past_list(parsed, j)
    return _past_list(parsed, j)


_LIST_ENDS = words.SUBORDINATORS | words.RELATIVES | words.SPEECH_STOP | words.PREPOSITIONS | {"#", ";", ":", "."}


def _past_list(parsed: Parsed, j: int) -> int | None:
    """After "120 teachers, nurses and clerks were hurt": the item of the verb; None where it is no list of nouns."""
    joined = False
    for k in range(j + 1, min(j + 16, len(parsed.items))):
        word = parsed.lower[k]
        if (joined or parsed.sentence.headline) and _resumes(parsed, k):
            return k  # "13 miners, soldier killed"
        if word in _LIST_ENDS or k in parsed.cue_at or word in words.AUXILIARIES or parsed.capital(k):
            return None
        joined = joined or word in words.CONJUNCTIONS
    return None


def _resumes(parsed: Parsed, k: int) -> bool:
    if parsed.word(k) in ("remain", "remains", "remained", "still", "also", "now"):
        k += 1
    cue = parsed.cue_at.get(k)
    return parsed.word(k) in words.AUXILIARIES or (cue is not None and cue.form in ("part", "intr", "among"))


def _closing(parsed: Parsed, j: int) -> int:
    for k in range(j + 1, min(j + 30, len(parsed.items))):
        if parsed.lower[k] == ")":
            return k + 1
    return j + 1


def _past_coordination(parsed: Parsed, j: int) -> int | None:
    """After "149 civilians and 11 officers died": the item after the second phrase; None where a new clause begins."""
    k = j + 1
    while parsed.word(k) in words.QUALIFIERS and parsed.word(k) != "#":
        k += 1
    if parsed.word(k) == "#":
        k += 1
        while k < len(parsed.items) and parsed.lower[k] not in _SOFT and parsed.lower[k].isalpha():
            if parsed.lower[k] in words.AUXILIARIES or k in parsed.cue_at:
                return k
            k += 1
        return k
    if k in parsed.cue_at or parsed.word(k) in words.AUXILIARIES:
        return None
    return k


def before(parsed: Parsed, at: int) -> Governed | None:
    """The verb or noun that governs the number from the left: "killed 12", "killing 12", "the deaths of 241 people"."""
    k = at - 1
    while k >= 0 and (parsed.lower[k] in words.QUALIFIERS or parsed.lower[k] in ('"', "“", "(")):
        k -= 1
    cue = next((c for c in parsed.cues if k < c.last <= at and c.last in (k + 1, at)), None)
    if cue is None:
        return None
    if cue.form == "intr" and cue.text in ("died", "perished", "drowned", "die", "perish") and k == at - 1:
        subject = cue.first > 0 and "#" in parsed.lower[max(0, cue.first - 6) : cue.first]
        return None if subject else _of_cue(cue, "verb.before", f"“{cue.text}” stands right before it")
    if parsed.word(cue.last) == "as" and cue.last < at:
        return None  # "crushed to death as hundreds of fans pushed in"
    if cue.form in ("act", "of"):
        return _of_cue(cue, "verb.before", f"“{cue.text}” governs it")
    if cue.form == "part" and (is_active(parsed, cue) or k < at - 1):
        if parsed.word(cue.first - 1) in ("was", "were", "been", "be", "being", "are", "is"):
            return None
        return _of_cue(cue, "verb.before", f"“{cue.text}” takes it as its object")
    return None


_BESIDE_ONE = re.compile(
    r"(?<!\S)among (?:the |those )?(?P<who>dead|victims|killed|fatalities|injured|wounded|missing)(?: ,)?(?: (?:according to )?[a-z' ]{3,40} ,)? (?:were|was|are|is) (?:(?:an?|the) [a-z'# -]{2,50}? (?:,|and) )*$"
)


def among(parsed: Parsed, at: int) -> Governed | None:
    """ "Among the dead were three children", "the dead included three children", "… were a nurse and three children"."""
    one = _BESIDE_ONE.search(f"{parsed.line.slice(max(0, at - 20), at)} ")
    if one:
        unit = {"i": "injured", "w": "injured", "m": "missing"}.get(one["who"][0], "killed")
        return Governed(unit, "among", f"it is counted among the {one['who']}", at - 1, at)
    k = at - 1
    while k >= 0 and (
        parsed.lower[k] in words.AUXILIARIES
        or parsed.lower[k] in words.QUALIFIERS
        or parsed.lower[k] in (",", "include", "included", "includes", "including", "comprise", "comprised")
    ):
        k -= 1
    cue = next((c for c in parsed.cues if c.last == k + 1), None)
    if cue is None or k == at - 1:
        if (
            k >= 0
            and k < at - 1
            and parsed.lower[k] in ("victims", "dead", "casualties", "fatalities")
            and any("includ" in parsed.lower[i] for i in range(k + 1, at))
        ):
            return Governed(
                "killed", "among", "it is counted among the victims", k, k + 1, parsed.lower[k] == "victims"
            )
        return None
    if cue.form == "among" or (
        cue.unit in ("killed", "injured", "missing")
        and parsed.word(cue.first - 1) == "the"
        and any("includ" in parsed.lower[i] for i in range(k + 1, at))
    ):
        return _of_cue(cue, "among", f"it is counted {cue.text}")
    return None
