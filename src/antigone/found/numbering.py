"""Numbers: from blocks allotted to writers, never used twice, voids visible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from antigone.core.errors import InputError
from antigone.core.finding import Finding
from antigone.core.told import told
from antigone.found import findings as wrong
from antigone.found.events import Booked
from antigone.found.label import BLOCK, CAPACITY, Block, canonical_id, code_of, fold_label, number_of, short_code
from antigone.found.register import Register


def check_numbers(register: Register) -> None:
    """Put down what is wrong with numbers, blocks, voids and labels."""
    _blocks(register)
    _numbers(register, register.numbered)
    _labels(register)


def check_new_numbers(register: Register, before: Iterable[Finding], numbered: Sequence[Booked]) -> None:
    """The same where blocks and voids are what they were.

    Args:
        before: what was wrong.
        numbered: those of the register's that are new.
    """
    register.numbered_wrong = [finding for finding in before if finding.code != wrong.LABEL_ON_TWO.code]
    _numbers(register, numbered)
    _labels(register)


def _numbers(register: Register, numbered: Iterable[Booked]) -> None:
    allotted = _by_writer(register)
    for booked in numbered:
        id = booked.value.id
        number = number_of(id)
        if number is not None and not any(a <= number <= b for a, b in allotted.get(booked.event.writer, ())):
            values = {"code": code_of(id), "by": booked.event.by}
            register.numbered_wrong.append(Finding(wrong.OUTSIDE_BLOCK, values, (booked.id,)))
        if id in register.voids:
            values = {"code": code_of(id), "reason": register.voids[id].reason}
            register.numbered_wrong.append(Finding(wrong.VOID_USED, values, (register.holders["void", id], booked.id)))


def _by_writer(register: Register) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for booked in register.blocks:
        found.setdefault(booked.value.writer, []).append((booked.value.first, booked.value.last))
    return found


def _blocks(register: Register) -> None:
    """Blocks that share numbers, each set against the one that reaches furthest before it."""
    ordered = sorted(register.blocks, key=lambda booked: (booked.value.first, booked.value.last, booked.id))
    furthest: Booked | None = ordered[0] if ordered else None
    for _, two in pairwise(ordered):
        assert furthest is not None
        one = furthest
        if two.value.first <= one.value.last and one.value.writer != two.value.writer:
            last = min(one.value.last, two.value.last)
            values = {"first": short_code(two.value.first), "last": short_code(last)}
            register.numbered_wrong.append(Finding(wrong.BLOCKS_OVERLAP, values, (one.id, two.id)))
        if two.value.last > one.value.last:
            furthest = two


def _labels(register: Register) -> None:
    """One text of one kind and issuer on several things; grave markers may stand over several."""
    at: dict[tuple[str, str, str], set[str]] = {}
    for text, several in register.by_label.items():
        for id in several if len(several) > 1 else ():
            for label in register.labels[id]:
                if label.kind.value != "grave marker" and fold_label(label.text) == text:
                    at.setdefault((label.kind.value, label.issuer, text), set()).add(id)
    for (_, _, text), ids in sorted(at.items()):
        alive = sorted(ids - register.absorbed.keys())
        if len(alive) > 1:
            codes = " and ".join(code_of(id) for id in alive)
            proof = tuple(register.holders.get(("remains", id), "") for id in alive)
            register.numbered_wrong.append(Finding(wrong.LABEL_ON_TWO, {"text": text, "codes": codes}, proof))


def free_numbers(register: Register, writer: str) -> list[range]:
    """What is left of the blocks of a writer after the last number it gave out, lowest block first."""
    used = {number_of(id) for id in (*register.given_out, *register.remains, *register.voids)}
    left = []
    for first, last in sorted(_by_writer(register).get(writer, [])):
        taken = [n for n in used if n is not None and first <= n <= last]
        start = max(taken, default=first - 1) + 1
        if start <= last:
            left.append(range(start, last + 1))
    return left


def next_ids(register: Register, writer: str, count: int) -> list[str]:
    """The next canonical ids that a writer may give out.

    Raises:
        InputError: its blocks do not hold so many.
    """
    numbers = [n for block in free_numbers(register, writer) for n in block[: max(0, count)]][:count]
    if len(numbers) < count:
        raise InputError(
            told(
                "Only {n} numbers are left in the blocks of this computer, and {count} are needed.",
                n=len(numbers),
                count=count,
            ),
            "Have another block allotted: `antigone found label CASE --allot`.",
        )
    return [canonical_id(n) for n in numbers]


def next_block(register: Register, writer: str, size: int = BLOCK) -> Block:
    """A block after every number allotted, given out or voided so far.

    Raises:
        InputError: the numbers are used up, or the size is no size.
    """
    ends = [booked.value.last for booked in register.blocks]
    ends += [n for n in map(number_of, (*register.given_out, *register.remains, *register.voids)) if n is not None]
    first = max(ends, default=-1) + 1
    if size < 1 or first + size > CAPACITY:
        raise InputError(
            told("{size} numbers cannot be allotted from {first}.", size=size, first=first),
            told("There are {capacity:,} in all.", capacity=CAPACITY),
        )
    return Block(writer, first, first + size - 1)
