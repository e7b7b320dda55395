"""The example case as a value, read by a reader of the tests' own."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from antigone.account.casebook import CaseBook
from antigone.core.party import Party, PartyBook
from antigone.core.place import Group, Place
from antigone.core.unit import unit_from_row
from antigone.core.when import PartialDate, Period
from antigone.said.claim import Claim, Relation, Stance

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "almaty-2022"
YES_NO = {"yes": True, "no": False}


@cache
def almaty() -> CaseBook:
    """The case of the example tables, without its table of assumptions. Treat it as read-only."""
    book = CaseBook("Almaty, January 2022")
    book.units |= {row["name"]: unit_from_row(row) for row in _rows("units.csv")}
    for row in _rows("places.csv"):
        book.places[row["id"]] = Place(row["id"], row["name"], {}, row["parent"] or None, row["kind"])
    for row in _rows("groups.csv"):
        apart = YES_NO.get(row["disjoint_with_siblings"])
        book.groups[row["id"]] = Group(row["id"], row["name"], row["parent"] or None, apart)
    book.parties = PartyBook.of(
        Party(r["id"], r["name"], tuple(_split(r["aliases"], ";")), r["office"], r["attested"], r["parent"] or None)
        for r in _rows("parties.csv")
    )
    for name in ("statements.csv", "statements_more.csv"):
        for row in _rows(name):
            book.claims[row["id"]] = _claim(row)
    return book


def assumptions() -> list[dict[str, str]]:
    """The rows of the case's own table of assumptions."""
    return _rows("assumptions.csv")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(file)]


def _split(text: str, at: str) -> list[str]:
    return [part.strip() for part in text.split(at) if part.strip()]


def _day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None


def _claim(r: dict[str, str]) -> Claim:
    cut = re.search(r"partition=([\w -]+?)\s*(?:;|\Z)", r["note"])
    return Claim(
        id=r["id"], unit=r["unit"], low=_number(r["low"]), high=_number(r["high"]), best=_number(r["best"]),
        modifier=r["modifier"] or "exact", stance=Stance(r["stance"]), place=r["place"], group=r["group"],
        label_as_worded=r["label_as_worded"], scope=r["scope"] or "unstated", said_on=_day(r["said_on"]),
        as_of=_day(r["as_of"] or r["said_on"]), period=Period.parse(r["period_from"], r["period_to"]),
        speaker=r["speaker"], office=r["office"], organisation=r["organisation"], via=tuple(_split(r["via"], ">")),
        publisher=r["publisher"], published_on=_day(r["published_on"]), url=r["url"], language=r["language"],
        part_of=r["part_of"] or None, parts_exhaustive=YES_NO.get(r["parts_exhaustive"]),
        partition=cut[1].strip() if cut else "", refers_to=r["refers_to"] or None,
        relation=Relation(r["relation"]) if r["relation"] else None, note=r["note"], uncertain=r["uncertain"] == "yes",
    )  # fmt: skip
