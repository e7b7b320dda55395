"""Links between documents: claims of an invented event, doubled again and again, beside comparing every pair."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from unittest.mock import patch

from antigone.core.when import PartialDate
from antigone.said import link
from antigone.said.claim import Claim, Mode, Stance, Status
from antigone.said.link import propose_links
from antigone.said.link_again import Again

_OFFICES = tuple(
    f"{what} of {where}"
    for what in ("Ministry", "Department", "Office", "Police", "Hospital")
    for where in ("Health", "Tarva", "Belmarsk", "Kolm", "Sarn", "Lenmar", "Ordansk", "Interior")
)
_PEOPLE = tuple(
    f"{first} {last}"
    for first in ("Vera", "Omar", "Ida", "Pavel", "Lena", "Oleg", "Jon", "Ira")
    for last in ("Sample", "Quill", "Example", "Toth", "Marrow", "Hald", "Vold", "Sorov", "Exemplev", "Varenin")
)
_UNITS = ("killed", "killed", "killed", "injured", "missing", "detained", "hospitalised", "bodies_received")
_STANCES = (*[Stance.ASSERTS] * 12, Stance.DENIES, Stance.CORRECTS)


def claims(count: int, seed: int = 1) -> list[Claim]:
    """Claims of 120 speakers through 120 outlets over half a year, four to a report, small figures the commonest."""
    pick = random.Random(seed)
    made = []
    for at in range(count):
        day = PartialDate.parse(f"2035-{pick.randint(1, 6):02d}-{pick.randint(1, 28):02d}")
        number = int(pick.paretovariate(0.7)) + pick.randint(0, 5)
        outlet = f"Outlet {pick.randint(1, 120)}"
        made.append(
            Claim(
                f"c{at}", pick.choice(_UNITS), number, number, number, stance=pick.choice(_STANCES),
                place=pick.choice(("", "", "Tarvag", "Belmarsk", "Upper Sarn", "Lower Sarn")),
                label_as_worded=pick.choice(("", "", "", "children", "police officers", "полицейских")),
                said_on=pick.choice((day, None)), published_on=day, speaker=pick.choice((*_OFFICES, *_PEOPLE, outlet)),
                via=(outlet,), publisher=outlet, document=f"d{at // 4}", status=Status.PROPOSED, mode=Mode.INDIRECT,
            )
        )  # fmt: skip
    return made


class _Everything:
    """Every claim for every rule: what the index saves."""

    def __init__(self, ordered: list[Claim], voices: object, fit: object) -> None:
        self._ordered = ordered

    def bare(self, claim: Claim) -> list[Claim]:
        return self._ordered

    equal = denied = of_day = recent = same_day = bare

    def alike(self, claim: Claim, *, slid: bool = False, tied: bool = True) -> list[Claim]:
        return self._ordered

    def earlier(self, claim: Claim) -> tuple[list[Claim]]:
        return (self._ordered,)


def _row(name: str, several: list[Claim]) -> int:
    began = time.process_time()
    found = propose_links(several)
    print(f"{name:<28} {len(several):>6} claims {time.process_time() - began:>8.2f} CPU s {len(found):>6} links")
    return len(found)


def _after_a_change(several: list[Claim]) -> None:
    """One claim says another figure: the search after it, beside the first."""
    again = Again()
    again.links(several)
    at = len(several) // 2
    several[at] = replace(several[at], low=77, high=77, best=77)
    began = time.process_time()
    found = again.links(several)
    took = time.process_time() - began
    print(f"{'links, after a change':<28} {len(several):>6} claims {took:>8.2f} CPU s {len(found):>6} links")


def main() -> None:
    """Print CPU seconds by number of claims."""
    for count in (625, 1_250, 2_500, 5_000, 10_000):
        _row("links", claims(count))
    for count in (5_000, 10_000):
        _after_a_change(claims(count))
    with patch.object(link, "Reach", _Everything):
        _row("links, every pair compared", claims(625))


if __name__ == "__main__":
    main()
