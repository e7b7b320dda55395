"""A world as a folder: what a case takes, and the truth apart."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from antigone.core.errors import InputError
from antigone.simulate import features, morgue, speech
from antigone.simulate.ledger import EVERYONE, GROUPS, UNGROUPED, UNITS
from antigone.simulate.settings import day
from antigone.simulate.world import World

Row = Mapping[str, object]
PLACES = ("id", "name", "parent", "kind")
PEOPLE = (
    *("person", "missing", "sex", "birth_year", "group", "dead", "died_on", "place", "in_hospital", "entered_on"),
    *("stolen_on", "brought_back_on", "handed_over_on", "secret_grave", "exhumed_on"),
)


def require_free(folder: Path) -> None:
    """Raise `InputError` where the folder is there and holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder} is there already, and not empty.", "Name a new folder.")


def write_world(
    world: World, folder: Path, *, fam: bool = False, on_file: Callable[[str], None] | None = None
) -> list[str]:
    """Write everything; the folder appears whole or not at all.

    Args:
        folder: must not be there yet, or be empty.
        fam: also write the DNA as a `.fam` file.
        on_file: called with the name of each file that is done.

    Returns:
        The files, as paths below the folder, in order.

    Raises:
        InputError: the folder holds something, or cannot be written.
    """
    require_free(folder)
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        written = []
        for name, text in _files(world, fam):
            path = part / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
            written.append(name)
            if on_file:
                on_file(name)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as fault:
        shutil.rmtree(part, ignore_errors=True)
        raise InputError(f"{folder} cannot be written: {fault.strerror}.", "Choose another place.") from fault
    return written


def _files(world: World, fam: bool) -> Iterator[tuple[str, str]]:
    """Name and text of every file."""
    from antigone.simulate.dna import familias_text, joint_case

    table, said_truth = speech.rows(world.speech)
    yield "README.md", _readme(world, fam)
    yield "said/statements.csv", _csv(speech.COLUMNS, table)
    yield "said/places.csv", _csv(PLACES, world.land.rows())
    yield "said/groups.csv", _csv(("id", "name", "parent", "disjoint_with_siblings"), _groups())
    yield "said/parties.csv", _csv(("id", "name", "aliases", "office", "parent"), speech.parties(world.land))
    yield "said/documents.csv", _csv(("id", "publisher", "date", "language"), speech.documents(world.speech))
    yield "found/register.csv", _csv(morgue.REGISTER, world.books.register)
    yield "found/custody.csv", _csv(morgue.CUSTODY, world.books.custody)
    yield "found/sites.csv", _csv(morgue.SITES, world.books.sites)
    yield "named/event.json", _json(joint_case(world, main_only=True))
    if len(world.remains.sampled(main_only=False)) > len(world.remains.sampled(main_only=True)):
        yield "named/all-samples.json", _json(joint_case(world, main_only=False))
    if fam:
        yield "named/event.fam", familias_text(world)
    yield "named/ante-mortem.csv", _csv(features.AM, world.ante_mortem)
    yield "named/post-mortem.csv", _csv(features.PM, world.post_mortem)
    yield "truth/people.csv", _csv(PEOPLE, _people(world))
    who = [{"remains": remains, "missing": missing} for remains, missing in world.who_is_who().items()]
    yield "truth/who-is-who.csv", _csv(("remains", "missing"), who)
    yield "truth/numbers.csv", _csv(("number", "person"), _numbers(world))
    yield "truth/counts.csv", _csv(("unit", "place", "group", "day", "count"), _counts(world))
    yield "truth/statements.csv", _csv(("id", "kind", "error", "true", "spoken", "surfaces_on"), said_truth)
    yield "truth/register-errors.csv", _csv(("where", "kind", "column", "written", "true"), world.books.errors)
    held = [{"id": id, "holds": "yes" if yes else "no"} for id, yes in world.assumptions.items()]
    yield "truth/assumptions.csv", _csv(("id", "holds"), held)
    yield "truth/parameters.json", json.dumps(_parameters(world), indent=2) + "\n"


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _json(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"), allow_nan=False) + "\n"


def _groups() -> list[Row]:
    return [
        {"id": EVERYONE, "name": "everybody", "parent": "", "disjoint_with_siblings": "unstated"},
        {"id": "service", "name": "in the service of the state", "parent": EVERYONE, "disjoint_with_siblings": "yes"},
        {
            "id": "others",
            "name": "not in the service of the state",
            "parent": EVERYONE,
            "disjoint_with_siblings": "yes",
        },
    ]


def _people(world: World) -> Iterator[Row]:
    event = world.event
    missing = {person: id for id, person in world.person_of_missing().items()}
    for p in range(event.size):
        yield {
            "person": p, "missing": missing.get(p, ""), "sex": "M" if event.male[p] else "F",
            "birth_year": int(event.birth_year[p]), "group": "service" if event.service[p] else "others",
            "dead": "yes" if event.dead[p] else "no", "died_on": _day(event.died[p]),
            "place": world.land.leaf(int(event.town[p])), "in_hospital": "yes" if event.hospital[p] else "no",
            "entered_on": _day(event.intake[p]), "stolen_on": _day(event.stolen[p]),
            "brought_back_on": _day(event.back[p]), "handed_over_on": _day(event.handed[p]),
            "secret_grave": world.land.leaf(world.land.n_towns + int(event.grave[p]) - 1) if event.grave[p] else "",
            "exhumed_on": _day(event.exhumed[p]),
        }  # fmt: skip


def _day(number: Any) -> str:
    return day(int(number)) if number >= 0 else ""


def _numbers(world: World) -> Iterator[Row]:
    for entry in world.remains.entries:
        yield {"number": entry.number, "person": entry.person}


def _counts(world: World) -> Iterator[Row]:
    ledger = world.ledger
    for unit in UNITS:
        for place in ledger.places():
            for group in (EVERYONE,) if unit in UNGROUPED else GROUPS:
                counts = (ledger.count(unit, place, group, d) for d in range(ledger.days))
                for d, count in enumerate(counts):
                    yield {"unit": unit, "place": place, "group": group, "day": day(d), "count": count}


def _parameters(world: World) -> dict[str, Any]:
    s = world.settings
    return {
        "seed": s.seed, "missing": s.missing, "towns": s.towns, "days": s.days, "drop_out": list(s.drop_out),
        "partial": s.partial, "in_parts": s.in_parts, "clerical": s.clerical, "statement_errors": s.statement_errors,
        "frequencies": s.table.name, "source": s.table.source, "markers": [m.name for m in world.genetics.markers],
        "mutation": {"female": s.mutation, "male": 2 * s.mutation},
        "stature_of_family_sd_cm": features.STATURE_OF_FAMILY,
        "stature_of_examiner_sd_cm": features.STATURE_OF_EXAMINER,
        "age_of_examiner_sd_years": features.AGE_OF_EXAMINER,
        "mark_noted": features.MARK_SEEN, "tooth_noted": features.TOOTH_NOTED,
    }  # fmt: skip


def _readme(world: World, fam: bool) -> str:
    s, last = world.settings, day(world.settings.days)
    dead = int(world.event.dead.sum())
    text = f"""# An invented event

Seed {s.seed}. {s.missing:,} people are reported missing in {s.towns} towns; {dead:,} died in all. Land, people, offices
and outlets are invented. What really happened is in `truth/`: nothing else in this folder was made from it.

| folder | what | try |
|---|---|---|
| `said/` | statements, places, groups, parties, documents | `antigone import CASE said` |
| `found/` | morgue book, custody, sites; with clerks' errors | read it beside the account |
| `named/` | DNA of remains and families, ante- and post-mortem data | `antigone kinship search named/event.json` |
| `truth/` | who is who, true counts, which statements err | compare with what you found |

```
antigone init CASE --name Exercise
antigone import CASE said
antigone account CASE --as-of {last}
antigone kinship search named/event.json
antigone kinship joint named/event.json
```
"""
    if fam:
        text += (
            "\n`named/event.fam` holds the same DNA for Familias; it has no place for the drop-out of single samples.\n"
        )
    return text
