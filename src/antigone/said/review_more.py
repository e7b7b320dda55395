"""What an analyst does with a report beside accepting and rejecting: new places and groups on the spot, numbers that
are no claims, and parts of a proposal as they are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from antigone.core.errors import InputError, NotFoundError, UsageError
from antigone.core.place import Group, Place
from antigone.core.told import listed_plainly, told
from antigone.record.event import Draft
from antigone.said import review
from antigone.said.document import Document
from antigone.said.proposal_events import NUMBER_MARKED, Desk
from antigone.said.resolve import Known
from antigone.said.review_links import create

NEW = "+"
"""Stands for a place or group that is made together with the decision."""
USES = ("decoy", "unclear")
_PLAIN = re.compile(r"[^a-z0-9]+")


def id_for(name: str, taken: Mapping[str, object]) -> str:
    """A short id made of a name: Latin, lower case, dashes; different from those taken."""
    from anyascii import anyascii

    base = _PLAIN.sub("-", anyascii(name).lower()).strip("-")[:40] or "new"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}-{number}", number + 1
    return found


def settled(known: Known, changes: Mapping[str, str]) -> tuple[Known, dict[str, str], list[Draft]]:
    """Changes with new places and groups made: what is known then, the changes with their ids, and the drafts.

    Args:
        known: the case.
        changes: as typed; where `place` or `group` is `+`, `new_place` and `new_place_parent` (`new_group` …) say what
            it is called and what it lies in.

    Raises:
        InputError: it has no name, or its parent is not there.
    """
    texts = {name: text for name, text in changes.items() if not name.startswith("new_")}
    drafts: list[Draft] = []
    for noun in ("place", "group"):
        if texts.get(noun) != NEW:
            continue
        name, parent = changes.get(f"new_{noun}", "").strip(), changes.get(f"new_{noun}_parent", "").strip()
        there: Mapping[str, Place | Group] = known.places if noun == "place" else known.groups
        id = id_for(name, there)
        drafts += create(known, noun, id, name, parent)
        if noun == "place":
            known = replace(known, places={**known.places, id: Place(id, name, parent=parent or None)})
        else:
            known = replace(known, groups={**known.groups, id: Group(id, name, parent or None)})
        texts[noun] = id
    return known, texts, drafts


def accept(desk: Desk, known: Known, proposal: str, changes: Mapping[str, str]) -> list[Draft]:
    """As `review.accept`, with new places and groups made in the same transaction."""
    seen, texts, made = settled(known, changes)
    return [*made, *review.accept(desk, seen, proposal, texts)]


def add_claim(
    desk: Desk, known: Known, document: Document, words: str, near: int | None, changes: Mapping[str, str]
) -> list[Draft]:
    """A claim at words of the report that somebody marked or typed.

    Args:
        desk, known: the case.
        document: with its text.
        words: exactly as they stand there.
        near: where they were marked, in characters; None where they were typed.
        changes: the fields, as typed; see `settled`.

    Raises:
        InputError: the words do not stand there, or stand there several times and nobody says which; or a field.
    """
    start = find_words(document.text, words, near)
    seen, texts, made = settled(known, changes)
    given = {name: text for name, text in texts.items() if text.strip()}
    return [*made, *review.add_claim(desk, seen, document, start, start + len(words), given)]


def find_words(text: str, words: str, near: int | None) -> int:
    """Where words begin: the place nearest to where they were marked.

    Raises:
        InputError: they do not stand there; or they do several times, and nothing says which.
    """
    found = [match.start() for match in re.finditer(re.escape(words), text)] if words.strip() else []
    if not found:
        raise InputError(
            told("The words '{words}' do not stand in the report.", words=words[:80]),
            "Mark them there, or type them exactly.",
        )
    if near is None and len(found) > 1:
        raise InputError(
            told("The words '{words}' stand there {n} times.", words=words[:80], n=len(found)),
            "Mark them, or give more of them.",
        )
    return min(found, key=lambda at: abs(at - (near or 0)))


def mark_number(desk: Desk, document: Document, start: int, end: int, use: str, reason: str = "") -> list[Draft]:
    """Say of a number that it is no claim, or that it is unclear what it is.

    Raises:
        NotFoundError: no digit or word stands there. UsageError: no such use, or it is marked so already.
    """
    if use not in USES:
        raise UsageError(
            told("'{use}' is no use of a number.", use=use[:40]), told("One of: {names}.", names=listed_plainly(USES))
        )
    words = document.text[start:end] if 0 <= start < end <= len(document.text) else ""
    if not words.strip() or len(words) > 100:
        raise NotFoundError("No number stands there.", "Open the report anew.")
    if desk.numbers.get((document.id, start, end)) == use:
        raise UsageError(told("'{words}' is marked so already.", words=words), "Take that back, or leave it.")
    number = {"document": document.id, "start": start, "end": end, "words": words, "use": use, "reason": reason.strip()}
    return [Draft(NUMBER_MARKED, {"number": {k: v for k, v in number.items() if v != ""}}, source=document.capture)]


def split(desk: Desk, proposal: str, parts: Sequence[Mapping[str, str]]) -> list[Draft]:
    """As `review.split`, with parts as they are typed: an exact figure is its own best, any other has none."""
    told = []
    for part in parts:
        texts = {name: text.strip() for name, text in part.items()}
        if not any(texts.values()):
            continue
        low, high = texts.get("low", ""), texts.get("high", "")
        texts |= {"low": low, "high": high, "best": low if low == high else "", "modifier": _modifier(low, high)}
        told.append(texts)
    return review.split(desk, proposal, told)


def _modifier(low: str, high: str) -> str:
    """The word for a figure that was typed as its bounds."""
    if not low and not high:
        return "unquantified"
    if low == high:
        return "exact"
    return "range" if low and high else ("at_least" if low else "up_to")
