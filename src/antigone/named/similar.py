"""Reports that may be about one person: a proposal with a doubt, whatever script and spelling the names are in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from antigone.core.errors import InputError
from antigone.core.told import listed_plainly, told
from antigone.core.when import PartialDate

LEAST = 0.75
NO_SEX, NO_BIRTH = told("a sex is not known"), told("a date of birth is not known")
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": ""})


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a report.

    Attributes:
        report, person: codes.
        name: as given, in any script.
        birth: `1990`, `1990-05` …, or empty.
        sex: `M`, `F` or `?`.
        last_seen: or None.
    """

    report: str
    person: str
    name: str
    birth: str = ""
    sex: str = "?"
    last_seen: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Two reports that may be about one person.

    Attributes:
        one, other: report codes.
        score: 0 to 1, of the names after transliteration, less what speaks against; no probability.
        doubt: what speaks against, or what nobody said, in words without names.
    """

    one: str
    other: str
    score: float
    doubt: str


def alike(new: Sketch, others: Iterable[Sketch], least: float = LEAST) -> list[Alike]:
    """The reports most like this one, best first, from `least` up. Reports of the same person are passed over."""
    found = []
    for other in others:
        if other.report == new.report or other.person == new.person:
            continue
        doubts: list[str] = []
        score = names_alike(new.name, other.name)
        if "?" in (new.sex, other.sex):
            doubts.append(NO_SEX)
        elif new.sex != other.sex:
            score -= 0.3
            doubts.append(told("the sex differs"))
        score -= _birth(new.birth, other.birth, doubts)
        if score >= least:
            found.append(Alike(new.report, other.report, round(score, 3), _told(doubts)))
    return sorted(found, key=lambda each: (-each.score, each.other))


def _told(doubts: list[str]) -> str:
    """What speaks against a pair, or what nobody said of it, in words."""
    if doubts == [NO_SEX, NO_BIRTH]:
        return told("nothing but the names can be compared")
    return listed_plainly(doubts, "; ") or told("none seen")


def names_alike(one: str, other: str) -> float:
    """0 to 1: tokens of the names in any order, in Latin letters; names in Arabic script by their consonants.

    Jaro–Winkler over sorted tokens, and token by token, the better of the two (rapidfuzz). Token by token each token
    of the shorter name looks for its like in the longer; of two names equally long, each in the other.
    """
    from rapidfuzz.distance import JaroWinkler

    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    if is_arabic(one) != is_arabic(other):
        a, b = [skeleton(t) for t in a], [skeleton(t) for t in b]
    whole = JaroWinkler.similarity(" ".join(a), " ".join(b))
    short, long = sorted((a, b), key=len)
    by_token = _found_in(short, long)
    if len(short) == len(long):
        by_token = min(by_token, _found_in(long, short))
    return float(max(whole, by_token * (0.9 if len(short) == 1 < len(long) else 1.0)))


def _found_in(tokens: list[str], others: list[str]) -> float:
    """How like the tokens are to what is most like each of them among others: the mean."""
    from rapidfuzz.distance import JaroWinkler

    return sum(max(JaroWinkler.similarity(t, u) for u in others) for t in tokens) / len(tokens)


@lru_cache(maxsize=65536)
def key(name: str) -> list[str]:
    """Sorted tokens in plain lower-case Latin letters."""
    from anyascii import anyascii

    plain = anyascii(name.translate(_ARABIC)).casefold()
    letters = "".join(c if c.isalpha() else " " for c in plain.replace("'", "").replace("-", " "))
    return sorted(token for token in letters.split() if len(token) > 1) or letters.split()


def skeleton(token: str) -> str:
    """Consonants only: what Arabic script writes of a name."""
    return token[:1] + "".join(c for c in token[1:] if c not in "aeiouyw")


def is_arabic(name: str) -> bool:
    """True for a name in Arabic script."""
    return any("\u0600" <= c <= "\u06ff" for c in name)


def _birth(one: str, other: str, doubts: list[str]) -> float:
    try:
        a, b = PartialDate.parse(one), PartialDate.parse(other)
    except InputError:
        doubts.append(NO_BIRTH)
        return 0.0
    if a.first <= b.last and b.first <= a.last:
        return -0.05
    doubts.append(told("the dates of birth differ"))
    return 0.05 if abs(a.year - b.year) <= 2 else 0.25
