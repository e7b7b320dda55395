"""How good the links between documents are against annotated ones, by kind: given the gold claims, and end to end.

Gold holds `links` beside `docs` and `claims`: `{"from": id, "to": id, "relation": …}`. Repeats are counted in pairs of
claims of different documents, over the closure of the links; the other kinds between what is put forward, whoever of
those who put it forward is linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from antigone.core.errors import InputError
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Mode, Relation, Stance, Status
from antigone.said.document import Document
from antigone.said.evaluate import Tally, match_claims
from antigone.said.extract.header import split_header
from antigone.said.link import propose_links
from antigone.said.link_offices import headed_office, office_key
from antigone.said.link_waiting import claims_of
from antigone.said.propose import date_of, propose
from antigone.said.same_party import full_names

Edge = tuple[str, str, Relation]
Pair = tuple[str, str]
_CREDITED = ("alleged", "attributed")
_OFFICIAL = re.compile(
    r"\b(?:official|governor|mayor|minister|prosecutor|chief|head|spokes\w+|officer)\b", re.IGNORECASE
)


@dataclass(slots=True)
class LinkScore:
    """Of one event: for each relation what was right of those proposed, and what was found of those annotated.

    Attributes:
        event: its name; `how`: `claims given` or `end to end`.
        precision, recall: by relation.
        errors: each wrong or missed link in words.
    """

    event: str
    how: str
    precision: dict[str, Tally] = field(default_factory=lambda: {each.value: Tally() for each in Relation})
    recall: dict[str, Tally] = field(default_factory=lambda: {each.value: Tally() for each in Relation})
    errors: list[str] = field(default_factory=list)

    def as_json(self, with_errors: bool = False) -> dict[str, Any]:
        """Plain values."""
        kinds = {
            name: {
                "right": p.hits,
                "proposed": p.of,
                "found": self.recall[name].hits,
                "annotated": self.recall[name].of,
            }
            for name, p in self.precision.items()
        }
        data: dict[str, Any] = {"event": self.event, "how": self.how, "links": kinds}
        return data | {"errors": self.errors} if with_errors else data


def evaluate_links(gold: Mapping[str, Any], folder: Path, event: str | None = None) -> list[LinkScore]:
    """Score the links of every event of `gold` that has any annotated; nothing where it has none."""
    scores = []
    for name in dict.fromkeys(each["event"] for each in gold["docs"]):
        documents = [each for each in gold["docs"] if each["event"] == name]
        ids = {each["doc"] for each in documents}
        annotated = [each for each in gold["claims"] if each["doc"] in ids]
        known = {each["id"] for each in annotated}
        links = [each for each in gold.get("links", ()) if each["from"] in known]
        if not links or (event and event != name):
            continue
        again = [(each["from"], each["to"]) for each in links if each["relation"] == "repeats"]
        given = given_claims(annotated, documents, again)
        read = read_claims(annotated, documents, folder)
        scores += [
            _score(name, how, claims, annotated, links)
            for how, claims in (("claims given", given), ("end to end", read))
        ]
    return scores


# -- the claims -----------------------------------------------------------------------------------------------------


def given_claims(
    annotated: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]], again: Iterable[Pair]
) -> list[Claim]:
    """The annotated claims, each with what its own document says of it.

    Args:
        annotated: claims of `documents`, as gold has them.
        documents: their heads.
        again: pairs of ids that put one thing forward; only those within one document are used.
    """
    heads = {each["doc"]: each for each in documents}
    claims = {each["id"]: _claim(each, heads[each["doc"]]) for each in annotated}
    origin = _Classes(again)
    for id, claim in claims.items():
        echoes = [o for o in claims.values() if o.document == claim.document and origin.same(o.id, id)]
        told = next((o for o in echoes if o.mode is not Mode.NARRATOR), echoes[0])
        if told.id != id:
            claims[id] = replace(claim, refers_to=told.id, relation=Relation.REPEATS)
    return list(claims.values())


def _claim(gold: Mapping[str, Any], document: Mapping[str, Any]) -> Claim:
    speaker, office = named_last(gold["chain"][0])
    group = gold.get("subgroup") or ""
    said = date_of(gold.get("date_said"))
    return Claim(
        gold["id"], gold["unit"], gold["low"], gold["high"], gold["best"], gold["modifier"], Stance(gold["stance"]),
        place=gold.get("place") or "", label_as_worded="" if group == "all" else group, said_on=said, as_of=said,
        speaker=speaker, office=office, via=tuple(gold["chain"][1:]), publisher=document["publisher"],
        published_on=_day(document["date"]), url=document.get("url", ""), language=document["lang"],
        mode=Mode(gold["mode"]), status=Status.PROPOSED, quote=gold["quantity_phrase"],
        document=gold["doc"], start=gold["start"], end=gold["end"],
        part_of=next(iter(gold.get("subset_of") or ()), None),
    )  # fmt: skip


def named_last(label: str) -> tuple[str, str]:
    """Name and office of an annotated speaker: "Azirbek (police)", and "prosecutor general (Berik Asylov)" as well."""
    name, _, office = label.partition(" (")
    office = office.partition(")")[0]
    if office in _CREDITED:
        office = ""
    swapped = office_key(name) or headed_office(name) or _OFFICIAL.search(name)
    return (office, name) if office and swapped and full_names(office) and not office_key(office) else (name, office)


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except InputError:
        return None


def read_claims(
    annotated: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]], folder: Path
) -> list[Claim]:
    """What extraction gives, under the ids of the annotated claims that it stands for."""
    claims: list[Claim] = []
    for each in documents:
        headed = split_header((folder / f"{each['doc']}.txt").read_text(encoding="utf-8"))
        document = Document(
            each["doc"], headed.body, "", "text", publisher=each["publisher"], url=each.get("url", ""),
            language=each["lang"].split("->")[-1], published_on=_day(each["date"]),
        )  # fmt: skip
        proposed, found = propose(document)
        own = [claim for claim in annotated if claim["doc"] == each["doc"]]
        by_span = {found.proposals[f].start: own[g]["id"] for g, f in match_claims(own, found.proposals)}
        claims += _renamed(claims_of(proposed), by_span)
    return claims


def _renamed(claims: Sequence[Claim], by_span: Mapping[int, str]) -> list[Claim]:
    ids = {claim.id: by_span.get(claim.start or 0, f"{claim.id} “{claim.quote}”") for claim in claims}
    return [
        replace(claim, id=ids[claim.id], part_of=ids.get(claim.part_of or ""), refers_to=ids.get(claim.refers_to or ""))
        for claim in claims
    ]


# -- the score ------------------------------------------------------------------------------------------------------


class _Classes:
    """What is put forward: the closure of pairs."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._parent: dict[str, str] = {}
        for one, other in pairs:
            self._parent[self.of(other)] = self.of(one)

    def of(self, id: str) -> str:
        """The name of the class."""
        while self._parent.get(id, id) != id:
            id = self._parent[id]
        return id

    def same(self, one: str, other: str) -> bool:
        """True where both put the same forward."""
        return self.of(one) == self.of(other)


def _score(
    event: str, how: str, claims: Sequence[Claim], annotated: Sequence[Mapping[str, Any]],
    links: Sequence[Mapping[str, Any]],
) -> LinkScore:  # fmt: skip
    score = LinkScore(event, how)
    found = {(each.claim, each.target, each.relation) for each in propose_links(claims)}
    found |= {(c.id, c.refers_to, c.relation) for c in claims if c.refers_to and c.relation is Relation.DENIES}
    wanted = {(each["from"], each["to"], Relation(each["relation"])) for each in links}
    home = {claim.id: claim.document or "" for claim in claims} | {each["id"]: each["doc"] for each in annotated}
    inside = {(c.id, c.refers_to or "") for c in claims if c.relation is Relation.REPEATS and c.refers_to}
    _score_pairs(score, _repeats(found, inside, home), _repeats(wanted, set(), home))
    parts = {(each["id"], whole) for each in annotated for whole in each.get("subset_of") or ()}
    _score_others(score, found, wanted, parts)
    return score


def _repeats(edges: Iterable[Edge], inside: set[Pair], home: Mapping[str, str]) -> set[Pair]:
    """All pairs across documents of what repeats each other."""
    return pairs_across({(one, other) for one, other, relation in edges if relation is Relation.REPEATS} | inside, home)


def pairs_across(edges: Iterable[Pair], home: Mapping[str, str]) -> set[Pair]:
    """All pairs across documents in the closure of some pairs, the lesser id first.

    Args:
        edges: pairs of ids.
        home: the document of each id.
    """
    pairs = set(edges)
    classes = _Classes(pairs)
    members = sorted({id for pair in pairs for id in pair})
    return {
        (one, other)
        for at, one in enumerate(members)
        for other in members[at + 1 :]
        if classes.same(one, other) and home.get(one) != home.get(other)
    }


def _score_pairs(score: LinkScore, found: set[Pair], wanted: set[Pair]) -> None:
    for pair in sorted(found):
        score.precision["repeats"].add(pair in wanted)
        if pair not in wanted:
            score.errors.append(f"wrong: {pair[0]} repeats {pair[1]}")
    for pair in sorted(wanted):
        score.recall["repeats"].add(pair in found)
        if pair not in found:
            score.errors.append(f"missed: {pair[0]} repeats {pair[1]}")


def _score_others(score: LinkScore, found: set[Edge], wanted: set[Edge], parts: set[Pair]) -> None:
    """Links between what is put forward, each once, without the parts that some document gives by itself."""
    origin = _Classes((one, other) for one, other, relation in wanted if relation is Relation.REPEATS)

    def lifted(edges: set[Edge]) -> set[Edge]:
        return {(origin.of(a), origin.of(b), kind) for a, b, kind in edges if kind is not Relation.REPEATS}

    given = lifted({(a, b, Relation.SUBSET) for a, b in parts})
    mine, theirs = lifted(found) - given, lifted(wanted) - given
    for edge in sorted(mine, key=str):
        score.precision[edge[2].value].add(edge in theirs)
        if edge not in theirs:
            score.errors.append(f"wrong: {edge[0]} {edge[2].value} {edge[1]}")
    for edge in sorted(theirs, key=str):
        score.recall[edge[2].value].add(edge in mine)
        if edge not in mine:
            score.errors.append(f"missed: {edge[0]} {edge[2].value} {edge[1]}")
