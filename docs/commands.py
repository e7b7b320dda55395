"""Write `docs/reference/commands.md` from the command line itself: `python docs/commands.py`."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

from antigone.cli.main import COMMANDS, load

PAGE = Path(__file__).resolve().parent / "reference" / "commands.md"
HEAD = """# Commands

`antigone COMMAND --help` says the same in the terminal. Every command that prints data takes `--json`.

Exit codes: 0 all right · 1 an error · 2 the call makes no sense · 3 input that cannot be read · 4 no case there,
locked, or a disk that cannot be written · 5 the record fails its own checks · 6 nothing has that id.

This page is made from the code by `python docs/commands.py`.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, entry in COMMANDS.items():
        parts += _section(f"antigone {name}", load(name, entry), 2)
    return "\n".join(parts).rstrip() + "\n"


def _section(name: str, command: Any, level: int) -> list[str]:
    """A command, and below it the commands of a group."""
    inner = getattr(command, "commands", {})
    shown = [param for param in command.params if param.name != "help"]
    usage = " ".join([name, *(_usage(param) for param in shown if param.param_type_name == "argument")])
    parts = [f"\n{'#' * level} {name}\n", f"`{usage}{' [options]' if any(_is_option(p) for p in shown) else ''}`\n"]
    parts.append(_prose(command.help or ""))
    options = [f"| `{_bar(_names(p))}` | {_cell(p.help or '')} |" for p in shown if _is_option(p)]
    arguments = [f"| `{_bar(_usage(p))}` | {_cell(getattr(p, 'help', '') or '')} |" for p in shown if not _is_option(p)]
    if shown:
        parts += ["\n| | |\n|---|---|", *arguments, *options, ""]
    for sub, each in inner.items():
        parts += _section(f"{name} {sub}", each, level + 1)
    return parts


def _is_option(param: Any) -> bool:
    return bool(param.param_type_name == "option")


def _usage(param: Any) -> str:
    name = param.metavar or param.name.upper()
    return name if param.required else f"[{name.strip('[]')}]"


def _names(param: Any) -> str:
    names = ", ".join([*param.opts, *param.secondary_opts])
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper()}"


def _cell(text: str) -> str:
    return _bar(_plain(" ".join(text.split())))


def _bar(text: str) -> str:
    """A bar inside a cell of a table."""
    return text.replace("|", "\\|")


def _plain(text: str) -> str:
    return re.sub(r"\[/?(bold|dim|italic)\]", "", text)


def _prose(text: str) -> str:
    """Help as markdown: lines that are commands become a block of code."""
    lines: list[str] = []
    open_ = False
    for line in _plain(inspect.cleandoc(text)).splitlines():
        example = re.match(r"(Examples?:)\s+(antigone .*)", line)
        told = line.strip()
        if example:
            lines += [f"{example[1]}\n\n```", example[2]]
            open_ = True
        elif told.startswith("antigone "):
            lines += [told] if open_ else ["\n```", told]
            open_ = True
        else:
            lines += ["```", line] if open_ else [line]
            open_ = False
    return "\n".join([*lines, *(["```"] if open_ else [])])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name}: {len(COMMANDS)} commands")
