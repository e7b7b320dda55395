"""Serve a case to a browser, and say who may sign in."""

from __future__ import annotations

import ipaddress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from antigone.cli.output import console, plain, print_json
from antigone.core.errors import UsageError

CASE = typer.Argument(..., metavar="CASE", help="Folder of the case.")
AS_JSON = typer.Option(False, "--json", help="Print JSON instead of text.")
PASSWORD_FILE = typer.Option(None, "--password-file", metavar="FILE", help="File whose first line is the password.")


class CaseFirst(TyperGroup):
    """A group whose first word is a case, unless it is `accounts` or `tokens`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """`serve CASE` as `serve case CASE`."""
        if args and args[0] not in ("accounts", "tokens", "--help"):
            args = ["case", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=CaseFirst,
    no_args_is_help=True,
    rich_markup_mode="rich",
    add_completion=False,
    help="Serve a case to a browser: [bold]antigone serve CASE[/bold]. Accounts: [bold]antigone serve accounts[/bold]. "
    "Programs: [bold]antigone serve tokens[/bold].",
)
accounts = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", help="Who may sign in: add, list, change.")
app.add_typer(accounts, name="accounts")
tokens = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="Which programs may come in: add, list, revoke."
)
app.add_typer(tokens, name="tokens")


@app.command("case")
def serve(
    case: Path = CASE,
    host: str = typer.Option("127.0.0.1", help="Address to listen on; others reach it only with accounts."),
    port: int = typer.Option(8700, min=0, max=65535, help="Port; 0 takes a free one."),
    browser: bool = typer.Option(True, "--browser/--no-browser", help="Open the browser."),
    name: list[str] = typer.Option([], "--name", help="A further name under which it is reached; may be repeated."),
    certificate: Path = typer.Option(None, metavar="FILE", help="Certificate, so that it is reached over https."),
    key: Path = typer.Option(None, metavar="FILE", help="Key of the certificate."),
    base_map: Path = typer.Option(None, "--map", metavar="FILE", help="Base map of your own: a PMTiles file."),
) -> None:
    """Serve a case to a browser on this machine, or with accounts to an office.

    [bold]Examples:[/bold]
      antigone serve almaty
      antigone serve almaty --host 192.168.1.20 --no-browser
      antigone serve almaty --map region.pmtiles
      antigone serve accounts add almaty Aigul --role analyst
    """
    from antigone.web.server import Listening, run

    listening = Listening(host, port, tuple(name), certificate, key, base_map)
    run(case, listening, local=_is_local(case, host), browser=browser, say=typer.echo)


def _is_local(case: Path, host: str) -> bool:
    """Whether one person on this machine is served without accounts.

    Raises:
        UsageError: others could reach it, and nobody has an account.
    """
    from antigone.web.accounts import Accounts

    if any(not account.disabled for account in Accounts(case).all.values()):
        return False
    if not _is_loopback(host):
        raise UsageError(
            f"Others could reach this case at {host}, and nobody has an account.",
            "Add accounts with `antigone serve accounts add CASE NAME --role analyst`.",
        )
    return True


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@accounts.command("add")
def add(
    case: Path = CASE,
    name: str = typer.Argument(..., metavar="NAME", help="As typed at the door."),
    role: str = typer.Option("viewer", help="viewer, analyst, clerk, laboratory, board or administrator."),
    password_file: Path = PASSWORD_FILE,
) -> None:
    """Add an account; the password is asked for.

    [bold]Example:[/bold]  antigone serve accounts add almaty Aigul --role analyst
    """
    made = _accounts(case).add(name, _role(role), _password(password_file))
    console().print(f"{plain(made.name)} may sign in as {made.role}.")


@accounts.command("list")
def list_(case: Path = CASE, as_json: bool = AS_JSON) -> None:
    """List the accounts.

    [bold]Example:[/bold]  antigone serve accounts list almaty
    """
    found = list(_accounts(case).all.values())
    if as_json:
        print_json([{k: v for k, v in asdict(a).items() if k != "password"} for a in found])
        return
    out = console()
    for account in found:
        state = ", disabled" if account.disabled else ""
        out.print(f"{plain(account.name)}  {account.role}{state}  [dim]since {account.made[:10]}[/dim]")
    if not found:
        out.print(f"Nobody has an account yet: antigone serve accounts add {plain(case)} NAME --role analyst")


@accounts.command("disable")
def disable(case: Path = CASE, name: str = typer.Argument(..., metavar="NAME")) -> None:
    """Let somebody in no more; who is signed in is out at once.

    [bold]Example:[/bold]  antigone serve accounts disable almaty Aigul
    """
    _accounts(case).change(name, disabled=True)
    console().print(f"{plain(name)} may not sign in any more.")


@accounts.command("change")
def change(
    case: Path = CASE,
    name: str = typer.Argument(..., metavar="NAME"),
    role: str = typer.Option("", help="The new role."),
    password: bool = typer.Option(False, "--password", help="Ask for a new password."),
    enable: bool = typer.Option(False, "--enable", help="Let somebody in again."),
    password_file: Path = PASSWORD_FILE,
) -> None:
    """Change the role or the password of an account, or let it in again.

    [bold]Example:[/bold]  antigone serve accounts change almaty Aigul --role administrator
    """
    fields: dict[str, Any] = {"role": _role(role)} if role else {}
    if password or password_file:
        fields["password"] = _password(password_file)
    if enable:
        fields["disabled"] = False
    if not fields:
        raise UsageError("Nothing is to be changed.", "Give --role, --password or --enable.")
    made = _accounts(case).change(name, **fields)
    console().print(f"{plain(made.name)} may sign in as {made.role}.")


@tokens.command("add")
def token_add(
    case: Path = CASE,
    name: str = typer.Argument(..., metavar="NAME", help="What the record calls the program when it writes."),
    role: str = typer.Option("viewer", help="viewer, analyst, clerk, laboratory, board or administrator."),
) -> None:
    """Make a token with which a program uses the JSON addresses; it is printed once and kept nowhere.

    [bold]Example:[/bold]  antigone serve tokens add almaty "wire feed" --role analyst
    """
    typer.echo(_tokens(case).add(name, _role(role)))


@tokens.command("list")
def token_list(case: Path = CASE, as_json: bool = AS_JSON) -> None:
    """List the programs that have, or had, a token.

    [bold]Example:[/bold]  antigone serve tokens list almaty
    """
    found = list(_tokens(case).all.values())
    if as_json:
        print_json([{k: v for k, v in asdict(each).items() if k != "digest"} for each in found])
        return
    out = console()
    for each in found:
        state = f", called back {each.revoked[:10]}" if each.revoked else ""
        out.print(f"{plain(each.name)}  {each.role}{state}  [dim]since {each.made[:10]}[/dim]")
    if not found:
        out.print(f"No program has a token yet: antigone serve tokens add {plain(case)} NAME --role analyst")


@tokens.command("revoke")
def token_revoke(case: Path = CASE, name: str = typer.Argument(..., metavar="NAME")) -> None:
    """Call a token back; the program is out at once.

    [bold]Example:[/bold]  antigone serve tokens revoke almaty "wire feed"
    """
    console().print(f"{plain(_tokens(case).revoke(name).name)} may not come in any more.")


def _accounts(case: Path) -> Any:
    """The accounts of a case that is there."""
    from antigone.record.case import Case
    from antigone.web.accounts import Accounts

    Case.open(case, read_only=True).close()
    return Accounts(case)


def _tokens(case: Path) -> Any:
    """The programs of a case that is there."""
    from antigone.record.case import Case
    from antigone.web.tokens import Tokens

    Case.open(case, read_only=True).close()
    return Tokens(case)


def _role(text: str) -> Any:
    from antigone.web.roles import Role

    try:
        return Role(text.casefold())
    except ValueError:
        raise UsageError(f"There is no role '{text}'.", f"There are: {', '.join(Role)}.") from None


def _password(file: Path | None) -> str:
    from antigone.cli.record import read_passphrase

    given = read_passphrase(file)
    return given if given is not None else str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
