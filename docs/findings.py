"""Write `docs/reference/findings.md` from the catalogue of findings: `python docs/findings.py`."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import antigone
from antigone.core.finding import FindingKind, catalogue

PAGE = Path(__file__).resolve().parent / "reference" / "findings.md"
HEAD = """# Findings

What can be wrong with the *data*. A finding is never an error of the program: it is collected, shown with its place,
and what is right goes on. An *error* keeps something out, a *warning* lets it in with a doubt, a *note* informs.
`antigone findings CASE` lists those of a case; an import prints its own.

This page is made from the code by `python docs/findings.py`; the sentences are samples.
"""


def every_kind() -> dict[str, FindingKind]:
    """All kinds that any module declares."""
    for module in pkgutil.walk_packages(antigone.__path__, "antigone."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {code: kind for code, kind in catalogue().items() if not code.startswith("test.")}


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    room = ""
    for code, kind in every_kind().items():
        if code.partition(".")[0] != room:
            room = code.partition(".")[0]
            parts.append(f"\n## {room}\n")
        sample = kind.sentence.format(**kind.sample)
        parts.append(f"\n### `{code}` · {kind.severity.value}\n\n> {sample}\n\n{kind.do.format(**kind.sample)}\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.name}: {len(catalogue())} codes")
