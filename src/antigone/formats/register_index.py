"""What a register reader looks up: sites by any name, things by any number, and the next free number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from antigone.core.errors import AntigoneError, UsageError
from antigone.core.party import fold_name
from antigone.found.body import from_body
from antigone.found.events import LABEL_ADDED, NUMBER_VOIDED, NUMBERS_ALLOTTED, REMAINS_NUMBERED, SITE_RECORDED
from antigone.found.events import standing as standing_events
from antigone.found.label import (
    BLOCK,
    CAPACITY,
    Block,
    canonical_id,
    code_of,
    fold_label,
    is_code,
    number_of,
    of_qr,
    read_code,
)
from antigone.found.site import Site, SiteType
from antigone.record.event import Event

SLUG = re.compile(r"[^a-z0-9]+")
GUESSED_TYPES = (
    (SiteType.MORGUE, ("morg", "mortuar", "морг", "бюро смэ", "мәйітхана", "depósito", "مشرحة")),
    (SiteType.HOSPITAL, ("hospital", "hôpital", "больниц", "госпиталь", "аурухана", "clinic", "клиник", "مستشفى")),
    (SiteType.LABORATORY, ("laborator", "лаборатор", "зертхана", "مختبر")),
    (SiteType.COLD_STORE, ("cold", "freezer", "рефрижератор", "холодильн", "reefer")),
    (SiteType.CEMETERY_PLOT, ("cemeter", "кладбищ", "зират", "cementerio", "مقبرة")),
    (SiteType.PRIMARY_GRAVE, ("grave", "могил", "fosa", "қабір")),
)


def slug(text: str, taken: Iterable[str] = ()) -> str:
    """A short id made of a name: lower case, Latin, dashes; different from those taken."""
    from anyascii import anyascii

    base = SLUG.sub("-", anyascii(text).lower()).strip("-")[:40] or "place"
    used, found, n = set(taken), base, 2
    while found in used:
        found, n = f"{base}-{n}", n + 1
    return found


@dataclass
class Numbers:
    """Gives out canonical ids in order, from the blocks of one writer; a further block is allotted where they end.

    Attributes:
        writer: public key of who writes.
        ends: the last number of everything allotted, given out or voided so far.
        free: numbers left in the writer's own blocks, lowest first.
        allotted: blocks that had to be added; they enter with the import.
        opener: True where the writer made the case: only then may blocks be allotted here, so that no two ever share.
    """

    writer: str
    ends: int = -1
    free: Iterator[int] = field(default_factory=lambda: iter(()))
    allotted: list[Block] = field(default_factory=list)
    opener: bool = True

    def take(self) -> str:
        """The next id; raises `UsageError` where the numbers of a computer that did not make the case are used up."""
        number = next(self.free, None)
        if number is None and not self.opener:
            raise UsageError(
                "No numbers are left for this computer.",
                f"On the computer that made the case: antigone found label CASE --allot 1000 --to {self.writer[:12]}",
            )
        if number is None:
            first = self.ends + 1
            block = Block(self.writer, first, min(first + BLOCK, CAPACITY) - 1)
            self.allotted.append(block)
            self.ends = block.last
            self.free = iter(range(block.first, block.last + 1))
            number = next(self.free)
        return canonical_id(number)


@dataclass
class Index:
    """Sites and numbered things of a case, with those that this import adds.

    Attributes:
        sites: by id; site_names: folded names and aliases → id.
        remains: canonical ids.
        labels: folded label → canonical id → folded issuers.
        numbers: gives out ids.
        added_sites: made for places that nobody had recorded.
    """

    numbers: Numbers
    sites: dict[str, Site] = field(default_factory=dict)
    site_names: dict[str, str] = field(default_factory=dict)
    remains: set[str] = field(default_factory=set)
    labels: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    added_sites: list[tuple[Site, str]] = field(default_factory=list)

    @classmethod
    def of(cls, events: Sequence[Event], writer: str) -> Index:
        """What stands in a case. A number once given out counts as used even where that was taken back."""
        index = cls(Numbers(writer, opener=not events or events[0].writer == writer))
        used = {n for event in events if (n := _number_used(event)) is not None}
        own: list[tuple[int, int]] = []
        for event in standing_events(events):
            if event.kind in _READ:
                try:
                    index._read(event.kind, event.body, own)
                except (AntigoneError, KeyError, TypeError, AttributeError):
                    continue  # the register itself lists what cannot be read
        index.numbers.ends = max([index.numbers.ends, *used], default=-1)
        index.numbers.free = _free(own, used)
        return index

    def _read(self, kind: str, body: Mapping[str, Any], own: list[tuple[int, int]]) -> None:
        if kind == SITE_RECORDED:
            self.add_site(from_body(Site, body["site"]))
        elif kind == REMAINS_NUMBERED:
            self.remains.add(body["remains"]["id"])
        elif kind == LABEL_ADDED:
            label = body["label"]
            self.add_label(label["remains"], label["text"], label.get("issuer", ""))
        else:
            block = body["block"]
            self.numbers.ends = max(self.numbers.ends, block["last"])
            if block["writer"] == self.numbers.writer:
                own.append((block["first"], block["last"]))

    def add_site(self, site: Site) -> None:
        """Make a site known by its id, name and aliases."""
        self.sites[site.id] = site
        for name in (site.id, site.name, *site.aliases):
            if name:
                self.site_names.setdefault(fold_name(name), site.id)
                self.site_names.setdefault(fold_label(name), site.id)

    def add_label(self, id: str, text: str, issuer: str) -> None:
        """Make a thing known by a label."""
        self.labels.setdefault(fold_label(text), {}).setdefault(id, set()).add(fold_name(issuer))

    def site(self, text: str) -> str:
        """The id of the site of that id, name or alias; empty where there is none."""
        return self.site_names.get(fold_name(text)) or self.site_names.get(fold_label(text), "")

    def make_site(self, text: str) -> Site:
        """A site for a place that nobody has recorded; its type is guessed from its name."""
        plain = text.casefold()
        type = next((t for t, words in GUESSED_TYPES if any(word in plain for word in words)), SiteType.SCENE)
        site = Site(slug(text, self.sites), type, text)
        self.add_site(site)
        self.added_sites.append((site, text))
        return site

    def things(self, text: str, place: str = "") -> list[str]:
        """Canonical ids of what has that code or label; where several have, those whose label the place issued."""
        wanted = of_qr(text)
        if wanted.upper() in self.remains:
            return [wanted.upper()]
        labelled = self.labels.get(fold_label(wanted), {})
        if place and len(labelled) != 1:
            issued = [id for id, issuers in labelled.items() if fold_name(place) in issuers]
            labelled = {id: labelled[id] for id in issued} or labelled
        if labelled:
            return sorted(labelled)
        if is_code(wanted):
            try:
                id = canonical_id(read_code(wanted))
            except AntigoneError:
                return []
            return [id] if id in self.remains else []
        return []

    def hint(self, text: str) -> str:
        """A number that was perhaps meant, as a sentence; empty where none is near."""
        from difflib import get_close_matches

        from antigone.found.label import misread_as

        near = [code_of(id) for id in map(canonical_id, misread_as(text)) if id in self.remains][:3]
        if not near and len(self.labels) <= 5_000 and len(text) < 40:
            near = get_close_matches(fold_label(text), self.labels, 1, 0.8)
        return f" Perhaps it was misread: {', '.join(near)}?" if near else ""


_READ = frozenset({SITE_RECORDED, REMAINS_NUMBERED, LABEL_ADDED, NUMBERS_ALLOTTED})


def _number_used(event: Event) -> int | None:
    """The number that an event gave out or voided; None for any other."""
    noun = {REMAINS_NUMBERED: ("remains", "id"), NUMBER_VOIDED: ("void", "remains")}.get(event.kind)
    value = event.body.get(noun[0]) if noun else None
    id = value.get(noun[1]) if noun and isinstance(value, Mapping) else None
    return number_of(id) if isinstance(id, str) else None


def _free(blocks: list[tuple[int, int]], used: set[int]) -> Iterator[int]:
    """What is left of each block after the last number given out of it, lowest block first."""
    for first, last in sorted(blocks):
        start = max((n for n in used if first <= n <= last), default=first - 1) + 1
        yield from range(start, last + 1)
