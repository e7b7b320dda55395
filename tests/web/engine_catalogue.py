"""Every sentence that the engines can tell: the patterns of `told` and `told_n`, and the catalogue of findings."""

import importlib
import pkgutil
from importlib import resources

import antigone
from antigone.core.finding import catalogue

CALLS = {"told": None, "told_n": (1, 2)}


def engine_messages():
    """`(singular, plural or None)` of every sentence."""
    found = set()
    for module in _modules(resources.files("antigone")):
        found |= set(_told_in(module))
    for kind in _kinds().values():
        found |= {(kind.sentence, None), (kind.do, None)}
    return {(one, more) for one, more in found if one}


def _told_in(module):
    from babel.messages.extract import extract

    with module.open("rb") as source:
        for _, message, _, _ in extract("python", source, keywords=CALLS):
            yield message if isinstance(message, tuple) else (message, None)


def _kinds():
    for module in pkgutil.walk_packages(antigone.__path__, "antigone."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return {code: kind for code, kind in catalogue().items() if not code.startswith("test.")}


def _modules(folder):
    for each in sorted(folder.iterdir(), key=str):
        if each.is_dir():
            yield from _modules(each)
        elif each.name.endswith(".py") and b"told" in each.read_bytes():
            yield each


if __name__ == "__main__":
    for one, more in sorted(engine_messages(), key=str):
        print(repr(one), repr(more) if more else "")
