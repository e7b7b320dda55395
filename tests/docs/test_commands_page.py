"""The page of commands is made from the command line, and is current."""

import importlib.util
from pathlib import Path

from antigone.cli.main import COMMANDS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_of_commands_is_current():
    spec = importlib.util.spec_from_file_location("commands_page", DOCS / "commands.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run `python docs/commands.py`"
    assert all(f"\n## antigone {name}\n" in module.page() for name in COMMANDS)
