"""Why a number, a conflict or a claim is what it is: a tree down to the words."""

from __future__ import annotations

from typing import Any

from antigone.account.answer import Account, BoundAnswer, Conflict, Explanation
from antigone.account.casebook import CaseBook
from antigone.account.proposition import parse
from antigone.account.words import figure, listed
from antigone.core.errors import NotFoundError, UsageError
from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.said.claim import Claim


def explain(account: Account, book: CaseBook, id: str) -> Explanation:
    """The explanation of a proposition, conflict, claim, fact or assumption of the account.

    Raises:
        NotFoundError: nothing in the account has that id.
    """
    if id in book.claims:
        return _claim(account, book, id)
    for proposition in account.propositions:
        if proposition.id == id:
            return _proposition(account, book, proposition)
    for conflict in account.conflicts:
        if conflict.id == id:
            return _conflict(account, book, conflict)
    found = _assumption(account, id) or _fact(account, book, id) or _asked(account, book, id)
    if found is None:
        raise NotFoundError(
            told("Nothing in this account has the id '{id}'.", id=id),
            "Ask for a claim, a conflict, an assumption or a proposition, such as 'killed @ PLACE'.",
        )
    return found


def _asked(account: Account, book: CaseBook, text: str) -> Explanation | None:
    """A proposition in other words than the account's: the listed one that it means."""
    try:
        asked = parse(text, book)
    except UsageError:
        return None
    group = {asked.group} if asked.group else {"all", "", *(g for g, v in book.groups.items() if v.parent is None)}
    for p in account.propositions:
        if (p.unit, p.scope) == (asked.unit, asked.scope) and p.group in group and asked.place in (p.place, ""):
            return _proposition(account, book, p)
    return None


def _leaf(account: Account, book: CaseBook, id: str) -> Explanation | None:
    return _claim(account, book, id) if id in book.claims else _assumption(account, id) or _fact(account, book, id)


def _leaves(account: Account, book: CaseBook, ids: tuple[str, ...]) -> tuple[Explanation, ...]:
    return tuple(leaf for id in ids if (leaf := _leaf(account, book, id)) is not None)


def _proposition(account: Account, book: CaseBook, p: BoundAnswer) -> Explanation:
    ends = [
        Explanation(f"{p.id}: {end}", "end", f"{word} {value}" if value is not None else f"{word}: nothing bounds it",
                    {}, _leaves(account, book, p.binding[end]))
        for end, word, value in (("least", "At least", p.least), ("most", "At most", p.most))
    ]  # fmt: skip
    other = [
        Explanation(f"{p.id}: {r.sentence}", "reading", r.sentence, r.as_json()) for r in (*p.contested, *p.readings)
    ]
    values = {"least": p.least, "most": p.most, "claims": list(p.claims), "origins": p.origins}
    return Explanation(p.id, "proposition", p.arithmetic, values, (*ends, *other))


def _conflict(account: Account, book: CaseBook, c: Conflict) -> Explanation:
    values = {"kind": c.kind, "nature": c.nature, "difference": c.difference, "put_aside": c.put_aside}
    readings = [Explanation(f"{c.id}: {r.sentence}", "reading", r.sentence, r.as_json()) for r in c.readings]
    return Explanation(
        c.id, "conflict", c.arithmetic, values, (*_leaves(account, book, (*c.statements, *c.assumptions)), *readings)
    )


def _assumption(account: Account, id: str) -> Explanation | None:
    for a in account.assumptions:
        if a.id == id:
            return Explanation(id, "assumption", f"{a.sentence} ({'on' if a.on else 'off'})", a.as_json())
    return None


def _fact(account: Account, book: CaseBook, id: str) -> Explanation | None:
    for fact in book.facts_on(PartialDate.parse(account.as_of).last if account.as_of else None):
        if fact.id == id:
            return Explanation(id, "fact", fact.sentence or str(fact.count), {"events": list(fact.events)})
    return None


def _claim(account: Account, book: CaseBook, id: str) -> Explanation:
    claim = book.claims[id]
    lists = (account.superseded, account.corrected, account.denied, account.repeated, account.withheld)
    about = [s.sentence for each in lists for s in each if s.id == id]
    used = [p.id for p in account.propositions if id in (*p.binding["least"], *p.binding["most"])]
    conflicts = [c.id for c in account.conflicts if id in c.statements]
    standing = account.standing.get(id, "not said by then")
    values: dict[str, Any] = {
        "standing": standing, "because": about, "figure": figure(claim), "unit": claim.unit, "place": claim.place,
        "group": claim.group, "label": claim.label_as_worded, "scope": claim.scope, "stance": claim.stance.value,
        "as_of": str(claim.as_of or ""), "said_on": str(claim.said_on or ""), "part_of": claim.part_of,
        "uncertain": claim.uncertain, "binds": used, "conflicts": conflicts, "note": claim.note,
    }  # fmt: skip
    who = claim.speaker or "Somebody not named"
    sentence = (
        f"{who}: {figure(claim)} {claim.unit.replace('_', ' ')}, {claim.place or 'place not stated'} ({standing})."
    )
    return Explanation(id, "claim", sentence, values, (_words(claim), *_origin(account, book, id)))


def _words(claim: Claim) -> Explanation:
    """The words themselves, with the chain that carried them."""
    chain = [claim.speaker, *claim.via, claim.publisher]
    chain = [hop for at, hop in enumerate(chain) if hop and hop not in chain[:at]]
    values = {
        "quote": claim.quote, "label": claim.label_as_worded, "chain": chain, "publisher": claim.publisher,
        "published_on": str(claim.published_on or ""), "url": claim.url, "language": claim.language,
        "document": claim.document, "start": claim.start, "end": claim.end,
    }  # fmt: skip
    words = (
        f"“{claim.quote}”"
        if claim.quote
        else f"“{claim.label_as_worded}”"
        if claim.label_as_worded
        else "words not kept"
    )
    return Explanation(
        f"{claim.id}: words", "words", f"{words}, by way of {' > '.join(chain) or 'nobody named'}", values
    )


def _origin(account: Account, book: CaseBook, id: str) -> tuple[Explanation, ...]:
    for origin in account.origins:
        for members in origin.claims:
            if id in members and len(members) > 1:
                others = [m for m in members if m != id]
                root = book.claims[members[0]]
                text = f"One origin with {listed(others)}; its root is {root.id} ({root.speaker})."
                return (Explanation(f"{id}: origin", "origin", text, {"members": list(members)}),)
    return ()
