"""How the things of a case are called on a page: places, groups, quantities, statements; and where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from antigone.account.report.content import Quantity, Report, Said, Variant
from antigone.account.report.svg import Anchored, Setting
from antigone.account.report.words import STANDINGS, chain_words, nature_words, speaker_words
from antigone.core.place import Group
from antigone.core.told import Told
from antigone.web.apart import apart
from antigone.web.desk import Made
from antigone.web.settling import under
from antigone.web.telling import marked, runs
from antigone.web.view import View
from antigone.web.words import Words

_BOOKED = re.compile(r"\b(register|boards):([a-z_-]+)(?:@([\w.-]*\w))?(?:/[\w/-]*\w)?")
_TOKEN = re.compile(r"[A-Za-z0-9][\w:./-]*[\w]|[A-Za-z0-9]")
SCOPES = {"in_custody": "in custody", "later_of_wounds": "later, of wounds", "in_events": "in the events"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one account, in one language.

    Attributes:
        words: the language.
        made: the account.
    """

    words: Words
    made: Made

    @property
    def view(self) -> View:
        """Which account it is."""
        return self.made.view

    @property
    def report(self) -> Report:
        """What it says."""
        return self.made.report

    def place(self, id: str) -> str:
        """The name of a place, in the reader's language where the case has it."""
        found = self.made.state.book.places.get(id)
        if found is None:
            return id or self.words("place not stated")
        return found.names.get(self.words.code) or found.name

    def group(self, id: str) -> str:
        """The neutral description of a group; empty for everybody."""
        found: Group | None = self.made.state.book.groups.get(id)
        if found is None:
            return id
        return "" if found.parent is None and id in ("all", "") else found.name

    def about(self, unit: str, place: str, group: str, scope: str = "") -> str:
        """`people killed, Almaty (police)`."""
        told = [self.group(group), self.words(SCOPES[scope]) if scope in SCOPES else ""]
        more = "; ".join(each for each in told if each)
        return f"{self.words.unit(unit)}{self.words.comma}{self.place(place)}" + (f" ({more})" if more else "")

    def label(self, q: Quantity) -> str:
        """What a quantity is, in words."""
        return self.about(q.unit, q.place, q.group, q.scope)

    def what(self, q: Quantity) -> str:
        """What a quantity counts, where the place is said already."""
        told = [self.group(q.group), self.words(SCOPES[q.scope]) if q.scope in SCOPES else ""]
        more = "; ".join(each for each in told if each)
        return self.words.upper(self.words.unit(q.unit)) + (f": {more}" if more else "")

    def said_of(self, said: Said) -> str:
        """What a statement is about."""
        return self.about(said.claim.unit, said.claim.place, said.claim.group)

    def speaker(self, said: Said) -> str:
        """Who speaks."""
        who = speaker_words(said.claim)
        return self.words(who) if isinstance(who, Told) else who

    def chain(self, said: Said) -> str:
        """Through whom it reached us."""
        return chain_words(said.claim)

    def standing(self, standing: str) -> str:
        """How a statement stands."""
        return self.words(STANDINGS.get(standing, standing))

    def nature(self, nature: str) -> str:
        """What sort of contradiction it is."""
        return self.words(nature_words(nature))

    def to(self, id: str, view: View | None = None) -> str:
        """The address of an explanation."""
        return "/explain" + (view or self.view).query(("id", id))

    def to_statement(self, id: str) -> str:
        """The address of a statement."""
        return f"/statements/{quote(id, safe='')}{self.view.query()}"

    def knows(self, id: str) -> bool:
        """True for what explains itself."""
        report = self.report
        if id in report.said or id in report.quantities:
            return True
        return id in {*(a.id for a in report.assumptions), *(c.id for c in report.clashes)}

    def linked(self, text: str) -> Markup:
        """A sentence of the engine in the reader's language, with the ids in it as links."""
        return apart(marked(runs(text, self.words), self._with_links))

    def _with_links(self, text: str) -> Markup:
        parts: list[str | Markup] = []
        at = 0
        for match in _BOOKED.finditer(text):
            parts += [self._with_statements(text[at : match.start()]), self._booked(match)]
            at = match.end()
        return Markup("").join([*parts, self._with_statements(text[at:])])

    def _with_statements(self, text: str) -> Markup:
        parts: list[str] = []
        at = 0
        for match in _TOKEN.finditer(text):
            if match[0] in self.report.said:
                parts += [str(escape(text[at : match.start()])), str(self.link(match[0]))]
                at = match.end()
        return Markup("".join([*parts, str(escape(text[at:]))]))

    def _booked(self, match: re.Match[str]) -> Markup:
        """What the register or a board proves, in words; where it is about a place, with a link to its bounds."""
        kind, unit, place = match.groups()
        told = self.words("the board") if kind == "boards" else self.words("the register")
        if not place or place == "everywhere" or place not in self.made.state.book.places:
            return Markup("<span>{}</span>").format(told)
        named = f"{told}{self.words.comma}{self.place(place)}"
        known = self.made.state.book.units
        if unit not in known:
            return Markup("<bdi>{}</bdi>").format(named)
        return Markup('<a class="id" href="{}"><bdi>{}</bdi></a>').format(self.to(f"{unit} @ {place}"), named)

    def if_so(self, variant: Variant) -> str:
        """The address of the account in which a reading or an answer holds; empty where no switch gives it."""
        found = under(self.made, variant.switches)
        return f"/{found.query()}" if found else ""

    def link(self, id: str) -> Markup:
        """An id that leads to its explanation."""
        if booked := _BOOKED.fullmatch(id):
            return self._booked(booked)
        if not self.knows(id):
            return Markup("<span>{}</span>").format(id)
        return Markup('<a class="id" href="{}">{}</a>').format(self.to(id), id)

    @property
    def setting(self) -> Setting:
        """Where drawings stand."""

        def href(thing: Anchored) -> str:
            return self.to(thing.id)

        return Setting(href, self.words, self.words.bounds, lambda day: self.words.date(day, short=True))
