"""What a comparison is made with: markers of a table of frequencies, given or shipped, and a mutation model."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from antigone.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from antigone.core.finding import Finding
    from antigone.formats.kinship_data import Locus
    from antigone.named.matching import Panel

MODELS = ("equal", "proportional", "stepwise", "none")


def frequency_table(choice: str, findings: list[Finding]) -> tuple[Locus, ...]:
    """The markers of `--frequencies`: `FILE`, `FILE:POPULATION` or `nist:GROUP`.

    Raises:
        UsageError: there is no such group or population.
    """
    from antigone.formats.frequency_tables import read_frequencies
    from antigone.formats.kinship_data import Locus
    from antigone.named.kinship.frequencies import nist1036

    if choice.startswith("nist:"):
        table = nist1036().get(choice[5:])
        if table is None:
            raise UsageError(f"There is no group '{choice[5:]}' in NIST 1036.", f"Use one of {', '.join(nist1036())}.")
        return tuple(
            Locus(name, tuple(values), tuple(values.values()), database_size=table.sizes.get(name))
            for name, values in table.frequencies.items()
        )
    path, _, population = choice.rpartition(":") if not Path(choice).exists() and ":" in choice else (choice, "", "")
    tables, found = read_frequencies(Path(path))
    findings += found
    if population in tables:
        return tables[population]
    if not population and len(tables) == 1:
        return next(iter(tables.values()))
    raise UsageError(
        f"{path} holds several populations.", f"Say which: --frequencies '{path}:NAME' with {', '.join(tables)}."
    )


def frequency_panel(choice: str, mutation: str, findings: list[Finding]) -> Panel:
    """The engine's markers: a frequency table with one mutation model for both sexes, never silently none.

    Args:
        choice: see `frequency_table`.
        mutation: `equal:0.002`, `proportional:…`, `stepwise:…` or `none`.

    Raises:
        UsageError, InputError: one of them makes no sense.
    """
    from antigone.formats.kinship_data import KinshipData, MutationSpec
    from antigone.formats.kinship_model import engine_markers
    from antigone.named.kinship.frequencies import FIVE_OF_2N
    from antigone.named.matching import Panel

    model, _, rate = mutation.partition(":")
    try:
        spec = None if model == "none" else MutationSpec(model, float(rate), 0.1 if model == "stepwise" else 0.0)
    except ValueError:
        spec, model = None, ""
    if model not in MODELS:
        raise UsageError("The mutation model makes no sense.", "Write equal:0.002, proportional:…, stepwise:… or none.")
    loci = tuple(replace(locus, female=spec, male=spec) for locus in frequency_table(choice, findings))
    markers = engine_markers(KinshipData(loci=loci), FIVE_OF_2N, findings)
    if not markers:
        raise InputError("There is no marker with frequencies.", "Give a table with alleles and frequencies.")
    file = Path(choice if Path(choice).exists() else choice.rpartition(":")[0])
    digest = f" sha256:{sha256(file.read_bytes()).hexdigest()}" if file.is_file() else ""
    return Panel(markers, f"{file.name + digest if digest else choice}; least 5/2N", mutation)
