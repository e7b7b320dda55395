"""Words to the case's own places, groups and parties: exact, by alias, by transliteration; anything less is offered,
with its doubt, and never taken by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from antigone.core.party import Party, PartyBook, fold_name
from antigone.core.place import Group, Place
from antigone.core.unit import Unit, shipped_units
from antigone.said.same_party import Best, PartyIndex

LEAST_LIKENESS = 82
"""Likeness (0 to 100, rapidfuzz's weighted ratio of the transliterated names) below which a name is not offered."""
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Match:
    """What some words may stand for.

    Attributes:
        worded: the words.
        id: of the one thing they name; None where that is not certain.
        how: `exact`, `alias`, `transliteration`, `ambiguous`, `similar`, `decided before`,
            `unknown`, or `nothing` for no words.
        offers: other candidates with their likeness (0 to 100), best first.
    """

    worded: str
    id: str | None
    how: str
    offers: tuple[tuple[str, int], ...] = ()

    @property
    def is_sure(self) -> bool:
        """True where nothing has to be asked."""
        return self.id is not None or self.how == "nothing"


@dataclass
class Known:
    """What a case knows by name.

    Attributes:
        places, groups, parties, units: of the case, by id or name.
        before: what an analyst last chose for some words: (`place` or `group`, folded words) → id. It is offered first
            when the words come again, and still asked about.
    """

    places: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    parties: PartyBook = field(default_factory=PartyBook)
    before: dict[tuple[str, str], str] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=shipped_units)

    def place(self, worded: str) -> Match:
        """The place of these words."""
        return self._offered("place", match(worded, ((p.id, place_names(p)) for p in self.places.values())))

    def group(self, worded: str) -> Match:
        """The group of these words; `all` is the group of that id."""
        return self._offered("group", match(worded, ((g.id, (g.name,)) for g in self.groups.values())))

    def party(self, worded: str) -> Match:
        """The party of these words."""
        return match(worded, ((each.id, party_names(each)) for each in self.parties.parties.values()))

    def likely_party(self, worded: str) -> Best | None:
        """The party that the words most likely name, across spellings and scripts, with the doubt and why."""
        names = ((each.id, name) for each in self.parties.parties.values() for name in party_names(each))
        return PartyIndex(names).best(worded)

    def _offered(self, noun: str, found: Match) -> Match:
        """The match, with what was chosen for these words before as its first offer where it is not certain."""
        chosen = self.before.get((noun, fold_name(found.worded)))
        there: Mapping[str, object] = self.places if noun == "place" else self.groups
        if found.is_sure or chosen not in there or chosen is None:
            return found
        rest = tuple(offer for offer in found.offers if offer[0] != chosen)
        return Match(found.worded, None, "decided before", ((chosen, 100), *rest)[:MOST_OFFERED])


def place_names(place: Place) -> tuple[str, ...]:
    """All names of a place; "Almaty (Alma-Ata)" is known by both."""
    names = [place.name]
    for several in place.names.values():
        for name in several.split(";"):
            head, _, rest = name.partition("(")
            names += [name.strip(), head.strip(), rest.rstrip(") ").strip()]
    return tuple(dict.fromkeys(name for name in names if name))


def party_names(party: Party) -> tuple[str, ...]:
    """Name and aliases; not the office, which passes from one to the next."""
    return (party.name, *party.aliases)


def match(worded: str, things: Iterable[tuple[str, tuple[str, ...]]]) -> Match:
    """Which of these things the words name.

    Args:
        worded: as the text has it.
        things: id and names of each.
    """
    words = fold_name(worded).removeprefix("the ")
    if not words:
        return Match(worded, None, "nothing")
    known = [(key, names) for key, names in things]
    tests: tuple[tuple[str, Callable[[str, tuple[str, ...]], bool]], ...] = (
        ("exact", lambda key, names: words in (fold_name(key), _plain(names[0]))),
        ("alias", lambda _, names: any(words == _plain(name) for name in names)),
        ("transliteration", lambda _, names: _same_letters(words, names)),
    )
    for how, same in tests:
        found = [key for key, names in known if same(key, names)]
        if len(found) == 1:
            return Match(worded, found[0], how)
        if found:
            return Match(worded, None, "ambiguous", tuple((key, 100) for key in found[:MOST_OFFERED]))
    offers = _offers(words, known)
    return Match(worded, None, "similar" if offers else "unknown", offers)


def _same_letters(words: str, names: tuple[str, ...]) -> bool:
    key = ascii_key(words)
    return bool(key) and any(key == ascii_key(name) for name in names)


def _plain(name: str) -> str:
    return fold_name(name).removeprefix("the ")


@lru_cache(maxsize=65_536)
def ascii_key(name: str) -> str:
    """A name in plain Latin letters, without case, spacing and marks, and with the commonest choices of
    transliteration made one: `Taimerdenov`, `Taymerdenov` and `Таймерденов` have one key."""
    from anyascii import anyascii

    text = anyascii(name).casefold()
    letters = "".join(letter for letter in text if letter.isalnum())
    for several, one in (("iy", "i"), ("yi", "i"), ("yo", "e"), ("j", "i"), ("y", "i"), ("q", "k"), ("ii", "i")):
        letters = letters.replace(several, one)
    return letters


def _offers(words: str, known: list[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, int], ...]:
    from rapidfuzz.fuzz import WRatio

    key = ascii_key(words)
    scored = [(each, max((int(WRatio(key, ascii_key(name))) for name in names), default=0)) for each, names in known]
    good = [pair for pair in scored if pair[1] >= LEAST_LIKENESS]
    return tuple(sorted(good, key=lambda pair: (-pair[1], pair[0]))[:MOST_OFFERED])
