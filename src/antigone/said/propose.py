"""From what the grammar reads in a document to proposals that can be reviewed. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

from antigone import __version__
from antigone.core.errors import InputError
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Mode, Stance, Status
from antigone.said.document import Document
from antigone.said.extract import Extraction, Hop, Proposal, extract
from antigone.said.proposal_events import Proposed


def propose(document: Document) -> tuple[list[Proposed], Extraction]:
    """The proposals of one document, and the account of its numbers."""
    found = extract(
        document.text,
        language=document.language or None,
        published=_day(document.published_on),
        publisher=document.publisher or None,
        title=document.title or None,
    )
    return proposed(document, found.proposals, f"grammar {found.language} {__version__}"), found


def _day(when: PartialDate | None) -> date | None:
    return when.first if when and when.day else None


def proposed(document: Document, proposals: tuple[Proposal, ...], maker: str) -> list[Proposed]:
    """What a grammar or a backend read, as proposals of that document; links become links between their ids."""
    ids = [proposal_id(document.id, each.start, each.end, each.unit, each.stance) for each in proposals]
    made: list[Proposed] = []
    for own, each in zip(ids, proposals, strict=True):
        links = tuple(
            {"kind": link.kind.value, "target": ids[link.target], "reason": link.reason} for link in each.links
        )
        made.append(replace(_proposed(document, each, own), maker=maker, links=links))
    return list({each.id: each for each in reversed(made)}.values())[::-1]


def proposal_id(document: str, start: int, end: int, unit: str, stance: Stance) -> str:
    """An id from the words and what they are taken for."""
    words = f"{document} {start} {end} {unit} {stance.value}"
    return "p" + hashlib.sha256(words.encode()).hexdigest()[:10]


def claim_id(proposal: str) -> str:
    """The id of the claim that a proposal becomes, unless the analyst gives another."""
    return "c" + proposal[1:]


def _proposed(document: Document, found: Proposal, own: str) -> Proposed:
    said_on = date_of(found.date_said)
    speaker, via = hops(document, found.chain)
    group = found.subgroup or ""
    claim = Claim(
        id=claim_id(own),
        unit=found.unit,
        low=found.low,
        high=found.high,
        best=found.best,
        modifier=found.modifier,
        stance=found.stance,
        label_as_worded="" if group == "all" else group,
        said_on=said_on,
        as_of=said_on,
        speaker=speaker.name if speaker else "",
        office=speaker.office if speaker else "",
        via=via,
        status=Status.PROPOSED,
        **of_document(document, found.start, found.end, found.mode),
    )
    return Proposed(
        own, claim, found.rule, found.reason, found.confidence, "", found.place, group, found.date_said or "",
        tuple(hop.as_json() for hop in found.chain),
    )  # fmt: skip


def of_document(document: Document, start: int, end: int, mode: Mode | None) -> dict[str, Any]:
    """The fields of a claim that its document and span give."""
    return {
        "publisher": document.publisher,
        "published_on": document.published_on,
        "url": document.url,
        "language": document.language,
        "mode": mode,
        "quote": document.text[start:end],
        "document": document.id,
        "start": start,
        "end": end,
    }


def hops(document: Document, chain: tuple[Hop, ...]) -> tuple[Hop | None, tuple[str, ...]]:
    """The speaker, and the hops outward from it; a forwarded document adds its origin before the publisher."""
    names = [hop.name for hop in chain[1:]]
    forwarded = [name for name in document.via if name not in names and not (chain and chain[0].name == name)]
    at = len(names) - 1 if names and names[-1] == document.publisher else len(names)
    names[at:at] = forwarded
    return (chain[0] if chain else None), tuple(names)


def date_of(text: str | None) -> PartialDate | None:
    """The day of a `date_said`; None for `before …`, which is no day, and for what is no date."""
    try:
        return PartialDate.parse((text or "").removesuffix("?"))
    except InputError:
        return None
