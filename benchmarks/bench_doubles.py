"""Doubles among reports of the missing, beside comparing every report with every other (measured on a part)."""

from __future__ import annotations

import random
import time

from rich.console import Console
from rich.table import Table

from antigone.named.doubles import pairs_alike
from antigone.named.similar import Sketch, alike

SIZES, PLAIN = (1_000, 5_000, 10_000), 300


def reports(count: int, seed: int = 1) -> list[Sketch]:
    """Invented names of invented syllables; one in twenty is spelled anew from another, one birth in ten is unknown."""
    chance = random.Random(seed)
    syllables = [a + b for a in "bcdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "ol")]
    given = ["".join(chance.choices(syllables, k=2)).title() for _ in range(400)]
    family = ["".join(chance.choices(syllables, k=3)).title() for _ in range(3_000)]
    made: list[Sketch] = []
    for n in range(count):
        if made and chance.random() < 0.05:
            name, birth, sex = made[-1].name.replace("a", "e", 1), made[-1].birth, made[-1].sex
        else:
            name = f"{chance.choice(given)} {chance.choice(family)}"
            birth = "" if chance.random() < 0.1 else str(chance.randint(1940, 2005))
            sex = chance.choice("MF")
        made.append(Sketch(f"Q-{n}", f"P-{n}", name, birth, sex))
    return made


def main() -> None:
    """Print the table."""
    table = Table("reports", "pairs found", "CPU seconds", "all with all, CPU seconds (from a part)")
    for size in SIZES:
        sketches = reports(size)
        start = time.process_time()
        found = pairs_alike(sketches)
        used = time.process_time() - start
        start = time.process_time()
        for one in sketches[:PLAIN]:
            alike(one, sketches[-1_000:])
        each = (time.process_time() - start) / (PLAIN * 1_000)
        table.add_row(f"{size:,}", f"{len(found):,}", f"{used:.2f}", f"{each * size * (size - 1) / 2:,.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
