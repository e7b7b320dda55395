"""Forms: declared once, read exactly; nothing typed is lost, and nothing is written twice. Used like this:

    SEEN = Form("seen", m('Seen at a place'), (
        Text("where", m('Where'), required=True),
        Day("day", m('When'), lack=True),                       # 2030, 2030-05 or 2030-05-02, or "no data"
        Choice("how", m('How'), options=(("met", m('met')), ("heard", m('heard of')))),
        Whole("age", m('Age'), most=130, lack=True),
        YesNo("glasses", m('Glasses')),
        RemainsCode("remains", m('Number')),                    # typed or scanned; the value is the canonical id
    ))

    def ask(here: Here) -> Response:                            # GET
        return shown(SEEN.begin(here, how="met"))               # empty with defaults, or the draft in ?draft=

    def send(here: Here) -> Response:                           # POST, to the same address
        return submit(here, SEEN, shown, write)

    def shown(given: Given) -> Response:                        # SEEN.offering(how=pairs): the same, other options
        return given.here.page("seen.html.j2", given.status, given=given)

    def write(given: Given) -> str:                             # everything could be read; may raise an AntigoneError
        with given.here.desk.at_work(given.here.user.name) as desk:
            desk.write([...given["where"], given["day"]...])
        return "/seen"                                          # where to go on

In the template (with `{% import "forms.html.j2" as f with context %}`):

    {% call f.form(given, _('Save')) %}                         {# faults, token, id, buttons #}
    {{ f.field(given, "where") }} {{ f.field(given, "day") }}   {# or {{ f.fields(given) }} for all of them #}
    {% endcall %}
    {{ f.drafts(SEEN.drafts(here)) }}                           {# on the page where a person starts #}

`given[name]` is the value, or None; `given.answer(name)` tells "no data", blank and not asked apart. What is wrong
stands at its field. `raise given.wrong("day", told)` inside `write` puts a fault at a field as well.
"Save and go on later" keeps a sealed draft (see `drafts.py`) without asking for anything. A form sent twice is written
once; sent again with other contents, it says so and asks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError, UsageError
from antigone.found.examination import Answer
from antigone.web.desk import Kept
from antigone.web.drafts import Draft, Drafts, drafts_or_none, is_id
from antigone.web.fields import (
    Choice,
    Day,
    Field,
    Long,
    Options,
    PersonCode,
    RemainsCode,
    RemainsCodes,
    Sent,
    Several,
    Text,
    Tick,
    Time,
    Whole,
    Wrong,
    YesNo,
    m,
    of_enum,
)
from antigone.web.here import Here, new_id, refusal

ID, DO = "form-id", "form-do"
LATER, DROP = "later", "drop"
_sent: Kept[tuple[bytes, str]] = Kept(5000)
"""What each form that was written held (a hash), and where it led to; forgotten with the server, as sessions are."""


@dataclass(frozen=True)
class Form:
    """A form.

    Attributes:
        key: the name that its drafts go by.
        title: as the reader sees it.
        fields: what it asks for, in order.
    """

    key: str
    title: str
    fields: tuple[Field, ...]

    def begin(self, here: Here, **defaults: Any) -> Given:
        """The form as it is opened: the draft that the address names, else empty with these values.

        Raises:
            NotFoundError: there is no such draft.
        """
        id = here.request.query_params.get("draft", "")
        if id:
            draft = Drafts(here.desk.path, here.user.name).get(id)
            return Given(self, here, draft.id, draft.sent, kept=draft.saved)
        sent: dict[str, str] = {}
        for each in self.fields:
            sent |= each.typed(defaults.get(each.name))
        return Given(self, here, new_id(), sent)

    def offering(self, **options: Options) -> Form:
        """The same form, in which these choices offer what this case has."""
        made = (
            replace(each, options=options[each.name], long=True)
            if each.name in options and isinstance(each, Choice | Several)
            else each
            for each in self.fields
        )
        return replace(self, fields=tuple(made))

    def read(self, here: Here) -> Given:
        """What was sent, with what is wrong in it."""
        own = {name for each in self.fields for name in each.controls}
        id = here.form.get(ID, "")
        sent = {name: text for name, text in here.form.items() if name in own}
        given = Given(self, here, id if is_id(id) else new_id(), sent)
        for each in self.fields:
            given.read(each)
        return given

    def drafts(self, here: Here) -> list[Draft]:
        """What this person left unfinished, the newest first."""
        return list(drafts_or_none(here.desk.path, here.user.name, self.key))


@dataclass
class Given:
    """A form with what somebody typed into it.

    Attributes:
        form, here: which, and on which page.
        id: good for one submission.
        sent: as typed, by name of control.
        values: what it comes to, by name of field; only what was given.
        faults: what is wrong at a field.
        fault: what is wrong with all of it, as a service refused it.
        kept: when it was kept as a draft, UTC; empty where it was not.
    """

    form: Form
    here: Here
    id: str
    sent: Sent
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    fault: AntigoneError | None = None
    kept: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def field(self, name: str) -> Field:
        """A field by its name."""
        return next(each for each in self.form.fields if each.name == name)

    def answer(self, name: str) -> Answer:
        """Given, no data, blank, or not asked."""
        asked = self.field(name)
        if asked.has_none(self.sent):
            return Answer.NO_DATA
        if asked.text(self.sent):
            return Answer.GIVEN
        return Answer.BLANK if name in self.sent else Answer.NOT_ASKED

    def read(self, asked: Field) -> None:
        """Read one field: its value, or what is wrong."""
        here, text = self.here, asked.text(self.sent)
        none = asked.has_none(self.sent)
        if none and text and asked.widget != "choice":
            self.faults[asked.name] = here.words("Give a value, or say that there is no data; not both.")
        elif not text and not none and asked.required:
            self.faults[asked.name] = here.words("This is needed.")
        elif text and not none:
            try:
                self.values[asked.name] = asked.value(text, here)
            except Wrong as wrong:
                self.faults[asked.name] = str(wrong)

    def wrong(self, name: str, told: str) -> Wrong:
        """To be raised while writing: what is wrong at a field after all."""
        self.faults[name] = told
        return Wrong(told)

    @property
    def status(self) -> int:
        """Of the page that shows it."""
        return refusal(self.fault) if self.fault else 400 if self.faults else 200


Show = Callable[[Given], Response]
Write = Callable[[Given], str]


def submit(here: Here, form: Form, show: Show, write: Write) -> Response:
    """Read, check and write what was sent, then go on; or show it again with what is wrong, or keep it as a draft.

    Args:
        form: the form, with the options it was shown with.
        show: the page with the form.
        write: writes it, once, and gives the address to go on to.
    """
    drafts, path = Drafts(here.desk.path, here.user.name), here.request.url.path
    do = here.form.get(DO, "")
    if do == DROP:
        drafts.drop(here.form.get(ID, ""))
        return RedirectResponse(path, 303)
    given = form.read(here)
    try:
        if do == LATER:
            drafts.keep(Draft(given.id, form.key, path, given.sent))
            return RedirectResponse(f"{path}?draft={given.id}", 303)
        if given.faults:
            return show(given)
        address = _once(here, given, write)
    except Wrong:
        return show(given)
    except AntigoneError as fault:
        given.fault = fault
        return show(given)
    drafts.drop(given.id)
    return RedirectResponse(address, 303)


def once(here: Here, write: Callable[[], str]) -> str:
    """For pages with forms of their own: write what was sent, unless it was written already.

    Args:
        write: writes it, and gives the address to go on to.

    Returns:
        the address, of the first time where it was sent again.

    Raises:
        UsageError: it was written before, with other contents.
    """
    id = here.form.get(ID, "")
    sent = {name: text for name, text in here.form.items() if name != "csrf"}
    return _written(here, id, sent, write) if is_id(id) else write()


def _once(here: Here, given: Given, write: Write) -> str:
    """Write it, unless it was written already: then only go where that led to."""
    try:
        return _written(here, given.id, given.sent, lambda: write(given))
    except _Other as fault:
        given.id = new_id()
        raise UsageError(fault.message, fault.do) from None


class _Other(UsageError):
    """It was written before, with other contents."""


def _written(here: Here, id: str, sent: Sent, write: Callable[[], str]) -> str:
    print_of = sha256(repr(sorted(sent.items())).encode()).digest()
    held, address = _sent.get((str(here.desk.path), here.user.name, id), lambda: (print_of, write()))
    if held != print_of:
        raise _Other(
            "This form was saved before, with other contents. What stands here now is not saved.",
            "If it is one more entry, send it again. If it corrects what was saved, take that back first.",
        )
    return address


__all__ = [
    "Choice",
    "Day",
    "Field",
    "Form",
    "Given",
    "Long",
    "PersonCode",
    "RemainsCode",
    "RemainsCodes",
    "Several",
    "Text",
    "Tick",
    "Time",
    "Whole",
    "Wrong",
    "YesNo",
    "m",
    "of_enum",
    "once",
    "submit",
]
