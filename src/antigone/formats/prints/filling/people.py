"""Prints about people: interviews, comparisons, decisions, releases, recalls. Codes, unless names are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from antigone.core.errors import NotFoundError
from antigone.core.when import PartialDate
from antigone.formats.prints.filling import described
from antigone.formats.prints.filling.source import Source, day_of, one
from antigone.formats.prints.forms import am_interview, comparison, docket, release, verdict
from antigone.formats.prints.values import Private, Term, Value
from antigone.found.label import code_of
from antigone.named.comparison import Comparison, Scale
from antigone.named.consent import Purpose
from antigone.named.decision import Step
from antigone.named.events import Weighed
from antigone.named.family import Family
from antigone.named.motion import Exclusion

V = TypeVar("V")


def interview(source: Source, ids: tuple[str, ...]) -> am_interview.AmInterview:
    """One report of a missing person. Everything that describes the person is sealed, and withheld by default."""
    report = _get(source.book.reports, one(ids, "report"), "report", "Q-0001")
    person = source.book.persons.get(source.book.whole(report.person))
    own = source.seen(report.id, "name", "birth", "address", "identity", "description")
    answers: dict[str, Value] = {
        "01": own["name"],
        "07": own["birth"],
        "10": own["address"],
        "05": own["identity"],
        "00.relationship": Private(report.relation),
        "sex": {"M": "male", "F": "female"}.get(person.sex if person else "", "not known"),
        "seen.day": report.last_seen,
        "seen.place": source.register.place_name(report.last_place) if report.last_place else "",
        "93": _donors(source, report.person),
        "wish": _wish(source, report.person),
    }
    for box, held in described.boxes(own["description"], described.AM).items():
        if box not in answers or answers[box] in ("", None, "not known"):
            answers[box] = held
    informant = source.book.informants.get(report.informant)
    if informant:
        theirs = source.seen(informant.id, "name", "contact", "address")
        answers |= {"00.name": theirs["name"], "00.phone": theirs["contact"], "00.address": theirs["address"]}
        answers["00.language"] = informant.language
        answers |= _consents(source, informant.id)
    drawn: dict[str, Any] = described.drawn(answers)
    return am_interview.AmInterview(report.id, answers, filled=True, **drawn)


def _families(source: Source, person: str) -> list[Family]:
    """Families in which the person is missing."""
    whole = source.book.whole
    return [f for f in source.book.families.values() if whole(person) in {whole(each) for each in f.missing}]


def _donors(source: Source, person: str) -> str:
    """Reference samples of the person and of relatives in the same family: by code, nobody's name."""
    book = source.book
    whole = book.whole(person)
    kin = {whole} | {book.whole(member.id) for family in _families(source, whole) for member in family.members}
    given = [each for each in book.samples.values() if book.whole(each.donor) in kin]
    return "; ".join(f"{s.id} ({', '.join(part for part in (s.donor, s.material) if part)})" for s in given)


def _wish(source: Source, person: str) -> str:
    """How the family wants to be told, where all families of the person want the same."""
    wishes, whole = source.book.wishes, source.book.whole(person)
    said = [wishes.get((each.id, whole)) or wishes.get((each.id, "")) for each in _families(source, person)]
    words = {each.wish.value for each in said if each}
    return words.pop() if len(words) == 1 else ""


def _consents(source: Source, informant: str) -> dict[str, Value]:
    """What the informant agreed to, by purpose; a purpose never asked about stays blank."""
    keys = {
        Purpose.IDENTIFICATION: "consent.identification",
        Purpose.CONTACT: "consent.contact",
        Purpose.PUBLICATION: "consent.publication",
    }
    found: dict[str, Value] = {}
    for (by, _, purpose), word in source.book.consents.items():
        if by == informant and purpose in keys:
            before = found.get(keys[purpose], "yes")
            found[keys[purpose]] = "yes" if word.given and before == "yes" else "no"
    return found


def sheet(source: Source, ids: tuple[str, ...]) -> comparison.Comparison:
    """One comparison as it was made."""
    made = _get(source.book.comparisons, one(ids, "comparison"), "comparison", "C-0001")
    matches = [source.book.matches[id] for id in made.matches if id in source.book.matches]
    match = matches[-1] if matches else None
    run = source.book.runs.get(match.run) if match else None
    return comparison.Comparison(
        number=made.id,
        remains=code_of(made.remains),
        person=made.person,
        name=source.name_of(made.person),
        contradictions=tuple(c.sentence for c in made.contradictions),
        points=tuple(_points(source, made)),
        log10_lr=made.log10_lr,
        posterior=_probability(made.posterior),
        prior=Term(run.prior.population) if run else "",
        markers=match.shared if match else None,
        exclusions=match.exclusions if match else None,
        other_log10_lr=made.other_log10_lr,
        candidates=len(run.persons) if run else None,
        result=made.result.value,
        rules=" — ".join(part for part in (made.rules, made.because) if part),
        compared_by=made.compared_by,
    )


def _points(source: Source, made: Comparison) -> list[comparison.Point]:
    """Kinds of evidence that were weighed; their values only where they were asked for, how they stand always.

    What no values stand behind, such as a rival, has empty boxes.
    """
    weighed = source.book.evidence.get((made.remains, made.person))
    against = {c.kind: c.sentence for c in made.contradictions}
    kinds = list(dict.fromkeys([*against, *(weighed.kinds if weighed else ())]))
    values = _pieces(source, weighed)
    known = weighed.kinds if weighed else ()
    made_of: list[comparison.Point] = []
    for kind in kinds:
        am, pm = values.get(kind, _SEALED if kind in known else ("", ""))
        verdict = "contradicts" if kind in against else "may agree"
        made_of.append(comparison.Point(_ITEMS.get(kind, ""), kind, am, pm, verdict))
    return made_of


_ITEMS = {**described.AM, "age": "31A", "sex": "71", "place": ""}
"""Kinds of evidence and their items of the forms."""


_SEALED: tuple[Value, Value] = (Private("sealed"), Private("sealed"))


def _pieces(source: Source, weighed: Weighed | None) -> dict[str, tuple[Value, Value]]:
    """What the person and the remains show of each kind, where names were asked for; it is written down."""
    if weighed is None or not source.names_to:
        return {}
    held = source.seen(weighed.id, "pieces")["pieces"].text
    try:
        return {p["kind"]: (Private(p["am"]), Private(p["pm"])) for p in json.loads(held)}
    except ValueError:  # erased
        return {}


def board(source: Source, ids: tuple[str, ...]) -> docket.Docket:
    """What lies before the board: the comparisons named; or the latest of each pair that no standing decision rests on,
    and every motion without a comparison."""
    book = source.book
    decided = {c for s in book.decisions.values() if s.is_established for c in s.decision.comparisons}
    latest = {(c.remains, book.whole(c.person)): c for c in book.comparisons.values()}
    chosen = [_get(book.comparisons, id, "comparison", "C-0001") for id in ids] or [
        c for c in latest.values() if c.id not in decided and c.result is not Scale.EXCLUDE
    ]
    return docket.Docket(items=(*(_item(source, c) for c in chosen), *(() if ids else _laid(source))))


def _laid(source: Source) -> Iterator[docket.Item]:
    """Open motions that no comparison stands for."""
    for at in source.book.motions.values():
        made = at.motion.decision or at.motion.exclusion
        if at.is_open and not (made and made.comparisons):
            standing = source.book.decisions.get(at.motion.about)
            about = made or (standing.decision if standing else None)
            remains = ", ".join(map(code_of, about.remains)) if about else ""
            persons = ", ".join(about.persons) if about else ""
            yield docket.Item(at.motion.id, remains, persons, "", len(at.objections), about.basis if about else "")


def _item(source: Source, made: Comparison) -> docket.Item:
    standing = [s.status.value for s in source.book.decisions.values() if made.id in s.decision.comparisons]
    basis = "DNA" if made.log10_lr else ""
    return docket.Item(
        made.id,
        code_of(made.remains),
        made.person,
        made.result.value,
        len(made.contradictions),
        basis,
        standing[-1] if standing else "",
    )


def identified(source: Source, ids: tuple[str, ...]) -> verdict.Identification:
    """One decision of a board, with what became of it."""
    standing = _get(source.book.decisions, one(ids, "decision"), "decision", "D-0001")
    made = standing.decision
    compared = [source.book.comparisons[id] for id in made.comparisons if id in source.book.comparisons]
    first = source.book.put_down.get(made.id)
    return verdict.Identification(
        number=made.id,
        remains=tuple(code_of(id) for id in made.remains),
        persons=tuple(verdict.Person(code, source.name_of(code)) for code in made.persons),
        individuals=made.individuals,
        standing=standing.status.value,
        decided=day_of(first.occurred) if first else None,
        board=made.board,
        grounds=(
            *((verdict.Ground("", made.basis),) if made.basis else ()),
            *(_ground(c) for c in compared),
        ),
        contradictions=tuple(c.sentence for each in compared for c in each.contradictions),
        signers=tuple((s.name, s.role) for s in made.signers),
        history=tuple(_steps(source, made.id)),
    )


def _steps(source: Source, decision: str) -> Iterator[tuple[PartialDate | None, str, str]]:
    """Day, step and reason of each step that was taken, in order; those carried by a motion at its last signature."""
    carried = {at.carried: at for at in source.book.motions.values() if at.carried and at.motion.step}
    for event in source.book.history.get(decision, []):
        if isinstance(event.body.get("step"), dict):
            yield day_of(event.occurred), Step[_step(event.body)].value, event.reason or ""
        elif event.id in carried:
            at = carried[event.id]
            yield PartialDate.parse(event.recorded[:10]), at.motion.step_word, at.reason


def _step(body: Mapping[str, object]) -> str:
    taken = body.get("step")
    assert isinstance(taken, dict)
    value = str(taken.get("step"))
    return next(step.name for step in Step if value in (step.value, step.name))


def _ground(made: Comparison) -> verdict.Ground:
    figures = [
        f"log10 LR {made.log10_lr}" if made.log10_lr else "",
        f"P {_probability(made.posterior, '= ')}" if made.posterior else "",
    ]
    return verdict.Ground("DNA" if made.log10_lr else "", ", ".join(f for f in figures if f) or made.because, made.id)


def _probability(text: str, sign: str = "") -> str:
    """A probability to six places; what lies nearer to 0 or 1 than that is never written as either."""
    p = float(text or 0)
    if not text or 1e-6 <= p <= 1 - 1e-6:
        return f"{sign}{p:.6f}" if text else ""
    return "> 0.999999" if p > 0.5 else "< 0.000001"


def excluded(source: Source, ids: tuple[str, ...]) -> verdict.Exclusion:
    """One comparison that excludes, or a board's exclusion."""
    if made_by_board := source.book.exclusions.get(one(ids, "comparison")):
        return _board_excludes(source, made_by_board)
    made = _get(source.book.comparisons, one(ids, "comparison"), "comparison", "C-0001")
    if made.result is not Scale.EXCLUDE:
        raise NotFoundError(
            f"{made.id} does not exclude: its result is '{made.result.value}'.", "Print it as a comparison."
        )
    first = source.book.put_down.get(made.id)
    return verdict.Exclusion(
        number=made.id,
        remains=(code_of(made.remains),),
        persons=(verdict.Person(made.person, source.name_of(made.person)),),
        decided=day_of(first.occurred) if first else None,
        rules=" — ".join(part for part in (made.rules, made.because) if part),
        grounds=(_ground(made), *(verdict.Ground(c.kind, c.sentence) for c in made.contradictions)),
    )


def _board_excludes(source: Source, made: Exclusion) -> verdict.Exclusion:
    """An exclusion that a board signed."""
    laid = next((at for at in source.book.motions.values() if at.motion.exclusion and at.motion.about == made.id), None)
    compared = [source.book.comparisons[id] for id in made.comparisons if id in source.book.comparisons]
    return verdict.Exclusion(
        number=made.id,
        remains=tuple(code_of(id) for id in made.remains),
        persons=tuple(verdict.Person(code, source.name_of(code)) for code in made.persons),
        decided=PartialDate.parse(laid.on) if laid else None,
        rules=" — ".join(dict.fromkeys(c.rules for c in compared if c.rules)),
        grounds=(
            verdict.Ground(made.basis, laid.reason if laid else ""),
            *(_ground(c) for c in compared),
            *(verdict.Ground(c.kind, c.sentence) for each in compared for c in each.contradictions),
        ),
        signers=tuple((s.name, s.role) for s in made.signers),
    )


def certificate(source: Source, ids: tuple[str, ...]) -> release.Release:
    """One release, with every part that is known and was not given."""
    made = _get(source.book.releases, one(ids, "release"), "release", "L-0001")
    standing = source.book.decisions.get(made.decision)
    first = source.book.put_down.get(made.id)
    wish = source.book.wish_of(made.family, made.person)
    return release.Release(
        number=made.id,
        decision=made.decision,
        standing=standing.status.value if standing else "",
        day=day_of(first.occurred) if first else None,
        person=made.person,
        name=source.name_of(made.person),
        receiver=source.seen(made.id, "received_by")["received_by"],
        remains=tuple(_kind(source, id) for id in made.remains),
        checks=tuple((each.kind, each.value) for each in made.identifiers),
        outstanding=tuple(_kind(source, id) for id in made.outstanding),
        outstanding_note=made.outstanding_note,
        nothing_known=not made.outstanding and not made.outstanding_note,
        wish=wish.wish.value,
        released_by=made.released_by,
    )


def notice(source: Source, ids: tuple[str, ...]) -> release.RecallNotice:
    """The notice for one release that is called back, or whose recall is due because its decision fell."""
    made = _get(source.book.releases, one(ids, "release"), "release", "L-0001")
    called = source.book.recalls.get(made.id)
    first = source.book.put_down.get(made.id)
    reasons = [e.reason for e in source.book.history.get(made.id, []) if e.reason and "recall" in e.body]
    return release.RecallNotice(
        number="",
        release=made.id,
        released=day_of(first.occurred) if first else None,
        remains=tuple(code_of(id) for id in made.remains),
        person=made.person,
        name=source.name_of(made.person),
        receiver=source.seen(made.id, "received_by")["received_by"],
        wrong=called.wrong if called else False,
        reason=reasons[-1] if reasons else "",
        called_by=called.called_by if called else "",
    )


def _kind(source: Source, id: str) -> tuple[str, str]:
    thing = source.register.remains.get(id)
    return code_of(id), thing.kind.value if thing else ""


def _get(table: Mapping[str, V], id: str, what: str, form: str) -> V:
    """The thing of that code; the message repeats no word that could be a name."""
    if id not in table:
        some = ", ".join(list(table)[:6])
        raise NotFoundError(
            f"There is no {what} of that code.",
            f"Known: {some}." if some else f"A code looks like {form}; there is none.",
        )
    return table[id]
