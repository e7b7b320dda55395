"""Comparing one pair by the laboratory's rules: contradictions first, then the first rule that fits speaks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from antigone.core.errors import InputError
from antigone.core.told import Told, kept, listed_plainly, told
from antigone.found.body import from_body
from antigone.named import codes
from antigone.named.comparison import Comparison, Contradiction, Rule, Rules, Scale
from antigone.named.match import FLAT, Match
from antigone.named.person import PersonStatus

if TYPE_CHECKING:
    from antigone.named.desk import Desk


def compare(desk: Desk, remains: str, person: str, by: str = "") -> Comparison:
    """One pair compared with all that the case holds of it: its latest match, other evidence, and what contradicts."""
    person = desk.person(person)
    match = latest_match(desk, remains, person)
    weighed = desk.book.evidence.get((remains, person))
    against = contradictions(desk, remains, person)
    rules = desk.book.rules
    run = desk.book.runs.get(match.run) if match else None
    stated = run is not None and run.prior.population != FLAT
    figures = (match, weighed.log10_lr if weighed else "", len(against))
    rule = next((row for row in rules.rows if fits(row, *figures, stated)), Rule(Scale.INSUFFICIENT))
    return Comparison(
        desk.code(codes.COMPARISON),
        remains,
        person,
        tuple(against),
        rule.result,
        in_words(rule),
        (match.id,) if match else (),
        match.log10_lr if match else "",
        match.posterior if match else "",
        weighed.log10_lr if weighed else "",
        tuple(dict.fromkeys((*(weighed.assumptions if weighed else ()), *(run.assumptions if run else ())))),
        told("{name}, version {version}", name=rules.name, version=rules.version),
        by,
        run.prior.population if run and match and match.posterior else "",
    )


def latest_match(desk: Desk, remains: str, person: str) -> Match | None:
    """The newest match of the pair."""
    own = [m for m in desk.book.matches.values() if m.remains == remains and desk.book.whole(m.person) == person]
    return own[-1] if own else None


def contradictions(desk: Desk, remains: str, person: str) -> list[Contradiction]:
    """Everything that speaks against the pair, or against deciding it, with the events that prove it."""
    book = desk.book
    found = []
    for code in book.aliases(person):
        if book.persons[code].status is PersonStatus.ALIVE:
            found.append(Contradiction("alive", told("{person} was found alive.", person=person), _proof(desk, code)))
    if known := book.excluded(remains, person):
        sentence = told(
            "The board excluded that {remains} is {person} ({id}).", remains=remains, person=person, id=known.id
        )
        found.append(Contradiction("excluded", sentence, _proof(desk, known.id)))
    for s in book.decisions_on(remains):
        people = {book.whole(p) for p in s.decision.persons}
        if s.scientific.value != "revoked" and person not in people:
            sentence = told(
                "Decision {decision} ({status}) names {unit} as {names}.",
                decision=s.decision.id,
                status=told(s.status.value),
                unit=remains,
                names=listed_plainly(sorted(people)),
            )
            found.append(Contradiction("decided otherwise", sentence, s.events[:1]))
    match = latest_match(desk, remains, person)
    if match and match.exclusions:
        sentence = told(
            "{n} of {all} markers would exclude the pair if nothing ever mutated.", n=match.exclusions, all=match.shared
        )
        found.append(Contradiction("markers", sentence, _proof(desk, match.id)))
    found += _lines(desk, remains, person)
    weighed = book.evidence.get((remains, person))
    for text in weighed.contradictions if weighed else ():
        kind, _, against = text.partition(": ")
        found.append(Contradiction(kind, told("{what:A}.", what=kept(against)), _proof(desk, f"{remains}/{person}")))
    if match:
        found += _rivals(desk, match)
    return list(dict.fromkeys(found))


def _lines(desk: Desk, remains: str, person: str) -> list[Contradiction]:
    """Haplotypes that exclude one line; the proof is the sample of the remains, and names no relative."""
    from antigone.named.lineages import Verdict, lineages

    proof = tuple(
        _proof(desk, s.id)[0] for s in desk.book.samples.values() if s.donor == remains and _proof(desk, s.id)
    )
    lines = lineages(desk, [(remains, person)])
    return [
        Contradiction("line", told("{what}.", what=x.sentence), proof) for x in lines if x.verdict is Verdict.EXCLUDED
    ]


def _rivals(desk: Desk, match: Match) -> list[Contradiction]:
    """Other pairs of the same run that say as much: the same remains, or the same person, within a factor of 1,000."""
    others = [m for m in desk.book.matches.values() if m.run == match.run and m.id != match.id]
    near = [
        m
        for m in others
        if (m.remains == match.remains) != (m.person == match.person)
        and number(m.log10_lr) > number(match.log10_lr) - 3
    ]
    found = []
    for same_remains in (True, False):
        some = [m for m in near if (m.remains == match.remains) is same_remains]
        if some:
            who = listed_plainly(sorted(m.person if same_remains else m.remains for m in some))
            sentence = (
                told("{n} other persons fit these remains nearly as well: {who}.", n=len(some), who=who)
                if same_remains
                else told(
                    "{n} other remains fit this person nearly as well: {who}; parts of one body, or a relative.",
                    n=len(some),
                    who=who,
                )
            )
            found.append(Contradiction("rival", sentence, _proof(desk, some[0].id)))
    return found


def _proof(desk: Desk, id: str) -> tuple[str, ...]:
    events = desk.book.history.get(id, [])
    return (events[-1].id,) if events else ()


def fits(rule: Rule, match: Match | None, other: str, contradictions: int, stated: bool = True) -> bool:
    """True where all conditions of a row hold. A condition on DNA fails where there is none; one on the posterior also
    where its prior was not `stated` (how many dead there are): a posterior without a reason for its prior counts for
    nothing."""
    lr = number(match.log10_lr) if match else None
    posterior = number(match.posterior) if match and match.posterior and stated else None
    exclusions = match.exclusions if match else None
    apart = contradictions - bool(exclusions)
    checks: list[tuple[float | None, float | None, int]] = [
        (_least(rule.least_log10_lr), lr, 1),
        (_least(rule.least_posterior), posterior, 1),
        (_least(rule.most_log10_lr), lr, -1),
        (rule.least_exclusions, exclusions, 1),
        (rule.most_exclusions, exclusions, -1),
        (rule.least_contradictions, apart, 1),
        (rule.most_contradictions, apart, -1),
        (_least(rule.least_other_log10_lr), number(other) if other else None, 1),
    ]
    return all(wanted is None or (got is not None and sign * (got - wanted) >= 0) for wanted, got, sign in checks)


def _least(text: str) -> float | None:
    return number(text) if text else None


def number(text: str) -> float:
    """A decimal text, or `-Infinity`, as a number."""
    return -math.inf if text == "-Infinity" else float(text or 0)


CONDITIONS = {
    "least_log10_lr": "log10 LR of the DNA at least {value}",
    "least_posterior": "posterior at least {value}",
    "most_log10_lr": "log10 LR of the DNA at most {value}",
    "least_exclusions": "at least {value} contradicting markers",
    "most_exclusions": "at most {value} contradicting markers",
    "least_contradictions": "at least {value} other contradictions",
    "most_contradictions": "at most {value} other contradictions",
    "least_other_log10_lr": "log10 LR of other evidence at least {value}",
}


def in_words(rule: Rule) -> Told:
    """The conditions of a row in a sentence."""
    held = [told(words, value=v) for name, words in CONDITIONS.items() if (v := getattr(rule, name)) not in ("", None)]
    result = told(rule.result.value)
    if not held:
        return told("{result}: no other rule fits", result=result)
    return told("{result}: {conditions}", result=result, conditions=listed_plainly(held))


def read_rules(name: str, version: str, rows: Sequence[dict[str, str]]) -> Rules:
    """A laboratory's table from rows of text (columns as in `Rule`; the last row should have no condition).

    Raises:
        InputError: a column or a value that makes no sense; says which.
    """
    whole = ("most_exclusions", "least_exclusions", "most_contradictions", "least_contradictions")
    made = []
    for at, row in enumerate(rows, 1):
        body: dict[str, object] = {key: text.strip() for key, text in row.items() if text.strip()}
        unknown = set(body) - {"result", *CONDITIONS}
        if unknown:
            raise InputError(
                told("Row {at} has a column '{unknown}'.", at=at, unknown=min(unknown)),
                told("Columns: result, {names}.", names=listed_plainly(CONDITIONS)),
            )
        try:
            body |= {key: int(str(body[key])) for key in whole if key in body}
            for key in set(body) - {"result", *whole}:
                float(str(body[key]))
        except ValueError:
            raise InputError(
                told("Row {at} holds something that is no number.", at=at), "Write decimal numbers."
            ) from None
        made.append(from_body(Rule, body))
    if not made:
        raise InputError("The table of rules is empty.", "Give a row for each result, the strictest first.")
    return Rules(name, version, tuple(made))
