"""How well duplicates across documents are found: given the annotated claims, and from the claims as read.

The annotation guide has no links between documents; it defines their duplicates as the claims that share innermost
speaker, unit, place, value and day said. All pairs of which this holds are wanted. Where the annotation leaves it open
(a person and his office, a place that one report does not give, the next day), a pair is neither asked for nor wrong.
What is found is the closure of the proposed repeats of one speaker, between claims read with the same unit and value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from antigone.core.party import fold_name
from antigone.said import evaluate
from antigone.said.claim import Claim, Relation
from antigone.said.evaluate import Tally, figure_of
from antigone.said.link import propose_links
from antigone.said.link_agree import NEWS_DAYS
from antigone.said.link_figures import day_of, figure
from antigone.said.link_office_words import MATTERS
from antigone.said.link_offices import are_different, loose_words
from antigone.said.link_score import given_claims, named_last, pairs_across, read_claims
from antigone.said.link_words import place_fit
from antigone.said.propose import date_of
from antigone.said.same_party import Doubt, full_names, same_party

Pair = tuple[str, str]
_BEFORE = "before "
_TELLING = frozenset((*MATTERS, "police", "prosecutor", "military"))
"""Words that tell one office of a state from another; "ministry" does not."""
_FOUND = "found"


@dataclass(slots=True)
class AcrossScore:
    """Of one event: pairs of duplicates across documents.

    Attributes:
        event: its name; `how`: `claims given` or `end to end`.
        precision: right of those found; `recall`: found of those that the definition gives.
        errors: each wrong or missed pair in words.
    """

    event: str
    how: str
    precision: Tally = field(default_factory=Tally)
    recall: Tally = field(default_factory=Tally)
    errors: list[str] = field(default_factory=list)

    def as_json(self, with_errors: bool = False) -> dict[str, Any]:
        """Plain values."""
        data: dict[str, Any] = {
            "event": self.event,
            "how": self.how,
            "right": self.precision.hits,
            "proposed": self.precision.of,
            _FOUND: self.recall.hits,
            "wanted": self.recall.of,
        }
        return data | {"errors": self.errors} if with_errors else data


def evaluate_across(gold: Mapping[str, Any], folder: Path, event: str | None = None) -> list[AcrossScore]:
    """Score every event of `gold` that has annotated reports, given their claims and end to end."""
    scores = []
    annotated = [each for each in gold["docs"] if each.get("gold", True) and event in (None, each["event"])]
    for name in dict.fromkeys(each["event"] for each in annotated):
        documents = [each for each in annotated if each["event"] == name]
        ids = {each["doc"] for each in documents}
        claims = [each for each in gold["claims"] if each["doc"] in ids]
        own = {each["id"] for each in claims}
        again = [(each["id"], to) for each in claims for to in each.get("dup_of") or ()]
        again += [
            (each["from"], each["to"])
            for each in gold.get("links", ())
            if each["relation"] == "repeats" and {each["from"], each["to"]} <= own
        ]
        given = given_claims(claims, documents, again)
        read = read_claims(claims, documents, folder)
        told = pairs_across(again, {each["id"]: each["doc"] for each in claims})
        scores += [_score(name, how, of, claims, told) for how, of in (("claims given", given), ("end to end", read))]
    return scores


# -- what the definition gives --------------------------------------------------------------------------------------


def duplicates_by_definition(annotated: Sequence[Mapping[str, Any]]) -> tuple[set[Pair], set[Pair]]:
    """Pairs of ids across documents: those that are duplicates by the guide, and those that it leaves open."""
    wanted: set[Pair] = set()
    left_open: set[Pair] = set()
    posts = _posts(each["chain"][0] for each in annotated)
    for one, other in combinations(annotated, 2):
        answers = _compare(one, other, posts)
        if False not in answers:
            pair = (one["id"], other["id"]) if one["id"] <= other["id"] else (other["id"], one["id"])
            (left_open if None in answers else wanted).add(pair)
    return wanted, left_open


def _posts(labels: Iterable[str]) -> Mapping[str, str]:
    """All posts that the reports give to a person, under each way in which he is called."""
    told = {named_last(label) for label in labels}
    people = {name for name, _ in told if full_names(name)}
    return {
        person: ", ".join(sorted(post for name, post in told if post and _is_one(person, name))) for person in people
    }


def _compare(one: Mapping[str, Any], other: Mapping[str, Any], posts: Mapping[str, str]) -> tuple[bool | None, ...]:
    """Whether two claims agree in what makes a duplicate; None where it is left open."""
    value = figure_of(one) == figure_of(other) != (None, None, None)
    if one["doc"] == other["doc"] or one["unit"] != other["unit"] or one["stance"] != other["stance"] or not value:
        return (False,)
    speaker = same_speaker(one["chain"][0], other["chain"][0], posts)
    return speaker, _same_day(one.get("date_said"), other.get("date_said")), _same_place(one, other)


def same_speaker(one: str, other: str, posts: Mapping[str, str] | None = None) -> bool | None:
    """Whether two annotated speakers are one, in any script.

    None where one may be the office of the other, or its name in another language.

    Args:
        one: a name, with a post in brackets or not.
        other: the same.
        posts: what other reports say of persons.
    """
    mine, yours = named_last(one), named_last(other)
    if _is_one(mine[0], yours[0]):
        return True
    if full_names(mine[0]) and full_names(yours[0]):
        return False
    words = [loose_words(name) | loose_words((posts or {}).get(name, post)) for name, post in (mine, yours)]
    common = words[0] & words[1] & _TELLING or evaluate.same_party(one, other)
    two_scripts = one.isascii() != other.isascii() and not are_different(mine[0], yours[0])
    return None if common or two_scripts else False


def _is_one(one: str, other: str) -> bool:
    told = same_party(one, other)
    return (told is not None and told.doubt is not Doubt.UNCLEAR) or evaluate.same_party(one, other)


def _same_day(one: str | None, other: str | None) -> bool | None:
    """Equal, inferred or not; a day that one does not give, or gives as before another, may be the other's.

    None for the next day: that of the report is often taken for that of the speech.
    """
    mine, yours = ((each or "").rstrip("?") for each in (one, other))
    if not mine or not yours or mine == yours:
        return True
    early, late = (mine.startswith(_BEFORE), yours.startswith(_BEFORE))
    if early and late:
        return True
    if early or late:
        return yours < mine.removeprefix(_BEFORE) if early else mine < yours.removeprefix(_BEFORE)
    days = [day for each in (mine, yours) if (day := date_of(each)) is not None]
    return None if len(days) == 2 and abs((days[0].first - days[1].first).days) == 1 else False


def _same_place(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool | None:
    mine, yours = one.get("place") or "", other.get("place") or ""
    fit = place_fit(mine, yours)
    return True if fit == 2 else False if fit == 0 else None


# -- the score ------------------------------------------------------------------------------------------------------


def _score(
    event: str, how: str, claims: Sequence[Claim], annotated: Sequence[Mapping[str, Any]], told: set[Pair]
) -> AcrossScore:
    """The score; what the annotation links as told again (`told`) is never wrong."""
    score = AcrossScore(event, how)
    wanted, left_open = duplicates_by_definition(annotated)
    left_open |= (_of_headlines(annotated, wanted | left_open) | told) - wanted
    found = _found(claims, {each["id"]: each["doc"] for each in annotated}) - left_open
    for one, other in sorted(found):
        score.precision.add((one, other) in wanted)
        if (one, other) not in wanted:
            score.errors.append(f"not duplicates: {one}, {other}")
    for one, other in sorted(wanted):
        score.recall.add((one, other) in found)
        if (one, other) not in found:
            score.errors.append(f"duplicates missed: {one}, {other}")
    return score


def _of_headlines(annotated: Sequence[Mapping[str, Any]], alike: set[Pair]) -> set[Pair]:
    """Pairs with what a report tells twice, where its other telling is in a pair: a headline may name nobody."""
    again = {each["id"]: {each["id"]} for each in annotated}
    told = [(each["id"], to) for each in annotated for to in each.get("dup_of") or ()]
    for one, other in pairs_across(told, {id: id for id in again}):
        again[one].add(other)
        again[other].add(one)
    return {(min(a, b), max(a, b)) for one, other in alike for a in again[one] for b in again[other]}


def _found(claims: Sequence[Claim], home: Mapping[str, str]) -> set[Pair]:
    """Pairs that the proposed links join, alike in unit, value, stance and week as read."""
    by_id = {claim.id: claim for claim in claims}
    home = {claim.id: claim.document or "" for claim in claims} | dict(home)
    edges = [(c.id, c.refers_to) for c in claims if c.refers_to and c.relation is Relation.REPEATS]
    edges += list(_of_one_speaker(claims, by_id))
    return {(one, other) for one, other in pairs_across(edges, home) if _alike(by_id[one], by_id[other])}


def _alike(one: Claim, other: Claim) -> bool:
    """The same thing said in one week, as far as days were read: reports often give the day of publication."""
    days = [day_of(each) if each.said_on else 0 for each in (one, other)]
    return _key(one) == _key(other) and (not all(days) or abs(days[0] - days[1]) <= NEWS_DAYS)


def _of_one_speaker(claims: Sequence[Claim], by_id: Mapping[str, Claim]) -> Iterable[Pair]:
    """The proposed repeats but those that somebody only passes on; two that relabel one figure alike are one."""
    relabelled: dict[tuple[object, ...], str] = {}
    for link in propose_links(claims):
        claim, target = by_id[link.claim], by_id[link.target]
        if link.relation is Relation.RELABELS and link.of_one_voice:
            yield link.claim, relabelled.setdefault((link.target, claim.unit, figure(claim)), link.claim)
        elif link.relation is Relation.REPEATS and (
            link.of_one_voice or fold_name(claim.speaker) == fold_name(target.speaker)
        ):
            yield link.claim, link.target


def _key(claim: Claim) -> tuple[object, ...]:
    return claim.unit, claim.low, claim.high, claim.best, claim.stance
