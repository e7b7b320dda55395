"""Links between the proposals of one document: repeats, parts of a breakdown, what a denial is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from antigone.said.claim import Mode, Stance
from antigone.said.extract.english.names import COUNTRIES
from antigone.said.extract.headlines import bodies_of
from antigone.said.extract.proposal import Hop, Link, LinkKind, Proposal
from antigone.said.extract.same_voice import fold
from antigone.said.extract.stems import KINDS, stems

Figure = tuple[int | None, int | None, int | None]


def link(
    proposals: Sequence[Proposal], wholes: Sequence[int | None], body: int = 0, setting: str = "", text: str = ""
) -> list[Proposal]:
    """Add the links.

    `wholes[i]` is the start of the quantity phrase of which proposal `i` is a part, or None; `setting` the place of
    the whole text, `text` its words.
    """
    proposals = list(proposals)
    # The place of the whole text is no place of a claim's own.
    own = [replace(p, place="") if p.place and fold(p.place) == fold(setting) else p for p in proposals]
    alike: dict[object, list[int]] = {}
    lead: dict[str, int] = {}
    for i, p in enumerate(proposals):
        alike.setdefault((core(p), p.unit), []).append(i)
        if p.start >= body and p.unit not in lead:
            lead[p.unit] = i
    by_start = {p.start: i for i, p in enumerate(proposals)}
    parts = _sub_tolls(proposals, wholes, by_start)
    linked = []
    righted: set[int] = set()
    headed = sum(p.start < body for p in proposals)
    for index, proposal in enumerate(proposals):
        links: list[Link] = []
        whole = by_start.get(wholes[index]) if wholes[index] is not None else None  # type: ignore[arg-type]
        if whole is not None and whole != index:
            links.append(Link(LinkKind.SUBSET_OF, whole, "a part of the figure it stands beside"))
        peers = alike[(core(proposal), proposal.unit)][:_REACH]
        # Of "six died, four of them children", the four are not the four of whom was told before.
        if proposal.start >= body or (_number(proposal) or 0) < _LARGE:
            peers = [i for i in peers if parts[i][0] == parts[index][0] or {parts[i][1], parts[index][1]} != {"all"}]
        twin = _twin(own, index, peers, body)
        bodies = bodies_of(proposal, proposals[headed:], text) if index < headed else None
        if bodies is not None:
            links.append(Link(LinkKind.DUP_OF, headed + bodies, "the bodies of the text, counted as killed"))
            linked.append(replace(proposal, links=proposal.links + tuple(links)))
            continue
        first = lead.get(proposal.unit)
        if twin is None and first is not None and proposal.start < body:
            rounded = _rounds(proposal, proposals[first]) or _rounds(proposals[first], proposal)
            twin = first if rounded else None
        if twin is not None:
            links.append(Link(LinkKind.DUP_OF, twin, "the same figure, unit and group, put forward again"))
            if proposal.stance is Stance.CORRECTS and proposal.start < body:
                righted.add(twin)
            if proposal.date_said is None and len(proposal.chain) > 1:
                proposal = replace(proposal, date_said=proposals[twin].date_said)
        links.extend(_contested(proposals, index))
        linked.append(replace(proposal, links=proposal.links + tuple(links)))
    for index in righted:  # the text tells what its headline puts right
        if linked[index].stance is Stance.ASSERTS:
            linked[index] = replace(linked[index], stance=Stance.CORRECTS)
    return linked


def _sub_tolls(
    proposals: Sequence[Proposal], wholes: Sequence[int | None], by_start: dict[int, int]
) -> list[tuple[bool, str]]:
    """Of each figure, whether it is a part of a figure of its own unit, and of which group."""
    found = []
    for proposal, start in zip(proposals, wholes, strict=True):
        whole = by_start.get(start) if start is not None else None
        own = whole is not None and proposals[whole].unit == proposal.unit
        smaller = own and whole is not None and _figure(proposals[whole]) != _figure(proposal)
        found.append((smaller, _group(proposal)))
    return found


def _figure(proposal: Proposal) -> Figure:
    return proposal.low, proposal.high, proposal.best


def core(proposal: Proposal) -> tuple[str, int] | None:
    """The number in the words, whatever stands before it: 41 of "at least 41", of "about 41"."""
    if proposal.modifier in _PLAIN:
        number = proposal.best if proposal.best is not None else proposal.low
        number = proposal.high if number is None else number
        return None if number is None else ("", number)
    number = None if proposal.modifier in _NO_NUMBER else _number(proposal)
    return None if number is None else (proposal.modifier, number)


_NO_NUMBER = frozenset(("some", "higher", "much_higher", "lower", "much_lower", "majority"))
_PLAIN = frozenset(("exact", "at_least", "about", "almost", "up_to"))


def same_proposition(one: Proposal, other: Proposal, body: int = 0) -> bool:
    """True where both say the same: figure, unit, group and stance, and places that do not differ."""
    across = (one.start < body) != (other.start < body)  # a headline and the text
    same = _figure(one) == _figure(other) or (core(one) == core(other) and (across or _near(one, other)))
    if not same or one.unit != other.unit or core(one) is None:
        return False
    denied = [p.stance is Stance.DENIES for p in (one, other)]
    if (one.stance is Stance.DOUBTS) != (other.stance is Stance.DOUBTS):
        return False
    if any(denied) and not (all(denied) and (across or _shares_name(one, other))):
        return False
    alike = _group(one) == _group(other) or _bare_again(one, other) or _closer(one, other) or _people(one, other)
    if not alike or not _may_be_one_voice(one, other, body):
        return False
    if across:
        return True
    places = fold(one.place), fold(other.place)
    return not all(places) or places[0] == places[1]


def _near(one: Proposal, other: Proposal) -> bool:
    """True where one voice may put the same number in other words ("at least 21", "21")."""
    return _shares_name(one, other) or bool(one.chain and other.chain and _speaks_among(one, other))


def _people(one: Proposal, other: Proposal) -> bool:
    """ "35 people" and "35 residents", "six missing persons" and "six missing passengers": no groups of their own."""
    heads = {_group(p).rpartition(" ")[2] for p in (one, other)}
    return heads <= _ANYBODY and (_number(one) or 0) >= _FEW


_FEW = 5
_ANYBODY = frozenset(
    "all people person other victim deceased resident villager inmate prisoner passenger civilian miner".split()  # noqa: SIM905
)


def _bare_again(one: Proposal, other: Proposal) -> bool:
    """ "50 inmates", and later "not 50": a large figure without its noun, by the same speaker, takes the noun up."""
    bare = [p for p in (one, other) if not any(c.isalpha() for c in p.quantity_phrase)]
    if not bare or "all" not in (_group(one), _group(other)) or (_number(one) or 0) < 20:
        return False
    return _shares_name(one, other)


def _shares_name(one: Proposal, other: Proposal) -> bool:
    return bool(one.chain and other.chain and _words_of(one.chain[0]) & _words_of(other.chain[0]))


def _closer(one: Proposal, other: Proposal) -> bool:
    """ "20 Islamic militants" and "20 militants": one group describes the other more closely."""
    mine, theirs = (_group(p).split() for p in (one, other))
    if not mine or not theirs or mine[-1] != theirs[-1] or (_number(one) or 0) < 10:
        return False
    return set(mine) <= set(theirs) or set(theirs) <= set(mine)


def _may_be_one_voice(one: Proposal, other: Proposal, body: int) -> bool:
    """Two who speak, and share no word of name or office, put forward two propositions, even of the same figure."""
    if (one.start < body) != (other.start < body):
        return True
    if Mode.NARRATOR in (one.mode, other.mode):  # what was told before by nobody known is not what somebody tells now
        early = [(p.date_said or "").startswith("before") for p in (one, other)]
        return one.mode is other.mode or early[0] == early[1]
    if not one.chain or not other.chain:  # nobody is known: no publisher either
        return True
    if _passes_on(one, other) or _passes_on(other, one):
        return True
    mine, theirs = (_words_of(p.chain[0]) for p in (one, other))
    shared = mine & theirs
    if shared and shared <= KINDS and mine - shared and theirs - shared:  # the ministries of two matters
        return False
    return bool(shared) or _speaks_among(one, other)


def _speaks_among(one: Proposal, other: Proposal) -> bool:
    """ "Officials said 133", and on that day the ministry's spokesman: he is one of those who were not named."""
    many = (_number(one) or 0) >= _MANY and one.date_said == other.date_said
    plain = all(p.stance in (Stance.ASSERTS, Stance.CORRECTS) for p in (one, other))
    early = any((p.date_said or "").startswith("before") for p in (one, other))
    return many and plain and not early and any(_is_unnamed(p.chain[0]) for p in (one, other))


def _is_unnamed(hop: Hop) -> bool:
    """Officials, or a state by its name: anybody may speak for them."""
    words = fold(hop.name).split()
    return bool(words) and (words[-1] in ("officials", "authorities", "official") or " ".join(words) in COUNTRIES)


_MANY = 20
_LARGE = 10


def _passes_on(one: Proposal, other: Proposal) -> bool:
    """True where whoever says the one passes the other on ("the ministry", and "investigators, by the ministry")."""
    return fold(one.chain[0].name) in {fold(hop.name) for hop in other.chain if hop.role != "publisher"}


def _words_of(hop: Hop) -> set[str]:
    """The words of a name and its office; a minister speaks for the ministry."""
    words = fold(f"{hop.name} {hop.office}").replace("minister", "ministry").replace("u.s", "us").split()
    return {stem for word in words for stem in stems(word)} - {"of", "and", "for"}


def _headline_twin(one: Proposal, other: Proposal, body: int) -> bool:
    """A headline that names no group ("Nine die") repeats the first figure that does ("Nine residents died")."""
    if (one.start < body) == (other.start < body) or one.unit != other.unit or core(one) != core(other):
        return False
    denied = [p.stance is Stance.DENIES for p in (one, other)]
    if any(denied):
        return all(denied)
    large = (one.best or one.low or 0) >= 20
    return large or "all" in (_group(one), _group(other))


def _rounds(headline: Proposal, told: Proposal) -> bool:
    """True where a headline rounds an exact figure ("nearly 150" for 149), within a twentieth."""
    rounded = ("almost", "about", "more_than", "at_least")
    exact = told.best if told.modifier == "exact" else None
    if told.modifier == "at_least" and headline.modifier in ("more_than", "at_least"):
        exact = told.low
    if headline.modifier not in rounded or exact is None:
        return False
    if _group(headline) != _group(told) or headline.stance is not told.stance:
        return False
    if headline.modifier in ("more_than", "at_least"):
        least = headline.low or 0
        return least >= 20 and least <= exact <= least * 21 // 20
    high = headline.high
    if high is not None:
        return high * 19 <= exact * 20 and exact <= high
    return headline.best is not None and abs(exact - headline.best) * 20 <= headline.best


def _group(proposal: Proposal) -> str:
    return fold(proposal.subgroup or "all").rstrip("s")


def _twin(proposals: Sequence[Proposal], index: int, alike: Sequence[int], body: int) -> int | None:
    """The fullest telling of the same proposition: the longest chain, the earliest of these; None where it is this."""
    mine = proposals[index]
    rest = [i for i in alike[:50] if i != index]
    told = [i for i in rest if proposals[i].start >= body]
    twins = [i for i in told if same_proposition(mine, proposals[i], body)]
    if mine.start < body:  # a headline repeats what the text tells, and not the other way round
        if not twins and _figure(mine) != (None, None, None):
            twins = [i for i in told if _headline_twin(mine, proposals[i], body)][:1]
        if mine.stance is Stance.DENIES:  # who denies in the headline is whoever first does in the text
            twins = [i for i in twins if i == told[0] or _shares_name(mine, proposals[i])]
        voiced = [i for i in twins if _may_be_one_voice(mine, proposals[i], 0)]
        return min(voiced or twins, key=lambda i: (_weight(proposals[i])[:2], i), default=None)
    best = min([index, *twins], key=lambda i: (_weight(proposals[i]), i))
    return None if best == index else best


def _weight(proposal: Proposal) -> tuple[bool, bool, int]:
    """The fullest telling sorts first: attributed, dated, with the longer chain."""
    return proposal.mode is Mode.NARRATOR, proposal.date_said is None, -len(proposal.chain)


_REACH = 400
"""So many claims are looked at for each, so that the time grows with the length of a text."""


def _contested(proposals: Sequence[Proposal], index: int) -> list[Link]:
    mine = proposals[index]
    if mine.stance is Stance.DENIES and _number(mine) is not None:
        return _denied(proposals, index)
    if mine.modifier not in ("refers_to", "much_higher", "much_lower"):
        return []
    kind = LinkKind.CORRECTS if mine.stance is Stance.CORRECTS else LinkKind.CONTESTS
    targets = [
        i
        for i in range(max(0, index - _REACH), index)
        if proposals[i].unit == mine.unit and _figure(proposals[i]) != (None, None, None)
    ]
    if mine.modifier != "refers_to":
        targets = targets[-1:]
    return [Link(kind, i, "the figures given before") for i in targets[-12:]]


def _number(proposal: Proposal) -> int | None:
    return next((n for n in (proposal.best, proposal.low, proposal.high) if n is not None), None)


def _denied(proposals: Sequence[Proposal], index: int) -> list[Link]:
    """The first figure of the document that is denied: the same number and unit, put forward by another voice."""
    mine = proposals[index]
    asserted = [
        i
        for i, p in enumerate(proposals[:_REACH])
        if p.unit == mine.unit and p.stance is Stance.ASSERTS and _number(p) == _number(mine)
    ]
    own = _words_of(mine.chain[0]) if mine.chain else set()
    others = [i for i in asserted if not (proposals[i].chain and own & _words_of(proposals[i].chain[0]))]
    return [Link(LinkKind.CONTESTS, others[0], "the figure that is denied")] if others else []
