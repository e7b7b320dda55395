"""Evidence item by item: marks on the body, and clothing. Each item is there or not, and both sides can err."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.named.evidence.piece import Piece, discrete_lr


@dataclass(frozen=True, slots=True)
class ItemModel:
    """How items are reported and seen.

    Attributes:
        share: how common an item of a kind is at one place of the body (or one garment), by kind; `""` for others.
        told: probability that somebody who has it is reported to have it; imagined: that somebody without it is.
        seen: probability that it is seen after death where it is; mistaken: where it is not.
    """

    share: Mapping[str, float]
    told: float
    imagined: float
    seen: float
    mistaken: float
    version: str


MARKS = ItemModel(
    {"": 0.02, "tattoo": 0.01, "scar": 0.03, "mole": 0.05, "birthmark": 0.02, "piercing": 0.02, "amputation": 0.002,
     "prosthesis": 0.002, "operation": 0.02, "fracture": 0.05},
    told=0.7, imagined=0.002, seen=0.9, mistaken=0.002, version="marks 1",
)  # fmt: skip
CLOTHING = ItemModel({"": 0.05}, told=0.6, imagined=0.03, seen=0.8, mistaken=0.02, version="clothing 1")


@dataclass(frozen=True, slots=True)
class Item:
    """`tattoo@left forearm`, `jacket:red`: a kind, and where it is or what it looks like."""

    kind: str
    where: str = field(default="")

    def __str__(self) -> str:
        return f"{self.kind}@{self.where}" if self.where else self.kind


@lru_cache(maxsize=4096)
def items(text: str) -> tuple[Item, ...]:
    """`tattoo@left forearm; scar@abdomen` as items; `none` is a list that was asked for and is empty.

    Words without a sign between are read by the first kind among them: `healed fracture left radius` is
    `fracture@left radius`.
    """
    found: dict[Item, None] = {}
    if text.strip().casefold() == "none":
        return ()
    for part in text.casefold().split(";"):
        kind, sign, where = part.replace(":", "@").partition("@")
        if not sign:
            kind, where = _in_words(part)
        if not kind.strip():
            raise InputError("An item has no kind.", "Write kind@place; kind@place, or none.")
        found[Item(" ".join(kind.split()), " ".join(where.split()))] = None
    return tuple(found)


def _in_words(text: str) -> tuple[str, str]:
    """Kind and place of a mark in plain words; all of it as the kind where no known kind is among them."""
    said = text.split()
    at = next((n for n, word in enumerate(said) if word in MARKS.share and word), None)
    return (text, "") if at is None else (said[at], " ".join(said[at + 1 :]))


def item_lr(item: Item, am: bool, pm: bool, model: ItemModel) -> float:
    """Ratio of one item: the trait formula with two states, there and not there."""
    share = model.share.get(item.kind, model.share[""])
    told = (model.told, model.imagined) if am else (1 - model.told, 1 - model.imagined)
    seen = (model.seen, model.mistaken) if pm else (1 - model.seen, 1 - model.mistaken)
    return discrete_lr((share, 1 - share), told, seen)


def compare(kind: str, am: str, pm: str, unseen: str = "", model: ItemModel | None = None) -> Piece:
    """Two lists of items compared; `kind` is `marks` or `clothing`.

    Args:
        am, pm: lists, see `items`.
        unseen: places of the body that could not be examined, `left forearm; abdomen`: nothing there speaks.
    """
    model = model or (MARKS if kind == "marks" else CLOTHING)
    before, after = items(am), items(pm)
    hidden = {" ".join(place.casefold().split()) for place in unseen.split(";") if place.strip()}
    logs = [
        math.log10(item_lr(item, item in before, item in after, model))
        for item in dict.fromkeys((*before, *after))
        if item.where not in hidden
    ]
    gone = [i for i in before if i not in after and i.where not in hidden and i.kind in ("amputation", "prosthesis")]
    against = told("{n} lasting marks that were reported are not there", n=len(gone)) if gone else ""
    words = told(
        "{version}: told {told}, seen {seen}, wrongly {imagined}/{mistaken}",
        version=model.version,
        told=model.told,
        seen=model.seen,
        imagined=model.imagined,
        mistaken=model.mistaken,
    )
    return Piece(kind, 10 ** math.fsum(logs), am, pm, words, "shares and error rates assumed; set your own", against)
