"""Whether two names name the same party: across spellings, scripts, initials, patronymics, titles and abbreviations.

Nothing is merged: the answer is a doubt (`certain`, `likely`, `unclear`) with its reason, or None. Two names of persons are
compared word by word with Jaro–Winkler likeness (Winkler, "String Comparator Metrics", 1990) on plain Latin letters;
names in Arabic script by their consonants, since vowels are not written.
"""

# ruff: noqa: E501 (tables read best whole)

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from antigone.said.link_gazetteer import country_of
from antigone.said.link_office_words import CIVIL, SMALL
from antigone.said.link_offices import key_at_home, loose_words, names_in
from antigone.said.spelling import spelling

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_WORDS = re.compile(r"[a-z0-9]+")
_PATRONYMIC = re.compile(
    r"(?:[ou]vich|evich|ievich|yevich|ovna|evna|ievna|yevna|inichna|ich|uly|uli|kyzy|kizi|oglu|ogly|ovych|ivna|yivna)$"
)
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "professor",
        "gen",
        "general",
        "col",
        "colonel",
        "maj",
        "major",
        "capt",
        "captain",
        "lt",
        "lieutenant",
        "sgt",
        "sir",
        "president",
        "minister",
        "prime",
        "governor",
        "mayor",
        "chief",
        "head",
        "director",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "deputy",
        "prosecutor",
        "judge",
        "senator",
        "sheikh",
        "haji",
        "ministr",
        "glava",
        "nachalnik",
        "direktor",
        "predstavitel",
        "gubernator",
        "mer",
        "akim",
        "prokuror",
        "zamestitel",
        "polkovnik",
        "prezident",
        "generalmayor",
    ]
)
# The same office under several names; keys are words in plain Latin letters, in any order, small words left out.
_OFFICES: tuple[tuple[str, ...], ...] = (
    ("mvd", "ministerstvo vnutrennih del", "ministry internal affairs", "interior ministry", "ministry interior"),
    ("mchs", "ministerstvo chrezvychaynyh situatsiy", "ministry emergency situations", "emergencies ministry", "emergency ministry"),
    ("minzdrav", "ministerstvo zdravoohraneniya", "ministry health", "health ministry"),
    ("minoborony", "ministerstvo oborony", "ministry defence", "ministry defense", "defence ministry", "defense ministry"),
    ("mid", "ministerstvo inostrannyh del", "ministry foreign affairs", "foreign ministry"),
    ("genprokuratura", "generalnaya prokuratura", "general prosecutor office", "prosecutor general office", "general prosecutors office",
     "attorney general office"),
    ("oon", "organizatsiya obedinennyh natsiy", "un", "united nations"),
    ("upravlenie verhovnogo komissara oon pravam cheloveka", "ohchr", "un human rights office"),
    ("voz", "vsemirnaya organizatsiya zdravoohraneniya", "who", "world health organization", "world health organisation"),
    ("dp", "departament politsii", "police department"),
    ("skr", "sk", "sledstvennyy komitet", "investigative committee"),
    ("mkkk", "mezhdunarodnyy komitet krasnogo kresta", "icrc", "international committee red cross"),
    ("hyuman rayts votch", "khyuman rayts votch", "hrw", "human rights watch"),
    ("amnesty international", "amnesty", "mezhdunarodnaya amnistiya", "emnesti interneshnl"),
    ("white helmets", "syria civil defence", "belye kaski"),
)  # fmt: skip
_ORG = re.compile(
    r"minist|depart|prokurat|prosecut|office|komitet|committ|polic|polits|agency|agentstvo|organi|fond|found|union|soyuz|council|sovet"
    r"|service|sluzhba|hospital|bolnits|university|commission|komissi|government|pravitel|channel|kanal|news|press|radio|tv|media"
)


_NAMES_OF_THEIR_OWN = next(at for at, forms in enumerate(_OFFICES) if "hrw" in forms)
"""From here on the words of `_OFFICES` are names, and not of a country."""


class Doubt(Enum):
    """How sure it is that two names are one party."""

    CERTAIN = "certain"
    LIKELY = "likely"
    UNCLEAR = "unclear"


_NEARLY = 0.8
_CLASSES = str.maketrans("bpfvcgjkqsxzdtlmnraeiouy", "111122222222334556" + "." * 6)
_RANK = {Doubt.CERTAIN: 0, Doubt.LIKELY: 1, Doubt.UNCLEAR: 2}


@dataclass(frozen=True, slots=True)
class Same:
    """That two names may be one party: the doubt, and why in plain words."""

    doubt: Doubt
    reason: str


@dataclass(frozen=True, slots=True)
class Best:
    """The best party for a name: its id, how sure, and why; other ids that fit as well stand in `rivals`."""

    id: str
    same: Same
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Key:
    words: tuple[str, ...]
    arabic: bool
    organisation: bool
    office: int
    meaning: str = ""


@lru_cache(maxsize=65_536)
def _latin(name: str) -> str:
    from anyascii import anyascii

    return re.sub(r"['`]s?(?![a-z])|['`]", "", anyascii(name).casefold())


@lru_cache(maxsize=65_536)
def _key(name: str) -> _Key:
    plain = re.sub(r"\([^()]{0,80}\)", " ", name)
    arabic = _ARABIC.search(plain) is not None
    text = _arabic(plain) if arabic else _latin(plain)
    every = _WORDS.findall(text.replace("-", " "))
    found = [w for w in every if w not in SMALL]
    office = _office(found)
    meaning = "" if arabic else key_at_home(plain)
    organisation = not arabic and (office >= 0 or bool(meaning) or _ORG.search(text) is not None)
    kept = found if organisation else [w for w in every if w not in _TITLES and w not in ("the", "of")] or found
    return _Key(tuple(spelling(word) for word in kept), arabic, organisation, office, meaning)


def spelled(text: str) -> str:
    """The words of a text in one spelling, whatever its script; Arabic gives its consonants. Made for looking up."""
    plain = _arabic(text) if _ARABIC.search(text) else _latin(text)
    return " ".join(spelling(word) for word in _WORDS.findall(plain.replace("-", " ")))


def full_names(name: str) -> bool:
    """True for a name of a person with two or more names in full, as far as words show; titles do not count."""
    key = _key(name)
    return not key.organisation and sum(len(word) > 1 for word in _names(key.words)) > 1


def _office(words: Sequence[str]) -> int:
    words = [word for word in words if not country_of(word)]
    text = " ".join(words)
    for index, forms in enumerate(_OFFICES):
        for form in forms:
            if text == form or (" " in form and f" {form} " in f" {text} "):
                return index
    return next((i for i, forms in enumerate(_OFFICES) if words and words[0] in forms and len(words[0]) > 3), -1)


def _arabic(name: str) -> str:
    """The consonants of a name in Arabic script, in Latin letters; the article and marks are left out."""
    letters = {
        **dict.fromkeys("أإآاٱ", ""), "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "h", "د": "d", "ذ": "d", "ر": "r",
        "ز": "z", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
        "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "", "و": "v", "ي": "i", "ى": "", "ئ": "", "ؤ": "", "ء": "", "پ": "b", "چ": "c", "گ": "g",
    }  # fmt: skip
    words = [re.sub(r"^(?:ال)(?=..)", "", word) for word in name.split()]
    return " ".join("".join(letters.get(c, "") for c in word) for word in words)


@lru_cache(maxsize=262_144)
def _like(one: str, other: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.similarity(one, other))


def same_party(one: str, other: str) -> Same | None:
    """Whether two names name the same party; None where nothing says so. Symmetric."""
    if not one.strip() or not other.strip():
        return None
    if " ".join(one.casefold().split()) == " ".join(other.casefold().split()):
        return Same(Doubt.CERTAIN, "the same name")
    mine, yours = _key(one), _key(other)
    if not mine.words or not yours.words:
        return None
    if mine.meaning == yours.meaning != "" or (mine.office >= 0 and mine.office == yours.office):
        return _same_office(mine, yours, names_in(one), names_in(other))
    if _shortens(one, other) or _shortens(other, one):
        return Same(Doubt.LIKELY, "an abbreviation made of the first letters")
    if _calls(one, other) or _calls(other, one):
        return Same(Doubt.LIKELY, "one name is how the other is called for short")
    if _bears(one, other) or _bears(other, one):
        return Same(Doubt.LIKELY, "one name, and the other says what sort of body has it")
    if mine.organisation or yours.organisation:
        return _organisations(mine, yours)
    if mine.arabic or yours.arabic:
        return _by_consonants(mine, yours)
    return _persons(mine.words, yours.words)


def _shortens(name: str, long: str) -> bool:
    """True where a single word in capitals is made of the first letters of the other name."""
    words = [word for word in _WORDS.findall(_latin(long).replace("-", " ")) if word not in SMALL]
    return _is_short(name) and len(words) > 1 and _latin(name.strip()) == "".join(word[0] for word in words)


def _is_short(name: str) -> bool:
    letters = name.strip()
    return letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 8


def _calls(short: str, long: str) -> bool:
    """True for "AFAD" and "Turkish disaster agency AFAD"."""
    return _is_short(short) and len(short.strip()) > 2 and short.strip() in long.split()


def _same_office(mine: _Key, yours: _Key, one: frozenset[str], other: frozenset[str]) -> Same | None:
    if mine.words == yours.words:
        return Same(Doubt.CERTAIN, "the same name")
    named = mine.office == yours.office and mine.office >= _NAMES_OF_THEIR_OWN
    if one and other and one.isdisjoint(other) and not named:  # of two countries
        return None
    return Same(Doubt.LIKELY, "an abbreviation or translation of the same office; its country or region may differ")


def _bears(bare: str, long: str) -> bool:
    """True for "Rubezh" and "the Rubezh search team"; a body of a state is called by more than a name."""
    names = names_in(bare)
    kind = loose_words(long) - names_in(long)
    told = loose_words(bare) == names and names == names_in(long) and any(len(name) > 3 for name in names)
    return told and bool(kind & CIVIL)


def _organisations(mine: _Key, yours: _Key) -> Same | None:
    if mine.words == yours.words:
        return Same(Doubt.CERTAIN, "the same words, spelled alike in Latin letters")
    if sorted(mine.words) == sorted(yours.words):
        return Same(Doubt.LIKELY, "the same words in another order")
    short, long = sorted((mine.words, yours.words), key=len)
    if len(short) > 1 and set(short) < set(long):
        return Same(Doubt.UNCLEAR, "one name has words that the other lacks")
    likes = [_like(a, b) for a, b in zip(mine.words, yours.words, strict=False)]
    if len(mine.words) == len(yours.words) and min(likes) >= 0.9:
        return Same(Doubt.LIKELY, "the words are spelled nearly alike")
    return None


def _by_consonants(mine: _Key, yours: _Key) -> Same | None:
    skeletons = [[_bones(word) for word in key.words] for key in (mine, yours)]
    one, other = ([bones for bones in each if bones and bones != "l"] for each in skeletons)
    if not one or not other:
        return None
    short, long = sorted((one, other), key=len)
    hits = sum(word in long for word in short)
    if hits == len(short) and len(short) > 1:
        same_script = mine.arabic and yours.arabic
        return Same(Doubt.LIKELY, "the same consonants" + ("" if same_script else " in Arabic and Latin script"))
    if hits == len(short) or (hits and short[-1] in long):
        return Same(Doubt.UNCLEAR, "some names have the same consonants")
    return None


def _bones(word: str) -> str:
    plain = word.replace("al", "", 1) if word.startswith("al") and len(word) > 5 else word
    letters = plain.translate(str.maketrans("pgcwquo", "bjsvkvv"))
    letters = re.sub(r"[aei]", "", letters.replace("v", ""))
    return re.sub(r"(.)\1+", r"\1", letters)


def _persons(one: Sequence[str], other: Sequence[str]) -> Same | None:
    mine, yours = _names(one), _names(other)
    short, long = sorted((mine, yours), key=len)
    pairs = _paired(short, long)
    if pairs is None:
        return None
    full = [like for like, initial in pairs if not initial]
    if not full:
        return None
    least, initials = min(full), len(pairs) - len(full)
    dropped = " (a patronymic was left out of account)" if (len(mine), len(yours)) != (len(one), len(other)) else ""
    if len(full) >= 2:
        if least >= 0.999:
            return Same(Doubt.CERTAIN, f"the same names, spelled alike in Latin letters{dropped}")
        return Same(Doubt.LIKELY if least >= 0.9 else Doubt.UNCLEAR, f"the names are spelled nearly alike{dropped}")
    if least >= 0.97:
        why = "the surname and the initial agree" if initials else "only one name is given, and it agrees"
        return Same(Doubt.LIKELY, why + dropped)
    return Same(Doubt.UNCLEAR, "only one name is given, and it is spelled nearly alike") if least >= 0.93 else None


def nearly(one: str, other: str) -> bool:
    """True for two full names that are written nearly alike, as "Weiss" and "Вайс" are; too little for `same_party`."""
    mine, yours = _names(_key(one).words), _names(_key(other).words)
    if not (full_names(one) and full_names(other)) or len(mine) != len(yours):
        return False
    likes = sorted(_like(a, b) for a, b in zip(mine, yours, strict=True))
    return likes[0] >= _NEARLY and likes[-1] >= 0.93


def sounds_alike(one: str, other: str) -> bool:
    """True for two names of which one may be the other by ear, "Iain Brody" and "Иэн Броуди"; an initial may stand.

    Consonants by the classes of Soundex (Russell, U.S. patent 1,261,167, 1918), vowels left out. Much too little alone.
    """
    mine, yours = heard(one), heard(other)
    if len(mine) != len(yours) or len(mine) < 2 or not mine[-1] or mine[-1] != yours[-1]:
        return False
    pairs = zip(mine[:-1], yours[:-1], strict=True)
    return all(a == b or (1 in (len(a), len(b)) and a[:1] == b[:1] != "") for a, b in pairs)


@lru_cache(maxsize=65_536)
def heard(name: str) -> tuple[str, ...]:
    """The words of a name by ear; surnames that sound alike are equal, whatever their script."""
    return tuple(_sound(word) for word in _WORDS.findall(_latin(name).replace("-", " ")))


def _sound(word: str) -> str:
    """The consonants of a word by their classes, "262" for "George" and "Dzhordzh"."""
    classes = word.replace("dzh", "j").translate(_CLASSES)
    return re.sub(r"(\d)\1+", r"\1", re.sub(r"[^\d.]", "", classes)).replace(".", "")


def unlike(one: str, other: str) -> bool:
    """True for two full names that have no name in common, however it is written."""
    mine, yours = _names(_key(one).words), _names(_key(other).words)
    return full_names(one) and full_names(other) and all(_like(a, b) < _NEARLY for a in mine for b in yours)


def _names(words: Sequence[str]) -> list[str]:
    """Without the patronymic of three names; "Ivan Petrovich" keeps it, being all there is."""
    kept = [word for k, word in enumerate(words) if not (k and len(words) > 2 and _PATRONYMIC.search(word))]
    return kept if len(kept) >= 2 else list(words)


def _paired(short: Sequence[str], long: Sequence[str]) -> list[tuple[float, bool]] | None:
    """Each name of the shorter beside its best partner in the longer; None where one has none."""
    free = list(long)
    pairs: list[tuple[float, bool]] = []
    for word in sorted(short, key=len, reverse=True):
        likes = [(_like(word, each), each) for each in free if len(each) > 1 and len(word) > 1]
        best = max(likes, default=(0.0, ""))
        if best[0] >= (0.86 if best[1] and _in_place(word, best[1], short, long) else 0.965):
            pairs.append((best[0], False))
            free.remove(best[1])
            continue
        initial = next((each for each in free if 1 in (len(each), len(word)) and each[0] == word[0]), None)
        if initial is None:
            return None
        pairs.append((1.0, True))
        free.remove(initial)
    return pairs


def _in_place(word: str, other: str, short: Sequence[str], long: Sequence[str]) -> bool:
    """Both last or both not: names in the same order. Surname first is allowed where the spelling agrees closely."""
    return (word == short[-1]) == (other == long[-1]) or len(short) == 1


class PartyIndex:
    """Many names, each of a party, to be asked quickly.

    Args:
        names: pairs of a party's id and one of its names or aliases.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = list(dict.fromkeys(names))
        self._by_block: dict[str, set[int]] = defaultdict(set)
        self._wanted: list[int] = []
        for index, (_, name) in enumerate(self._names):
            blocks = _blocks(name)
            self._wanted.append(len(blocks))
            for block in {key for keys in blocks for key in keys}:
                self._by_block[block].add(index)

    def best(self, name: str) -> Best | None:
        """The party that a name most likely names, with those that fit as well; None where none fits."""
        found: dict[str, Same] = {}
        for index in self._near(name):
            id, other = self._names[index]
            same = same_party(name, other)
            if same is not None and (id not in found or _RANK[same.doubt] < _RANK[found[id].doubt]):
                found[id] = same
        if not found:
            return None
        ranked = sorted(found, key=lambda id: (_RANK[found[id].doubt], id))
        first = found[ranked[0]]
        rivals = tuple(id for id in ranked[1:] if found[id].doubt is first.doubt)
        if rivals:
            first = Same(Doubt.UNCLEAR, f"{first.reason}; {len(rivals)} other parties fit as well")
        return Best(ranked[0], first, rivals[:5])

    def near(self, name: str) -> list[str]:
        """The parties of which some name may be this one: no fewer than `same_party` finds."""
        return list(dict.fromkeys(self._names[index][0] for index in self._near(name)))

    def _near(self, name: str) -> list[int]:
        """The names that share a block with each of this name's words, or with as many as they have."""
        blocks = _blocks(name)
        met = Counter(i for word in blocks for i in self._met(word))
        return sorted(i for i, hits in met.items() if hits >= min(len(blocks), self._wanted[i]))

    def _met(self, keys: frozenset[str]) -> set[int]:
        found: set[int] = set()
        for key in keys:
            found |= self._by_block.get(key, set())
        return found


@lru_cache(maxsize=262_144)
def _near(word: str) -> frozenset[str]:
    """Keys under which two spellings of a name meet: its bones; they, or a short name itself, without one letter each."""
    bones = _bones(word)
    long = bones if len(bones) > 3 else word
    return frozenset((bones, long, *(long[:k] + long[k + 1 :] for k in range(len(long)))))


@lru_cache(maxsize=65_536)
def _blocks(name: str) -> tuple[frozenset[str], ...]:
    """For each word of a name by which it must be met, the keys under which two spellings of it meet."""
    key = _key(name)
    if key.office >= 0:
        return (frozenset((f"office {key.office}", f"meaning {key.meaning or key.words}")),)
    if key.organisation:
        first = frozenset(
            ("".join(word[0] for word in key.words), *key.words[:1], f"meaning {key.meaning or key.words}")
        )
        return (frozenset().union(first, *(_near(word) for word in key.words if len(word) > 3)),)
    full = [w for w in key.words if len(w) > 1]
    if len(full) > 2:
        full = [w for k, w in enumerate(full) if not (k and _PATRONYMIC.search(w))]
    if key.arabic or len(full) > 2:
        return (frozenset().union(*(_near(word) for word in full)),)
    words = tuple(_near(word) for word in full)
    return tuple(each for each in words if each - {""}) or (frozenset(("".join(key.words)[:4],)),)
