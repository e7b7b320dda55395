"""Examinations, samples, associations and minimum numbers from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antigone.cli.case import AS_JSON, CASE
from antigone.cli.found_common import BECAUSE, BY, ON, desk, event_id, one_of, period, write
from antigone.cli.output import console, print_json
from antigone.core.errors import UsageError

if TYPE_CHECKING:
    from antigone.found.commingling import Commingling


def examine(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="CODE", help="What was examined."),
    id: str = typer.Option(..., "--id", help="The case's own id of the examination."),
    kind: str = typer.Option("external", help="external, autopsy, radiology, dental, anthropology, …"),
    item: list[str] = typer.Option([], "--item", metavar="CODE=VALUE", help="An observation; may be repeated."),
    no_data: list[str] = typer.Option([], "--no-data", metavar="CODE", help="Looked for and cannot be determined."),
    blank: list[str] = typer.Option([], "--blank", metavar="CODE", help="On the form, and nobody wrote anything."),
    form: str = typer.Option("interpol-pm", help="Code list of the items."),
    office: str = typer.Option("", help="Office that examined."),
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record an examination: what was observed, what could not be determined, what was left blank.

    An item that is not named was not asked. That is a fourth thing, and stays one.

    [bold]Example:[/bold]  antigone found examine port 000-00R --id X1 --item 32="170 cm" --no-data 36 --blank 54
    """
    from antigone.found.examination import Answer, Examination, ExaminationKind, Observation
    from antigone.found.services import examine as examined

    seen: list[Observation] = []
    for each in item:
        name, mark, value = each.partition("=")
        if not mark:
            raise UsageError(f"'{each}' is no observation.", "Write CODE=VALUE, or use --no-data or --blank.")
        seen.append(Observation(name.strip(), value.strip()))
    seen += [Observation(name, answer=Answer.NO_DATA) for name in no_data]
    seen += [Observation(name, answer=Answer.BLANK) for name in blank]
    with desk(case, by=by) as at:
        thing = at.find(code)
        made = Examination(id, thing, one_of(ExaminationKind, kind, "kind of examination"), office, form, tuple(seen))
        drafts = [examined(at.part([thing]), made, period(on))]
        write(at, drafts, as_json, f"Examination {id} of {code}: {len(seen)} items.", id=id)


def sample(
    case: Path = CASE,
    code: str = typer.Argument(..., metavar="CODE", help="What it was taken from, or the sample of a result."),
    id: str = typer.Option(..., "--id", help="The case's own id of the sample, or of the result."),
    material: str = typer.Option("", help="blood, femur, molar, …"),
    laboratory: str = typer.Option("", help="Where it went."),
    number: str = typer.Option("", help="The laboratory's own number."),
    outcome: str = typer.Option("", help="Record a result of the sample CODE instead: full, partial, failed, …"),
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record a sample taken from remains, or a result of one. Genetic values are not kept here.

    [bold]Examples:[/bold]
      antigone found sample port 000-00R --id S1 --material femur --laboratory lab
      antigone found sample port S1 --id S1-a --outcome partial
    """
    from antigone.found.events import draft
    from antigone.found.examination import Result, Sample
    from antigone.found.services import take_sample

    with desk(case, by=by) as at:
        if outcome:
            if not at.index.at(f"v:{code}"):
                raise UsageError(f"There is no sample '{code}'.", "Record it first.")
            write(at, [draft(Result(id, code, outcome=outcome), period(on))], as_json, f"Result {id} of {code}.", id=id)
            return
        made = Sample(id, at.find(code), material, laboratory=laboratory, number=number)
        write(at, [take_sample(at.part([made.remains]), made, period(on))], as_json, f"Sample {id} of {code}.", id=id)


def associate(
    case: Path = CASE,
    one: str = typer.Argument(..., metavar="CODE|ID", help="A thing; with --undo, id of the association."),
    other: str = typer.Argument("", metavar="[CODE]", help="The other thing."),
    kind: str = typer.Option("", help="pair, articulation, refit, morphology, DNA, same body, exclusion."),
    id: str = typer.Option("", "--id", help="The case's own id of the association; made from the codes if left out."),
    basis: str = typer.Option("", help="How it is known, without names."),
    resolves: str = typer.Option("", metavar="EVENT", help="With 'same body': the removal in which OTHER had gone."),
    undo: bool = typer.Option(False, "--undo", help="Take the association of that id back."),
    because: str = BECAUSE,
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Join two things that are of one person, or exclude it; every association can be taken back.

    [bold]Examples:[/bold]
      antigone found associate port 000-00R 000-02Y --kind articulation
      antigone found associate port 0AR-00N 000-00R --kind "same body" --resolves 3f9a1c5e2b7d --basis "tag, wound"
      antigone found associate port A-000-00R-000-02Y --undo --because "the epiphyses do not fit"
    """
    from antigone.found import services
    from antigone.found.commingling import Association, AssociationKind
    from antigone.found.label import code_of

    with desk(case, by=by) as at:
        if undo:
            write(at, [services.undo(at.whole(), one, because)], as_json, f"{one} is taken back.", id=one)
            return
        if not other or not kind:
            raise UsageError("An association joins two things in a stated way.", "Give two codes and --kind.")
        ids = (at.find(one), at.find(other))
        name = id or f"A-{code_of(ids[0])}-{code_of(ids[1])}"
        made = Association(name, *ids, one_of(AssociationKind, kind, "kind of association"), basis)
        if resolves:
            register = at.whole()
            drafts = services.rejoin(register, *ids, event_id(register, resolves), made, period(on))
        else:
            drafts = [services.associate(at.part(ids), made, period(on))]
        write(at, drafts, as_json, f"{name}: {one} and {other}, {made.kind.value}.", id=name)


def mni(
    case: Path | None = typer.Argument(
        None, metavar="[CASE]", help="Folder of the case; none with --left and --right."
    ),
    element: str = typer.Option("", help="Only this element, such as femur."),
    left: int | None = typer.Option(None, "--left", min=0, help="Left elements, instead of a case."),
    right: int | None = typer.Option(None, "--right", min=0, help="Right elements."),
    pairs: int = typer.Option(0, "--pairs", min=0, help="Matched pairs."),
    despite_few: bool = typer.Option(False, "--despite-few", help="Estimate even from seven pairs or fewer."),
    as_json: bool = AS_JSON,
) -> None:
    """Least and most likely numbers of individuals in commingled remains: MNI, GMT, LI, MLNI.

    [bold]Examples:[/bold]
      antigone found mni port --element femur
      antigone found mni --left 40 --right 35 --pairs 30
    """
    from antigone.found.commingling import commingling
    from antigone.found.inventory import inventory

    made: dict[str, Commingling] = {}
    if left is not None and right is not None:
        made[element or "elements"] = commingling(left, right, pairs, despite_few=despite_few)
    elif case is not None:
        with desk(case, read_only=True) as at:
            found = inventory(at.whole())
        made = {
            name: commingling(*counts, despite_few=despite_few)
            for name, counts in found.items() if not element or name == element.casefold()
        }  # fmt: skip
    else:
        raise UsageError("There is nothing to count.", "Name a case, or give --left, --right and --pairs.")
    if as_json:
        print_json({"elements": {name: each.as_json() for name, each in made.items()}})
        return
    _show_mni(made)


def _show_mni(made: Mapping[str, Commingling]) -> None:
    from rich.table import Table

    out = console()
    if not made:
        out.print("No paired elements are in the register.")
        out.print("Number bones with --element and --side left or right; join pairs with `antigone found associate`.")
        return
    table = Table("element", "L", "R", "P", "MNI", "GMT", "LI", "MLNI", "SE")
    for name, each in made.items():
        values = each.as_json()
        li = "undefined" if each.li is None else f"{values['li']:.2f}"
        mlni = "not given" if each.mlni is None else f"{each.whole} ({values['mlni']:.2f})"
        se = "" if each.se is None else f"{each.se:.2f}"
        table.add_row(
            name, str(each.left), str(each.right), str(each.pairs), str(each.mni), str(each.gmt), li, mlni, se
        )
    out.print(table)
    for each in made.values():
        if each.refused:
            out.print(f"{each.refused} --despite-few gives it all the same.", style="dim")
    out.print("At least MNI persons; parts are never counted as people.", style="dim")


def add_to(app: typer.Typer) -> None:
    """Put these commands into the group."""
    for command in (examine, sample, associate, mni):
        app.command()(command)
