"""From an account and its case to the content of a report."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from antigone.account.answer import Account, BoundAnswer, Bounded, Conflict, Settle, Standing
from antigone.account.casebook import CaseBook
from antigone.account.report import words
from antigone.account.report.content import (
    Clash,
    Origin,
    Quantity,
    Question,
    Report,
    Said,
    Switch,
    Topic,
    Unknown,
    Variant,
)
from antigone.core.told import Told, listed_plainly, told, told_n
from antigone.core.tree import Tree
from antigone.said.claim import Claim, Relation, Stance

SILENCES = {
    (Stance.WITHHOLDS, False): "{speaker} speaks of {about} and does not give the number ({day}).",
    (Stance.WITHHOLDS, True): "{speaker} speaks of {about} and does not give the number ({day}): “{label}”.",
    (Stance.DOUBTS, False): "{speaker} doubts the figure for {about} ({day}).",
    (Stance.DOUBTS, True): "{speaker} doubts the figure for {about} ({day}): “{label}”.",
}


def compose(account: Account, book: CaseBook, rows: Mapping[str, str] | None = None) -> Report:
    """The content of a report.

    Args:
        account: as built from `book`.
        book: the case.
        rows: where each statement was imported from, by id, in words.
    """
    report = Report(book.name or "The account", words.long_date(account.as_of) if account.as_of else "", "", {})
    report.as_of_iso = account.as_of or ""
    report.notes = list(account.notes)
    report.said = _said(account, book, rows or {})
    report.quantities = {answer.id: quantity(answer, book) for answer in account.propositions}
    report.headline = [report.quantities[id] for id in account.headline if id in report.quantities]
    report.places = _places(account, book, report)
    report.clashes = sorted((_clash(each, report) for each in account.conflicts), key=lambda clash: not clash.hard)
    report.topics = _topics(account, book, report)
    report.questions = [_question(each, report) for each in account.settle]
    report.assumptions = [
        Switch(each.id, anchor(each.id), each.kind, each.sentence, each.reason, each.on, each.default)
        for each in account.assumptions
    ]
    report.unknown = _unknown(account, report)
    report.counts = _counts(report)
    return report


def anchor(id: str) -> str:
    """An anchor for an id: letters, digits and hyphens, unlike for unlike ids."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", id).strip("-").casefold()
    same = id == plain.upper() and len(plain) <= 60
    return f"x-{plain[:60]}" if same else f"x-{plain[:60]}-{hashlib.sha256(id.encode()).hexdigest()[:6]}"


def _said(account: Account, book: CaseBook, rows: Mapping[str, str]) -> dict[str, Said]:
    """Every statement that the account took in."""
    because: dict[str, Standing] = {}
    for listed in (account.superseded, account.corrected, account.denied, account.repeated, account.relabelled):
        because |= {each.id: each for each in listed}
    because |= {each.id: each for each in account.withheld}
    left_out = set(account.left_out)

    def said(id: str, claim: Claim) -> Said:
        place, group = book.places.get(claim.place), book.groups.get(claim.group)
        how = (account.standing.get(id, "current"), because.get(id), rows.get(id, ""))
        return book.worded.get("said", id, (claim, place, group, *how), lambda: _one_said(claim, book, *how))

    return {id: said(id, claim) for id, claim in book.claims.items() if id not in left_out}


def _one_said(claim: Claim, book: CaseBook, standing: str, because: Standing | None, row: str) -> Said:
    return Said(
        id=claim.id,
        anchor=anchor(claim.id),
        figure=words.figure_words(claim),
        about=_about(book, claim.unit, claim.place, claim.group),
        speaker=words.speaker_words(claim),
        chain=words.chain_words(claim),
        date=words.long_date(claim.said_on),
        publisher=claim.publisher,
        url=claim.url,
        label=claim.label_as_worded,
        quote=claim.quote,
        standing=standing,
        because=because.sentence if because else "",
        note=claim.note,
        uncertain=claim.uncertain,
        row=row,
        claim=claim,
    )


def _about(book: CaseBook, unit: str, place: str, group: str) -> Told:
    what, where, who = words.unit_phrase(unit), words.place_name(book, place), words.group_name(book, group)
    if not who:
        return told("{what}, {where}", what=what, where=where)
    return told("{what}, {where} ({more})", what=what, where=where, more=who)


def quantity(answer: BoundAnswer, book: CaseBook) -> Quantity:
    """One answer of the account, in words."""
    return Quantity(
        id=answer.id,
        anchor=anchor(answer.id),
        what=words.unit_phrase(answer.unit),
        where=words.place_name(book, answer.place),
        who=words.group_name(book, answer.group),
        scope=answer.scope,
        unit=answer.unit,
        place=answer.place,
        group=answer.group,
        words=words.bounds_words(answer.least, answer.most),
        least=answer.least,
        most=answer.most,
        arithmetic=answer.arithmetic,
        origins=answer.origins,
        claims=answer.claims,
        binding=(tuple(answer.binding.get("least", ())), tuple(answer.binding.get("most", ()))),
        readings=tuple(map(_variant, answer.readings)),
        contested=tuple(map(_variant, answer.contested)),
        uncertain=answer.uncertain,
    )


def _variant(bounded: Bounded) -> Variant:
    switches = tuple(f"{id}={'on' if on else 'off'}" for id, on in bounded.assumptions.items())
    aside = tuple(f"{id} put aside" for id in bounded.aside)
    shown = words.bounds_words(bounded.least, bounded.most)
    return Variant(shown, bounded.sentence, bounded.least, bounded.most, (*switches, *aside), bounded.arithmetic)


def _places(account: Account, book: CaseBook, report: Report) -> list[tuple[str, list[Quantity]]]:
    """By place, in the order of the place tree; within a place what concerns everybody first, then by unit."""
    units = _unit_order(account)
    tree, _, _ = Tree.build({id: place.parent for id, place in book.places.items()})
    order = [node for root in tree.roots() for node in (root, *tree.descendants(root))]
    found: list[tuple[str, list[Quantity]]] = []
    for place in [*order, ""]:
        here = [q for q in report.quantities.values() if q.place == place and q.is_known]
        if here:
            here.sort(key=lambda q: (units.get(q.unit, 99), q.who != "", -q.least))
            found.append((words.sentence_case(words.place_name(book, place)), here))
    return found


def _unit_order(account: Account) -> dict[str, int]:
    """Units of the headline first, in its order; then the dead, the bodies, the graves, and all others."""
    by_id = {answer.id: answer.unit for answer in account.propositions}
    first = [by_id[id] for id in account.headline if id in by_id]
    known = list(dict.fromkeys([*first, *words.UNIT_PHRASES]))
    return {unit: at for at, unit in enumerate(known)}


def _clash(conflict: Conflict, report: Report) -> Clash:
    return Clash(
        id=conflict.id,
        anchor=anchor(conflict.id),
        hard=conflict.kind == "hard",
        nature=conflict.nature,
        statements=tuple(report.said[id] for id in conflict.statements if id in report.said),
        assumptions=conflict.assumptions,
        put_aside=conflict.put_aside,
        arithmetic=conflict.arithmetic,
        readings=tuple((reading.sentence, reading.arithmetic) for reading in conflict.readings),
        uncertain=conflict.uncertain,
    )


def _topics(account: Account, book: CaseBook, report: Report) -> list[Topic]:
    """Who said what: one topic a proposition as worded, its origins in the order they spoke, each with its repeats."""
    roots = _roots(account, report)
    followers: dict[str, list[Said]] = {}
    for id, root in roots.items():
        followers.setdefault(root, []).append(report.said[id])
    topics: dict[tuple[str, str, str], list[Origin]] = {}
    for said in report.said.values():
        if said.id not in roots:
            key = (said.claim.unit, said.claim.place, said.claim.group)
            topics.setdefault(key, []).append(Origin(said, tuple(followers.get(said.id, ()))))
    units = _unit_order(account)
    by_words = {(q.unit, q.place, q.group): q for q in reversed(report.quantities.values())}
    ordered = sorted(topics, key=lambda key: (units.get(key[0], 99), _depth(book, key[1]), -len(topics[key]), key))
    return [
        Topic(words.sentence_case(_about(book, *key)), by_words.get(key), tuple(sorted(topics[key], key=_when)))
        for key in ordered
    ]


def _roots(account: Account, report: Report) -> dict[str, str]:
    """The first statement that each repeat or retelling goes back to; what repeats a denied figure falls with it."""
    up = {each.id: each.by[0] for each in (*account.repeated, *account.relabelled) if each.by}
    for said in report.said.values():
        claim = said.claim
        follows = claim.relation in (Relation.REPEATS, Relation.RELABELS) and said.standing in ("denied", "corrected")
        if follows and claim.refers_to:
            up.setdefault(said.id, claim.refers_to)
    roots = {}
    for id in up:
        at, seen = id, {id}
        while at in up and up[at] not in seen:
            at = up[at]
            seen.add(at)
        if id in report.said and at in report.said and at != id:
            roots[id] = at
    return roots


def _depth(book: CaseBook, place: str) -> int:
    depth = 0
    while place in book.places and book.places[place].parent and depth < 50:
        place, depth = book.places[place].parent or "", depth + 1
    return depth


def _when(origin: Origin) -> tuple[str, str]:
    said_on = origin.root.claim.said_on
    return (str(said_on.first) if said_on else "9999", origin.root.id)


def _question(settle: Settle, report: Report) -> Question:
    asked = report.quantities.get(settle.proposition)
    return Question(
        question=settle.question,
        about=asked.label if asked else settle.proposition,
        anchor=asked.anchor if asked else "",
        closes=told("would set a bound where there is none")
        if settle.closes is None
        else told("would close {n:,}", n=settle.closes),
        now=words.bounds_words(*settle.now),
        answers=tuple(map(_variant, settle.answers)),
    )


def _unknown(account: Account, report: Report) -> list[Unknown]:
    """What nobody has said, what was withheld, what was doubted, and what has no upper bound."""
    found = [_silence(said) for said in report.said.values() if said.claim.stance in (Stance.WITHHOLDS, Stance.DOUBTS)]
    found += [
        Unknown(told("{speaker} speaks of {about} and gives no number ({day}).", **_spoken(said)), (said.id,))
        for said in report.said.values()
        if said.standing == "no figure" and said.claim.stance is Stance.ASSERTS
    ]
    open_ = [shown for shown in report.headline if shown.most is None]
    if open_:
        labels = listed_plainly((shown.label for shown in open_), "; ")
        found.append(Unknown(told("Nothing that was said is an upper bound of: {labels}.", labels=labels)))
    if account.left_out:
        late = told_n(
            "{n:,} statement is later than this day or undated, and left out.",
            "{n:,} statements are later than this day or undated, and left out.",
            len(account.left_out),
        )
        found.append(Unknown(late, account.left_out))
    return found


def _silence(said: Said) -> Unknown:
    values = _spoken(said)
    if said.label:
        values["label"] = said.label
    sentence = told(SILENCES[said.claim.stance, bool(said.label)], **values)
    return Unknown(sentence, (said.id,))


def _spoken(said: Said) -> dict[str, Any]:
    """Who speaks of what, and when."""
    return {"speaker": said.speaker, "about": said.about, "day": words.told_date(said.claim.said_on)}


def _counts(report: Report) -> dict[str, int]:
    spoken = report.said.values()
    return {
        "statements": len(report.said),
        "origins": sum(len(topic.origins) for topic in report.topics),
        "speakers": len({said.claim.speaker for said in spoken if said.claim.speaker}),
        "publishers": len({said.publisher for said in spoken if said.publisher}),
    }
