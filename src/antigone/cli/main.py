"""The door: one table of commands, each loaded only when it is called, so that `--help` is instant."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives: `module:attribute` (a `typer.Typer` or a function) and its line in the help."""

    target: str
    help: str


# Order is the order of the help. Rooms add a line here and keep the rest in a file of their own.
COMMANDS: dict[str, Entry] = {
    "init": Entry("antigone.cli.case:init", "Make a new, empty case."),
    "import": Entry("antigone.cli.case:import_", "Import tables, or a whole exported case."),
    "account": Entry("antigone.cli.account:account", "Print the account of the dead: bounds, conflicts, what is open."),
    "explain": Entry("antigone.cli.explain:explain", "Follow a number, statement or conflict down to its words."),
    "findings": Entry("antigone.cli.case:findings", "List what is wrong with the data of a case."),
    "retract": Entry("antigone.cli.case:retract", "Take one entry back; nothing is deleted."),
    "read": Entry("antigone.cli.read:read", "Read reports into a case; their claims wait for review."),
    "review": Entry("antigone.cli.review:review", "Accept, correct or reject what was read, one claim at a time."),
    "serve": Entry("antigone.cli.serve:app", "Serve a case to a browser, for one person or an office."),
    "links": Entry("antigone.cli.links:links", "Propose how claims of different documents stand to each other."),
    "said": Entry("antigone.cli.said:app", "Extract claims from files without a case; measure extraction."),
    "found": Entry("antigone.cli.found:app", "Keep the register of places, remains and custody."),
    "scan": Entry("antigone.cli.found_scan:scan", "What is this, and where should it be?"),
    "verify": Entry("antigone.cli.record:verify", "Check that nothing in a case was changed, removed or inserted."),
    "log": Entry("antigone.cli.record:log", "List the events of a case as they were written."),
    "export": Entry("antigone.cli.record:export", "Write a whole case into one archive that verifies anywhere."),
    "merge": Entry("antigone.cli.record:merge", "Let in what was written in another copy of the case."),
    "unlock": Entry("antigone.cli.record:unlock", "Open the sealed values of a copy with its bundle of keys."),
    "erase": Entry("antigone.cli.record:erase", "Destroy what is sealed under a person, for good."),
    "checkpoint": Entry("antigone.cli.checkpoint:app", "Print the signed state of a record; have it cosigned."),
    "undercount": Entry("antigone.cli.undercount:undercount", "Estimate how many are on none of three or more lists."),
    "named": Entry("antigone.cli.named:app", "Reports, families, samples, matches, decisions of a board, releases."),
    "print": Entry("antigone.cli.prints:print_", "Print forms and papers as PDF, in five languages."),
    "kinship": Entry("antigone.cli.kinship:app", "Compare DNA profiles with families: LR, power, formats, drawings."),
    "simulate": Entry("antigone.cli.simulate:simulate", "Make an invented event with known truth, for training."),
}


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A stand-in with the command's line of help: enough to list it, without importing it."""
        entry = COMMANDS.get(cmd_name)
        return TyperCommand(cmd_name, help=entry.help) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Import the module that holds the command called, and build it."""
        name, stand_in, rest = super().resolve_command(ctx, args)
        return (name, load(name, COMMANDS[name]), rest) if stand_in and name else (name, stand_in, rest)


def load(name: str, entry: Entry) -> Any:
    """The click command behind an entry of the table."""
    module, attribute = entry.target.split(":")
    found = getattr(importlib.import_module(module), attribute)
    if isinstance(found, typer.Typer):
        app = found
    else:
        app = typer.Typer(rich_markup_mode="rich", add_completion=False)
        app.command(name=name)(found)
    command = typer.main.get_command(app)
    command.name = name
    return command


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Antigone keeps the account of the dead of an event: what is said, what is found, who they are, "
    "and whether it adds up.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from antigone import __version__

        typer.echo(f"antigone {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options that stand before the command."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; errors made for people end it with one clear sentence and their exit code."""
    from antigone.core.errors import AntigoneError

    try:
        app(args=arguments, prog_name="antigone")
    except AntigoneError as error:
        typer.echo(f"antigone: {error.message}", err=True)
        if error.do:
            typer.echo(f"          {error.do}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `antigone … | head` is no fault
        sys.stderr.close()
        sys.exit(0)
