"""Every message that the pages can say, taken from the templates and the code."""

import re
from importlib import resources
from io import BytesIO

from antigone.account.report.flow import WAYS
from antigone.account.report.words import NATURES, STANDINGS, UNIT_PHRASES
from antigone.found.commingling import AssociationKind
from antigone.found.custody import CustodyType, UnaccountedReason
from antigone.found.examination import ExaminationKind
from antigone.found.label import LabelKind
from antigone.found.ledger import COLUMNS, COUNTED
from antigone.found.remains import Completeness, Condition, RemainsKind, Side
from antigone.found.site import Contents, Publication, SiteType
from antigone.named.agenda import Waits
from antigone.named.comparison import Scale
from antigone.named.consent import BOARD, FAMILY_LIAISON, LABORATORY, Purpose
from antigone.named.decision import Status, Step
from antigone.named.docket import GROUP_OF, GROUPS
from antigone.named.family import Wish
from antigone.named.kinship.svg import WORDS as DRAWINGS
from antigone.named.match import CLOSED, FLAT, OPEN
from antigone.named.motion import MotionState
from antigone.named.person import PersonStatus
from antigone.named.release import ReleaseState
from antigone.named.report import Validation
from antigone.named.sample import SampleKind
from antigone.web import people
from antigone.web.app import NOT_YET, STOPPED, TOO_OFTEN
from antigone.web.drops import Fate
from antigone.web.names import SCOPES
from antigone.web.nav import TABS
from antigone.web.pages.account import KINDS
from antigone.web.pages.docket import PURPOSE
from antigone.web.pages.links import DOUBTS, LINKED
from antigone.web.pages.matching import AGAINST
from antigone.web.pages.person import KINDS as PERSON_EVENTS
from antigone.web.pages.person import LABELS
from antigone.web.pages.reader import STATES, TITLES
from antigone.web.pages.release import READ
from antigone.web.pages.statements import RELATIONS
from antigone.web.roles import Role
from antigone.web.words import SIGNS, VAGUE

DRAWN = ("not said", "no number", "not known", "in them", "Graves", "bodies taken up", "Where the bodies went")

BOARD_WORDS = (
    *("excluded", "lifted", "signed", "objected to", "released", "the motion", "the signature", "the objection"),
    *("joint", "search", "alive", "decided otherwise", "markers", "rival", PURPOSE, BOARD, FAMILY_LIAISON, LABORATORY),
    *(*GROUPS, *GROUP_OF, OPEN, CLOSED, FLAT, *READ),
)
PEOPLE = (
    *("black", "brown", "blond", "red", "grey", "blue", "green"),
    *("laboratory", "board", "family liaison", "public", "Description"),
)
SPOKEN_OF_PEOPLE = (
    *(PersonStatus, UnaccountedReason, Purpose, Wish, SampleKind, Validation, Status, ReleaseState, Scale),
)

FIGURES = ("denies %(figure)s", "corrects to %(figure)s")
READER = (*(each.value for each in Fate), *LINKED.values(), *DOUBTS, *STOPPED.values(), *TOO_OFTEN, *NOT_YET)
FAULTS = (
    "Nobody is signed in.",
    "This page is for others.",
    "The page is too old, or it was not made here. Open it anew and try again.",
    "The request comes from another place.",
    "There is no such page.",
    "Something went wrong here. If you were saving something, look whether it is there before you try again.",
)

REGISTER = (CustodyType, RemainsKind, Side, Completeness, Condition, LabelKind, ExaminationKind, AssociationKind)
"""What stands in the lists of the forms of the register."""


def messages():
    """`(singular, plural or None)` of every message."""
    from babel.messages.extract import extract

    found = set()
    web = resources.files("antigone.web")
    for template in sorted(web.joinpath("templates").iterdir(), key=str):
        source = BytesIO(template.read_bytes())
        options = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false"}
        for _, message, _, _ in extract("jinja2.ext:babel_extract", source, options=options):
            found.add(message if isinstance(message, tuple) else (message, None))
    code = "".join(p.read_text(encoding="utf-8") for p in _modules(web))
    for match in re.finditer(r'(?:\bself|\bwords|\bhere\.words|\bm)\(\s*"((?:[^"\\]|\\.)+)"', code):
        found.add((match[1], None))
    for match in re.finditer(r'\.plural\(\s*"((?:[^"\\]|\\.)+)",\s*"((?:[^"\\]|\\.)+)"', code):
        found.add((match[1], match[2]))
    phrases = [*UNIT_PHRASES.values(), *STANDINGS.values(), *NATURES.values(), *SCOPES.values(), *KINDS.values()]
    phrases += [
        *SIGNS.values(),
        *VAGUE.values(),
        *Role,
        *DRAWN,
        *(name for pair in RELATIONS.values() for name in pair),
    ]
    phrases += [
        *PEOPLE,
        *LABELS.values(),
        *PERSON_EVENTS.values(),
        *AGAINST.values(),
        *people.STATES,
        *DRAWINGS.values(),
    ]
    phrases += [each.value for kind in SPOKEN_OF_PEOPLE for each in kind]
    phrases += [each.value for kind in (SiteType, Publication, Contents, COLUMNS, COUNTED) for each in kind]
    phrases += [each.value for kind in (Waits, Scale, Status, Step, Wish, MotionState, ReleaseState) for each in kind]
    phrases += [each.value for kind in REGISTER for each in kind]
    phrases += BOARD_WORDS
    phrases += [*FIGURES, *FAULTS, *READER, *STATES.values(), *TITLES.values(), "waits", *(tab.title for tab in TABS)]
    phrases += [end for way in WAYS for end in (way[0], way[2])]
    phrases += [phrase.removeprefix("bodies ") for phrase in (UNIT_PHRASES[way[1]] for way in WAYS)]
    return found | {(str(each), None) for each in phrases}


def _modules(folder):
    for each in sorted(folder.iterdir(), key=str):
        if each.is_dir() and each.name in ("pages", "api"):
            yield from _modules(each)
        elif each.name.endswith(".py"):
            yield each


if __name__ == "__main__":
    for one, more in sorted(messages(), key=str):
        print(repr(one), repr(more) if more else "")
