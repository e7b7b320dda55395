"""Every sentence that the engines can tell: the patterns of `told` and the like, the findings, errors, vocabularies."""

import ast
import importlib
import pkgutil
import re
from importlib import resources
from string import Formatter

import antigone
from antigone.account.ends import ENDS
from antigone.account.report.compose import SILENCES
from antigone.account.report.content import SCOPES
from antigone.account.report.words import UNIT_PHRASES
from antigone.account.words import FIGURES, VAGUE
from antigone.core.errors import AntigoneError
from antigone.core.finding import catalogue
from antigone.core.unit import shipped_units
from antigone.formats.dvi_schema import items
from antigone.found.custody import Sink
from antigone.named.events import NOUNS as OF_EVENTS
from antigone.named.judge import CONDITIONS
from antigone.named.lineages import ONE_LINE
from antigone.said.phrases import PHRASES
from web.catalogue import messages


def _below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


SENTENCES = {"told": (0,), "retold": (1,), "make": (2, 3), "Assumption": (2, 3)}
"""Of each call, which of its arguments are patterns."""
ROOMS = ("account", "core", "found", "named", "record", "said", "formats", "web")
REFUSING = ("account", "core", "found", "named", "said", "web")
"""Rooms whose errors pages show."""
SILENT = ("undercount", "solve", "joint", "api", "server.py", "tiles.py", "given.py")
"""What pages show nothing of: mathematics, the program's own interface."""
ERRORS = {each.__name__ for each in (AntigoneError, *_below(AntigoneError))}
VOCABULARIES = (
    *(ENDS.values(), SILENCES.values(), SCOPES.values(), UNIT_PHRASES.values(), FIGURES.values(), VAGUE),
    *(CONDITIONS.values(), ONE_LINE.values()),
    [unit.replace("_", " ") for unit in shipped_units()],
    [each.value for each in Sink],
    PHRASES,
    ["person", "thing", "taking back", "not in the case", *(noun for noun, _ in OF_EVENTS.values())],
    [item.label for item in items().values()],
)


def engine_messages():
    """`(singular, plural or None)` of every sentence that has words, and is none that pages say themselves."""
    found = {(each, None) for vocabulary in VOCABULARIES for each in vocabulary}
    for room in ROOMS:
        for module in _modules(resources.files("antigone").joinpath(room)):
            found |= set(_told_in(ast.parse(module.read_text(encoding="utf-8")), room in REFUSING))
    for kind in _kinds().values():
        found |= {(kind.sentence, None), (kind.do, None)}
    return {(one, more) for one, more in found if has_words(one)} - messages()


def has_words(pattern):
    """True where there is something to translate beside places and signs."""
    return any(re.search(r"[^\W\d_]", literal) for literal, *_ in Formatter().parse(pattern))


def _told_in(tree, errors):
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if errors and name in ERRORS | {"Refused"}:
            yield from ((text, None) for text in _texts(node.args[:3]))
        if name == "told_n" and all(isinstance(form, ast.Constant) for form in node.args[:2]):
            yield node.args[0].value, node.args[1].value
        for at in SENTENCES.get(name, ()):
            yield from ((text, None) for text in _texts(node.args[at : at + 1]))


def _texts(nodes):
    for node in nodes:
        if isinstance(node, ast.IfExp):
            yield from _texts([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _kinds():
    for module in pkgutil.walk_packages(antigone.__path__, "antigone."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {code: kind for code, kind in catalogue().items() if not code.startswith("test.")}


def _modules(folder):
    for each in sorted(folder.iterdir(), key=str):
        if each.is_dir() and each.name not in SILENT:
            yield from _modules(each)
        elif each.name.endswith(".py") and each.name not in SILENT:
            yield each


if __name__ == "__main__":
    for one, more in sorted(engine_messages(), key=str):
        print(repr(one), repr(more) if more else "")
