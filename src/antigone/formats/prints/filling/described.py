"""What is known of somebody or of a body, as it stands in the boxes of the two interview forms.

Texts come as the register and the boards hold them: charts of teeth as `16=amf.mo; 36=mis`, marks as
`tattoo@left arm; scar@head`, clothing as `jacket:blue; boots`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from antigone.core.errors import InputError
from antigone.formats.prints.forms.items import MARKS
from antigone.formats.prints.forms.recovery import REGIONS
from antigone.formats.prints.values import Absent, Private, Value

NO_DATA = "no data"
AM = {
    "stature": "32", "hair": "36", "eyes": "39", "marks": "53", "age": "07.age", "teeth": "86", "clothing": "24",
    "sex": "sex", "last seen": "seen.day", "place": "seen.place",
}  # fmt: skip
"""Names of a description (`evidence.combine.NAMES`) and the boxes of the interview that they stand in."""
PM = {**{name: AM[name] for name in ("stature", "hair", "eyes", "marks", "teeth", "clothing", "sex")}, "age": "31A"}
"""The same, of the form of a body."""
SEXES = {"M": "male", "F": "female", "?": "not known"}
_MARKS = {
    "tattoo": "tattoo", "scar": "scar or wound", "wound": "scar or wound", "operation": "scar or wound",
    "mole": "skin mark", "birthmark": "skin mark", "malformation": "malformation", "amputation": "amputation",
}  # fmt: skip
_PARTS = {
    "arm": "arm", "forearm": "arm", "shoulder": "arm", "elbow": "arm", "wrist": "arm", "hand": "hand", "finger": "hand",
    "thumb": "hand", "leg": "leg", "thigh": "leg", "knee": "leg", "calf": "leg", "shin": "leg", "foot": "foot",
    "ankle": "foot", "toe": "foot", "head": "head", "face": "head", "forehead": "head", "cheek": "head", "chin": "head",
    "neck": "neck", "throat": "neck", "chest": "front of trunk", "abdomen": "front of trunk", "belly": "front of trunk",
    "back": "back of trunk",
}  # fmt: skip
_TOOTH = re.compile(r"([1-4][1-8])\s*[=:]\s*([a-z?-]+(?:[.+][a-z]+)*)\Z")


def opened(text: str) -> dict[str, str] | None:
    """A sealed description as it was written; None while it is sealed, or where it was erased."""
    try:
        held = json.loads(text)
    except ValueError:
        return None
    return {str(name): str(value) for name, value in held.items()} if isinstance(held, Mapping) else None


def boxes(description: Private, places: Mapping[str, str]) -> dict[str, Value]:
    """A sealed description, spread over the boxes it belongs in; `places`: box by name, `AM` or `PM`.

    Sealed, it stands as withheld in every box that it could fill: which it fills is part of the secret.
    """
    if not description.text:
        return {}
    held = opened(description.text)
    if held is None:
        return dict.fromkeys((box for name, box in places.items() if name not in ("last seen", "place")), description)
    found: dict[str, Value] = {}
    for name, box in places.items():
        if held.get(name):
            found[box] = Private(SEXES.get(held[name], held[name]) if name == "sex" else held[name], description.kind)
    asked = {each.strip() for each in held.get(NO_DATA, "").split(";")}
    return found | {box: Absent.NO_DATA for name, box in places.items() if name in asked and box not in found}


def chart(text: str) -> dict[str, str]:
    """A chart of teeth by FDI number; whatever is no tooth is left to the words beside it."""
    found: dict[str, str] = {}
    for part in re.split(r"[;,\s]+", re.sub(r"\s*([=:])\s*", r"\1", text.casefold())):
        if match := _TOOTH.match(part):
            found.setdefault(match[1], match[2].replace(".", " ").replace("+", " "))
    return found


def marks(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of region and kind of mark, as far as both are of the words of the form."""
    found: list[tuple[str, str]] = []
    for each in _items(text):
        region, kind = _region(each[1]), _MARKS.get(each[0])
        if region in REGIONS and kind in MARKS:
            found.append((region, kind))
    return tuple(dict.fromkeys(found))


def _region(words: str) -> str:
    """`left forearm` is the left arm; a region whose side nobody said is none of the form."""
    named = words.split()
    part = next((_PARTS[word] for word in named if word in _PARTS), "")
    side = next((word for word in named if word in ("left", "right")), "")
    return f"{side} {part}".strip() if part in ("arm", "hand", "leg", "foot") else part


def clothing(text: str) -> tuple[tuple[str, ...], ...]:
    """A row for each piece: what it is, and its colour or look."""
    return tuple((kind, "", look, "", "", "") for kind, look in _items(text) if look)


def _items(text: str) -> tuple[tuple[str, str], ...]:
    from antigone.named.evidence.items import items

    try:
        return tuple((each.kind, each.where) for each in items(text))
    except InputError:  # words of somebody who knows no such form; they stand in their box
        return ()


def drawn(answers: Mapping[str, Value]) -> dict[str, Any]:
    """What can be drawn of the answers: the chart, the marks by region, the clothing piece by piece.

    What is drawn of a sealed answer is as personal as the answer.
    """
    teeth, worn, marked = (answers.get(box) for box in ("86", "24", "53"))
    return {
        "teeth": {tooth: _as(teeth, code) for tooth, code in chart(_text(teeth)).items()},
        "clothing": tuple(tuple(_as(worn, cell) for cell in row) for row in clothing(_text(worn))),
        "marks": marks(_text(marked)),
        "sealed_marks": isinstance(marked, Private),
    }


def _as(answer: Value, part: str) -> Value:
    return Private(part, answer.kind) if isinstance(answer, Private) else part


def _text(value: Value) -> str:
    return value.text if isinstance(value, Private) else value if isinstance(value, str) else ""
