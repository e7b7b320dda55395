"""A book of the register in which clerks do everything there is to do, rightly and wrongly."""

from __future__ import annotations

import random

from antigone.core.when import PartialDate
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import Closing, Resolution, Stocktake, Unaccounted, UnaccountedReason
from antigone.found.custody import CustodyType as T
from antigone.found.events import taking_back
from antigone.found.examination import Examination, ExaminationKind, Sample
from antigone.found.label import Label, LabelKind, Void, canonical_id
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from found_book import Book

PLACES = ("m1", "m2", "m3")
TYPES = (
    *(T.RECEIVED, T.TRANSFERRED_OUT, T.TRANSFERRED_IN) * 3,
    T.STOLEN,
    T.RELEASED,
    T.FOUND_AGAIN,
    T.EXAMINED,
    T.LOST,
)
KINDS = ("act",) * 3 + (
    *("correct", "back", "resolve", "number", "label", "join", "part"),
    *("exam", "count", "close", "why", "void", "site"),
)


class World:
    """A book in which clerks do everything there is to do, rightly and wrongly."""

    def __init__(self, seed: int) -> None:
        self.chance, self.book = random.Random(seed), Book()
        for place in PLACES:
            self.book.put(Site(place, SiteType.MORGUE, keeper="k", place="t"))
        self.ids = self.book.number(*range(6))
        self.taken = 6
        self.acts: list[str] = []
        self.joins: list[str] = []
        for _ in range(self.chance.randrange(3, 12)):
            self.act()

    def day(self) -> str:
        return f"2030-05-{self.chance.randrange(1, 28):02d}"

    def act(self, **more: object) -> None:
        chance = self.chance
        units = chance.sample(self.ids, chance.choice((0, 1, 1, 1, 2)))
        if chance.random() < 0.1:
            units.append(canonical_id(chance.choice((7, 900))))
        fields_ = {"from_place": chance.choice(("", *PLACES)), "to_place": chance.choice((*PLACES, "nowhere"))}
        if chance.random() < 0.5:
            fields_["reference"] = chance.choice(("7", "8"))
        if not units or chance.random() < 0.3:
            fields_["asserted"] = chance.randrange(1, 4)
        if self.acts and chance.random() < 0.2:
            fields_["answers"] = chance.choice(self.acts)
        if units and chance.random() < 0.2:
            fields_["identifiers"] = (chance.choice(("L0", "L1", units[0])),)
        day = "" if chance.random() < 0.15 else self.day()
        self.acts.append(self.book.act(chance.choice(TYPES), units, day, **fields_, **more))

    def entry(self) -> None:
        chance, book = self.chance, self.book
        kind = chance.choice(
            [
                "act",
                "act",
                "act",
                "correct",
                "back",
                "resolve",
                "number",
                "label",
                "join",
                "part",
                "exam",
                "count",
                "close",
                "why",
                "void",
                "site",
            ]
        )
        if kind == "act":
            self.act()
        elif kind == "correct" and self.acts:
            self.act(corrects=chance.choice(self.acts), reason="misread")
        elif kind == "back" and self.acts:
            book.write(taking_back(chance.choice(self.acts), "never happened"))
        elif kind == "resolve" and self.acts:
            book.put(Resolution(chance.choice((*self.acts, "0" * 64)), tuple(chance.sample(self.ids, 2))))
        elif kind == "number":
            self.ids.append(canonical_id(self.taken))
            up = {"split_from": chance.choice((*self.ids, canonical_id(77)))} if chance.random() < 0.6 else {}
            what = RemainsKind.BONE if up else RemainsKind.BODY
            book.put(Remains(self.ids[-1], what, **up), chance.choice(("", self.day())))
            self.taken += 1
        elif kind == "label":
            book.put(Label(chance.choice(self.ids), LabelKind.MORGUE, f"L{chance.randrange(3)}", "m1"))
        elif kind == "join":
            how = chance.choice((AssociationKind.SAME_BODY, AssociationKind.DNA, AssociationKind.EXCLUSION))
            self.joins.append(
                book.put(Association(f"a{len(self.joins)}", *chance.sample(self.ids, 2), how), self.day())
            )
        elif kind == "part" and self.joins:
            book.write(taking_back(chance.choice(self.joins), "not so", association=True))
        else:
            self.rest(kind)

    def rest(self, kind: str) -> None:
        chance, book = self.chance, self.book
        id, place, day = chance.choice(self.ids), chance.choice(PLACES), PartialDate.parse(self.day())
        if kind == "exam":
            book.put(Examination(f"e{len(book.events)}", id, chance.choice(list(ExaminationKind))))
            book.put(Sample(f"s{len(book.events)}", id, "bone"))
        elif kind == "count":
            book.put(Stocktake(place, day, count=2, units=tuple(chance.sample(self.ids, 2)), complete=True))
        elif kind == "close":
            book.put(Closing(place, day))
        elif kind == "why":
            book.put(Unaccounted(id, chance.choice(list(UnaccountedReason))))
        elif kind == "void":
            book.put(Void(canonical_id(self.taken - 1), "torn"))
        elif kind == "site":
            book.put(Site(chance.choice(("nowhere", "m9")), SiteType.MORGUE, keeper="k9"))
