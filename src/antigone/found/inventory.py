"""Elements of a register by side, and their matched pairs: what the commingling bounds are computed from."""

from __future__ import annotations

from antigone.found.commingling import pairs_of
from antigone.found.register import Register
from antigone.found.remains import Completeness, Counted, Side


def inventory(register: Register) -> dict[str, tuple[int, int, int]]:
    """(left, right, pairs) of each element, by its name; incomplete elements are left out, for they may be one.

    A bone whose number turned out to be another's counts once.
    """
    sides: dict[str, dict[str, str]] = {}
    for thing in register.remains.values():
        sided = thing.side in (Side.LEFT, Side.RIGHT) and thing.side is not None
        whole = thing.completeness in (None, Completeness.COMPLETE)
        if thing.counted is Counted.PARTS and thing.element and sided and whole and thing.id not in register.absorbed:
            assert thing.side is not None
            sides.setdefault(thing.element.casefold(), {})[thing.id] = thing.side.value
    found = {}
    for element, of in sorted(sides.items()):
        left = sum(side == "left" for side in of.values())
        found[element] = (left, len(of) - left, pairs_of(of, register.associations.values()))
    return found
