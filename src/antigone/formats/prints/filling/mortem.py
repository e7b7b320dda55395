"""The form of a body, from its examinations, its samples and, where they were asked for, its sealed values."""

from __future__ import annotations

from collections.abc import Iterator

from antigone.formats.prints.filling import described
from antigone.formats.prints.filling.source import Source, one
from antigone.formats.prints.forms import items, pm_form, recovery
from antigone.formats.prints.forms.items import Item, Rows
from antigone.formats.prints.values import Absent, Code, Personal, Private, Term, Value
from antigone.found.examination import Answer, Examination
from antigone.found.label import code_of
from antigone.found.register import Register
from antigone.found.remains import Region
from antigone.found.site import Site

REGION = dict(zip(Region, recovery.REGIONS, strict=True))
_ANSWERED: dict[Answer, Value] = {
    Answer.NO_DATA: Absent.NO_DATA,
    Answer.BLANK: "",
    Answer.NOT_ASKED: Absent.NOT_ASKED,
}
_ASKED = (*pm_form.CONDITION, *items.EFFECTS, *items.BODY, *pm_form.INNER, *pm_form.JAWS, *items.TEETH)
"""What an examination asks; a box of these that was on the form of none of them was not asked."""
_SAME = {"sex": "71", "20": "31A", "72": "31A"}
"""Boxes that ask for the same thing in other words: who answered one was asked."""


def examination(source: Source, ids: tuple[str, ...]) -> pm_form.PmForm:
    """What examinations observed of one thing; of several answers to one item, the last that says something."""
    register = source.register
    id = register.find(one(ids, "number"))
    thing = register.remains[id]
    made = [each for each in register.examinations.values() if each.remains == id]
    answers: dict[str, Value] = {
        "event": source.case.name,
        "21": thing.site,
        "21.01": position(register.sites.get(thing.site)),
        **_body(source, id, made),
    }
    return pm_form.PmForm(
        code_of(id),
        answers,
        tuple((REGION[cell.region], cell.condition.value) for cell in thing.matrix),
        bones=_bones(answers),
        samples=_samples(register, id),
        filled=bool(made),
        **described.drawn(answers),
    )


def _body(source: Source, id: str, made: list[Examination]) -> dict[str, Value]:
    """Answers by box: observed in the clear, then sealed ones, then which items nobody asked."""
    seen: dict[str, Value] = {}
    for each in made:
        for found in each.observations:
            if found.answer is Answer.GIVEN:
                seen[found.item] = f"{found.value} ({found.method})" if found.method else found.value
            elif not seen.get(found.item):
                seen[found.item] = _ANSWERED[found.answer]
    for item, value in source.sealed_items(made).items():
        seen[item] = value
    for box, held in described.boxes(source.description(id), described.PM).items():
        if not seen.get(box) or isinstance(seen[box], Absent):
            seen[box] = held
    _sex(seen)
    if made:
        asked = set(seen) | {_SAME[box] for box in seen if box in _SAME}
        seen |= {item.key: Absent.NOT_ASKED for item in _ASKED if not _was_asked(item, asked)}
    return seen


def _was_asked(item: Item, asked: set[str]) -> bool:
    return item.key in asked or _SAME.get(item.key, "") in asked


def _sex(seen: dict[str, Value]) -> None:
    """Item 71 is ticked with the letters of the register, and written out beside with its method."""
    told = seen.get("71")
    if isinstance(told, str) and told[:1] in described.SEXES and not told[1:2].isalpha():
        word = described.SEXES[told[0]]
        seen.setdefault("sex", word)
        seen["71"] = Term(word) if len(told) == 1 else told[1:].strip(" ()")
    elif isinstance(told, Absent):
        seen.setdefault("sex", told)


def _bones(answers: dict[str, Value]) -> dict[tuple[str, str], Value]:
    """Items `inventory.femur.left` by bone and side."""
    found: dict[tuple[str, str], Value] = {}
    for item, value in answers.items():
        if item.startswith("inventory.") and item.count(".") == 2:
            _, bone, side = item.split(".")
            found[bone, side] = value
    return found


def _samples(register: Register, id: str) -> Rows:
    """Samples taken of one thing; of results what became of them, never a profile."""
    return tuple(
        (
            Code(each.id),
            Term(each.material),
            Term(each.purpose),
            register.place_name(each.laboratory) if each.laboratory else "",
            "; ".join(_results(register, each.id)),
        )
        for each in register.samples.values()
        if each.remains == id
    )


def _results(register: Register, sample: str) -> Iterator[str]:
    for each in register.results.values():
        if each.sample == sample:
            yield " ".join(part for part in (each.kind, each.outcome) if part)


def position(site: Site | None) -> Private:
    """What the register holds in the open is blurred already; on paper it is still withheld unless asked for."""
    at = site.position if site else None
    radius = f" ± {at.precision_m} m" if at and at.precision_m else ""
    return Private(f"{at.lat}, {at.lon}{radius}" if at else "", Personal.POSITION)
