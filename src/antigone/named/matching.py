"""Remains against the missing with the DNA of a case: from usable profiles to matches with all their evidence."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from antigone import __version__
from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.core.told import listed_plainly, row, told
from antigone.named import codes, shares
from antigone.named import events as kinds
from antigone.named import findings as wrong
from antigone.named.events import draft
from antigone.named.evidence.combine import ASSUMPTIONS
from antigone.named.joining import Part, groups, joined, why_apart
from antigone.named.match import CLOSED, FLAT, OPEN, Match, Prior, Run
from antigone.named.profiles import Usable, usable
from antigone.named.weigh import sought
from antigone.record.event import Draft

if TYPE_CHECKING:
    import numpy as np

    from antigone.named.desk import Desk
    from antigone.named.family import Family
    from antigone.named.joint.answer import JointAnswer
    from antigone.named.joint.family import Family as JointFamily
    from antigone.named.joint.family import Remains
    from antigone.named.kinship import Marker, Pedigree
    from antigone.named.kinship.search.report import Match as Hit

Pair = tuple[str, str]  # (remains, person)


@dataclass(frozen=True)
class Panel:
    """What a comparison is made with, and how it is to be told.

    Attributes:
        markers: of the engine; frequencies, mutation: in words.
    """

    markers: tuple[Marker, ...]
    frequencies: str
    mutation: str


@dataclass(frozen=True)
class Asked:
    """What was asked for.

    Attributes:
        method: `search` or `joint`.
        threshold: log10 LR from which a pair becomes a match.
        prior: see `Prior`.
        with_evidence: also weigh other evidence into the joint posterior (never into the LR of the DNA).
        everybody: also remains and persons that an established decision names.
    """

    method: str = "joint"
    threshold: float = 2.0
    prior: Prior = Prior()
    with_evidence: bool = False
    everybody: bool = False


@dataclass
class Prepared:
    """Families and remains as the engine takes them.

    Attributes:
        families: person ids carry `@family` where somebody is missing in two that could not be joined; see `code`.
        remains: one profile each.
        profiles: what was usable.
        joined: by name of a family, the codes of all that were put together in it.
    """

    families: list[JointFamily] = field(default_factory=list)
    remains: list[Remains] = field(default_factory=list)
    profiles: Usable = field(default_factory=Usable)
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @staticmethod
    def code(member: str) -> str:
        """The person's code behind an id of the engine."""
        return member.split("@")[0]


def prepare(desk: Desk, panel: Panel, everybody: bool = False) -> Prepared:
    """What can be compared now.

    Raises:
        InputError: no remains, or no family with a missing person and a usable profile; says what to enter.
    """
    from antigone.named.joint.family import Remains

    done = (
        set() if everybody else {c for s in desk.book.established() for c in (*s.decision.remains, *s.decision.persons)}
    )
    made = Prepared(profiles=usable(desk))
    if not everybody:
        known_by_decision(desk, made.profiles)
    names = _Names(tuple(m.name for m in panel.markers))
    _families(desk, made, names, done)
    for id, profile in sorted(made.profiles.remains.items()):
        if id not in done:
            made.remains.append(Remains(id, "?", names.known(profile), made.profiles.errors.get(id)))
    if not made.remains or not made.families:
        what = (
            told("There is no profile of remains to compare.")
            if not made.remains
            else told("There is no family with somebody missing and a usable profile to compare.")
        )
        gone = made.profiles.left_out
        why = told(" Left out: {reasons}.", reasons=listed_plainly(gone, "; ")) if gone else ""
        raise InputError(row(what, why), "Enter samples and profiles, and draw the families.")
    return made


@dataclass(frozen=True)
class _Names:
    """The panel's markers; calls at others are left aside."""

    markers: tuple[str, ...]

    def known(self, profile: Mapping[str, tuple[str | None, ...]]) -> dict[str, tuple[str | None, ...]]:
        return {name: call for name, call in profile.items() if name in self.markers}


def _families(desk: Desk, made: Prepared, names: _Names, done: set[str]) -> None:
    """Every family with the profiles given for it, those of one missing person together; a sample of the missing person
    is an identical twin's."""
    from antigone.named.joint.family import Family as JointFamily
    from antigone.named.kinship import Pedigree, Person

    missing, taken = set(sought(desk)), set()
    parts = [_part(desk, made.profiles, family, missing - done) for family in desk.book.families.values()]
    for group in groups([part for part in parts if part.missing]):
        for pedigree, some in _together(made, group):
            here = list(dict.fromkeys(m for part in some for m in part.missing))
            given: dict[str, dict[str, tuple[str | None, ...]]] = {}
            for part in some:
                given |= given_in(pedigree, made.profiles, part.family, here, names.markers)
            tree, given = _with_direct(pedigree, given, here, made.profiles, names)
            renamed = {m: f"{m}@{some[0].family}" for m in here if m in taken}
            taken |= set(here)
            if given:
                people = tuple(renamed.get(m, m) for m in here)
                made.families.append(JointFamily(some[0].family, _renamed(tree, renamed), people, given))
                made.joined[some[0].family] = tuple(part.family for part in some)
    for person in sorted(set(made.profiles.direct) & missing - taken - done):
        alone = Pedigree((Person(person),))
        tree, given = _with_direct(alone, {}, [person], made.profiles, names)
        made.families.append(JointFamily(f"of {person}", tree, (person,), given))


def _part(desk: Desk, profiles: Usable, family: Family, open_: Collection[str]) -> Part:
    """A family by the codes that count now, with those of its missing who are sought still."""
    pedigree = by_code(desk, family.pedigree())
    here = tuple(dict.fromkeys(m for m in map(desk.book.whole, family.missing) if m in open_))
    limits = {d: profiles.families.get(d, frozenset()) for d in profiles.references if d in pedigree.by_id}
    return Part(family.id, pedigree, here, {d: only for d, only in limits.items() if not only or family.id in only})


def _together(made: Prepared, group: Sequence[Part]) -> Iterator[tuple[Pedigree, Sequence[Part]]]:
    """The families of a group as one pedigree; each by itself, with a finding, where they cannot be put together."""
    if len(group) == 1:
        yield group[0].pedigree, group
        return
    why = why_apart(group)
    pedigree, faults = (None, why) if why else joined(group)
    if pedigree is not None:
        yield pedigree, group
        return
    shared = [p for p, n in Counter(p for part in group for p in part.missing).items() if n > 1]
    values = {"persons": ", ".join(shared), "families": ", ".join(part.family for part in group), "why": faults}
    made.profiles.findings.append(Finding(wrong.FAMILIES_APART, values))
    for part in group:
        yield part.pedigree, (part,)


def known_by_decision(desk: Desk, profiles: Usable) -> None:
    """Somebody whose name is established, and whose remains are typed, is a reference for the rest of the family."""
    for standing in desk.book.established():
        if not standing.decision.is_set:
            person = desk.book.whole(standing.decision.persons[0])
            typed = next((u for u in standing.decision.remains if u in profiles.remains), None)
            if typed is not None and person not in profiles.references and typed not in profiles.errors:
                profiles.references[person] = profiles.remains[typed]
                profiles.used.setdefault(person, []).extend(profiles.used.get(typed, []))


def given_in(
    pedigree: Pedigree, profiles: Usable, family: str, missing: Collection[str], markers: tuple[str, ...]
) -> dict[str, dict[str, tuple[str | None, ...]]]:
    """Profiles of a family's members that were given for it, those of its missing apart, at the panel's markers."""
    names = _Names(markers)
    return {
        donor: names.known(profile)
        for donor, profile in profiles.references.items()
        if donor in pedigree.by_id and donor not in missing and _given_for(profiles, donor, family)
    }


def _given_for(profiles: Usable, donor: str, family: str) -> bool:
    """The purpose limit: a sample given for some families is compared for no other."""
    limit = profiles.families.get(donor, frozenset())
    return not limit or family in limit


def by_code(desk: Desk, pedigree: Pedigree) -> Pedigree:
    """The pedigree under the codes that count now."""
    return _renamed(pedigree, {p.id: desk.book.whole(p.id) for p in pedigree.persons})


def _renamed(pedigree: Pedigree, names: Mapping[str, str]) -> Pedigree:
    new: dict[str | None, str] = {old: name for old, name in names.items()}  # noqa: C416
    people = (
        replace(p, id=new.get(p.id, p.id), father=new.get(p.father, p.father), mother=new.get(p.mother, p.mother))
        for p in pedigree.persons
    )
    return type(pedigree)(tuple(people))


def _with_direct(
    pedigree: Pedigree, given: dict[str, dict[str, tuple[str | None, ...]]], here: Sequence[str], profiles: Usable,
    names: _Names,
) -> tuple[Pedigree, dict[str, dict[str, tuple[str | None, ...]]]]:  # fmt: skip
    """A sample of the missing person stands in the pedigree as that of an identical twin."""
    people = {p.id: p for p in pedigree.persons}
    for person in here:
        if person in profiles.direct and person in people:
            twins = people[person].twin or f"self of {person}"
            people[person] = replace(people[person], twin=twins)
            people[f"self:{person}"] = replace(people[person], id=f"self:{person}")
            given = {**given, f"self:{person}": names.known(profiles.direct[person])}
    return type(pedigree)(tuple(people.values())), given


def compare_all(desk: Desk, panel: Panel, asked: Asked, findings: list[Finding]) -> list[Draft]:
    """The run and its matches, to be written together; nothing is written here.

    Raises:
        InputError: nothing to compare, faulty pedigrees, or too large for an exact answer.
    """
    from antigone.named.kinship import KinshipError

    made = prepare(desk, panel, asked.everybody)
    findings += made.profiles.findings
    try:
        hits = _search(made, panel, asked.threshold)
        answer = identified(desk, made, panel, asked) if asked.method == "joint" else None
        run = _run(desk, made, panel, asked, answer)
        return [draft(kinds.MATCH_RUN, run), *_matches(desk, made, panel, asked, run, hits, answer)]
    except KinshipError as error:
        lines = "; ".join(dict.fromkeys(str(fault) for fault in error.faults))
        raise InputError(
            told("The families cannot be compared: {lines}", lines=lines), "Correct the pedigree or the profile."
        ) from None


def _search(made: Prepared, panel: Panel, threshold: float) -> list[Hit]:
    from antigone.named.kinship.search.report import Pool

    pool = Pool(made.families, made.remains, panel.markers, "families")
    return pool.matches(pool.search(threshold).run(threads=1))


def identified(
    desk: Desk, made: Prepared, panel: Panel, asked: Asked, generator: np.random.Generator | None = None
) -> JointAnswer:
    """All remains against all the missing at once.

    Args:
        generator: of random numbers, for sampling where it is too large for an exact answer; None to refuse instead.

    Raises:
        InputError: too large, or the number of the dead makes no sense.
    """
    from antigone.named.joint import identify
    from antigone.named.joint.family import likelihoods
    from antigone.named.joint.prior import combined, population_prior
    from antigone.named.joint.prune import TooLargeError

    weights: dict[Pair, float] = {}
    unmatched: dict[str, float] = {}
    try:
        if asked.prior.dead is not None:
            weights, unmatched = population_prior(asked.prior.dead, made.families, made.remains)
        if asked.with_evidence:
            weights = combined(weights, _evidence(desk, made))
        factors = likelihoods(made.families, made.remains, panel.markers).factors
        return identify(
            factors, [r.id for r in made.remains], log_prior=weights, unmatched=unmatched, generator=generator
        )
    except TooLargeError as large:
        raise InputError(
            str(large), "State how many died in all, if they may be more than are listed; or compare by search."
        ) from None
    except ValueError as error:
        raise InputError(str(error), "Check the number of the dead.") from None


def _evidence(desk: Desk, made: Prepared) -> dict[Pair, float]:
    """Natural log weights of (person, remains) from other evidence that was weighed before."""
    return {
        (member, r.id): float(weighed.log10_lr) * math.log(10)
        for family in made.families
        for member in family.missing
        for r in made.remains
        if (weighed := desk.book.evidence.get((r.id, made.code(member))))
    }


def _run(desk: Desk, made: Prepared, panel: Panel, asked: Asked, answer: JointAnswer | None) -> Run:
    donors = {d for f in made.families for d in f.genotypes} | {r.id for r in made.remains}
    plain = {d.removeprefix("self:") for d in donors}
    persons = dict.fromkeys(made.code(m) for f in made.families for m in f.missing)
    pairs = [(r.id, p) for r in made.remains for p in persons]
    weighed = [desk.book.evidence[pair].id for pair in pairs if pair in desk.book.evidence]
    return Run(
        desk.code(codes.RUN),
        asked.method,
        tuple(r.id for r in made.remains),
        tuple(persons),
        tuple(code for f in made.families for code in made.joined.get(f.name, (f.name,))),
        tuple(sorted(g for d, some in made.profiles.used.items() if d in plain for g in some)),
        tuple(made.profiles.left_out),
        tuple(m.name for m in panel.markers),
        panel.frequencies,
        panel.mutation,
        prior=_told(asked.prior, len(persons)),
        evidence=tuple(weighed) if asked.with_evidence else (),
        assumptions=tuple(ASSUMPTIONS) if asked.with_evidence else (),
        version=__version__,
        threshold=f"{asked.threshold:g}",
        error=f"{answer.error:.3g}" if answer else "0",
    )


def _told(prior: Prior, missing: int) -> Prior:
    """The prior with its population in a word."""
    if prior.dead is None:
        return replace(prior, population=FLAT)
    return replace(prior, population=CLOSED if prior.dead <= missing else OPEN)


def _matches(
    desk: Desk, made: Prepared, panel: Panel, asked: Asked, run: Run, hits: Sequence[Hit], answer: JointAnswer | None
) -> list[Draft]:
    drafts = []
    twins = {
        m: tuple(made.code(o) for o in group if o != m) for group in (answer.symmetric if answer else ()) for m in group
    }
    for hit in hits:
        person, family = made.code(hit.target), next(f for f in made.families if hit.target in f.missing)
        remains = next(r for r in made.remains if r.id == hit.profile)
        weighed = desk.book.evidence.get((remains.id, person))
        match = Match(
            desk.code(codes.MATCH),
            run.id,
            remains.id,
            person,
            family.name if family.name in desk.book.families else "",
            _text(hit.log10_lr),
            _posterior(answer, hit, asked.prior),
            weighed.log10_lr if weighed else "",
            hit.shared,
            len(hit.exclusions),
            hit.rank,
            twins.get(hit.target, ()),
        )
        detail = json.dumps(_per_marker(family, hit.target, remains, panel.markers))
        subjects = {remains.id, *(d.removeprefix("self:") for d in family.genotypes)}
        drafts.append(draft(kinds.MATCH_FOUND, match, shares.split("per_marker", detail, subjects)))
    return drafts


def _posterior(answer: JointAnswer | None, hit: Hit, prior: Prior) -> str:
    """Joint posterior; or, of a pair by itself, LR / (LR + N − 1) where N dead are equally likely; else nothing."""
    if answer is not None:
        return f"{answer.posterior[hit.profile].get(hit.target, 0.0):.9f}"
    if prior.dead is None:
        return ""
    odds = hit.log10_lr - math.log10(max(prior.dead - 1, 1e-300))
    return f"{1 / (1 + 10**-odds) if odds > -300 else 0.0:.9f}"


def _per_marker(family: JointFamily, person: str, remains: Remains, markers: Sequence[Marker]) -> dict[str, str]:
    """log10 LR of each marker: the remains as the missing person, against a stranger beside the family."""
    from antigone.named.kinship import ByHypothesis, Pedigree, Person, lr

    panel = [m for m in markers if m.chrom in ("A", "X") and m.name in remains.profile]
    stranger = Pedigree((Person("stranger", sex=remains.sex),))
    theirs = {k: v for k, v in family.genotypes.items() if k != person}
    genotypes = ByHypothesis({"H1": {**theirs, person: remains.profile}, "H2": {**theirs, "stranger": remains.profile}})
    errors = {person: remains.errors, "stranger": remains.errors} if remains.errors else None
    result = lr(
        {
            "H1": [
                family.pedigree,
            ],
            "H2": [family.pedigree, stranger],
        },
        panel,
        genotypes,
        errors=errors,
    )
    return {name: _text(math.log10(x) if x > 0 else -math.inf) for name, x in result.marker_lrs("H1", "H2").items()}


def _text(x: float) -> str:
    return "-Infinity" if x == -math.inf else f"{x:.6f}"


def renumbered(desk: Desk, drafts: Sequence[Draft]) -> list[Draft]:
    """A run and its matches under codes that are free now: others may have written while they were computed."""
    fresh: dict[str, str] = {}
    for each in drafts:
        noun = "run" if each.kind == kinds.MATCH_RUN else "match"
        old = str(_body(each, noun)["id"])
        fresh[old] = desk.code(codes.RUN if noun == "run" else codes.MATCH)
    return [_under(each, fresh) for each in drafts]


def _body(made: Draft, noun: str) -> dict[str, Any]:
    body = made.body[noun]
    assert isinstance(body, dict)
    return dict(body)


def _under(made: Draft, fresh: Mapping[str, str]) -> Draft:
    noun = "run" if made.kind == kinds.MATCH_RUN else "match"
    body = _body(made, noun)
    body["id"] = fresh[body["id"]]
    if noun == "match":
        body["run"] = fresh[body["run"]]
    return replace(made, body={noun: body})
