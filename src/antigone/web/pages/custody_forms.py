"""Forms about custody: every act, with numbers or without; counting and closing a place; taking an entry back."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from antigone.core.errors import NotFoundError
from antigone.found import services
from antigone.found.custody import TO_A_FAMILY, Closing, CustodyEvent, CustodyType, Stocktake
from antigone.found.desk import Desk
from antigone.found.events import (
    ASSOCIATION_MADE,
    EXAMINATION_RECORDED,
    NOUNS,
    NUMBERS_ALLOTTED,
    RESULT_RECORDED,
    SAMPLE_TAKEN,
    standing,
)
from antigone.found.label import code_of
from antigone.found.register import Register
from antigone.found.remains import Counted
from antigone.record.event import Event
from antigone.web.door import Refused
from antigone.web.forms import (
    Choice,
    Day,
    Form,
    Given,
    Long,
    RemainsCodes,
    Text,
    Tick,
    Time,
    Whole,
    m,
    of_enum,
    submit,
)
from antigone.web.here import Here
from antigone.web.pages.register_forms import period, places, write
from antigone.web.roles import Role

_ANYWAY = m("Book it anyway; it stays a finding until one of the two is corrected.")
CUSTODY = Form("custody", m("An act of custody"), (
    Choice("type", m("What happened"), options=of_enum(CustodyType), required=True),
    RemainsCodes("units", m("Numbers"), hint=m("Scan one after another; a line each. None where nobody noted them.")),
    Whole("asserted", m("How many, by the paper or by word"), most=100_000, hint=m("Where it differs, or no numbers.")),
    Choice("counted", m("What is counted"), options=of_enum(Counted), required=True),
    Choice("from_place", m("From where")),
    Choice("to_place", m("To where")),
    Day("day", m("When")),
    Time("time", m("At what time")),
    Text("handed_by", m("Handed over by"), hint=m("Staff. Never a relative.")),
    Text("received_by", m("Received by"), hint=m("Staff. Never a relative.")),
    Text("relative", m("Code of the relative who receives"), most=20, hint=m("Such as P-0012.")),
    Text("relative_name", m("Name of the relative"), hint=m("Sealed: it stands in no list and on no print.")),
    Long("identifiers", m("Labels as read before it was let go"), most=2000, hint=m("A line each.")),
    Text("seal", m("Number of the seal")),
    Text("authority", m("By whose order")),
    Text("reference", m("Number of the note")),
    Text("answers", m("Receipt of the dispatch"), most=64),
    Long("note", m("Note"), hint=m("No names.")),
    Tick("anyway", _ANYWAY),
))  # fmt: skip
STOCKTAKE = Form("stocktake", m("Count of a place"), (
    Choice("place", m("Place"), required=True),
    Day("day", m("When"), required=True),
    RemainsCodes("units", m("Labels read"), hint=m("Scan one after another; a line each.")),
    Tick("complete", m("Every label was read: what is not listed is not there.")),
    Whole("count", m("How many were counted"), most=100_000),
    Choice("counted", m("What is counted"), options=of_enum(Counted), required=True),
))  # fmt: skip
CLOSE = Form("close", m("Closing of a place"), (
    Choice("place", m("Place"), required=True),
    Day("day", m("When"), required=True),
    Tick("anyway", m("Close it with what is still booked there; that stays a finding.")),
))  # fmt: skip
RESOLVE = Form("resolve", m("Which numbers it was about"), (
    RemainsCodes("units", m("Numbers"), required=True, hint=m("Scan one after another; a line each.")),
    Long("basis", m("How it is known"), required=True, most=1000, hint=m("No names.")),
    Day("day", m("When that was found out")),
))  # fmt: skip
BACK = Form("back", m("Take back"), (Long("reason", m("Why"), required=True, most=1000, hint=m("No names.")),))
LABORATORY_MAY = frozenset({EXAMINATION_RECORDED, SAMPLE_TAKEN, RESULT_RECORDED, ASSOCIATION_MADE})


# -- acts -------------------------------------------------------------------------------------------------------------


def _form(here: Here) -> Form:
    found = places(here)
    return CUSTODY.offering(from_place=found, to_place=found)


def ask_act(here: Here) -> Response:
    """The form of an act; the address may name `type`, `units`, `from`, `to`, or a dispatch that it answers."""
    query = here.request.query_params
    form = _form(here)
    known = {id for id, _ in places(here)}
    defaults: dict[str, Any] = {"counted": "bodies", "day": date.today()}
    if query.get("type", "") in {each.value for each in CustodyType}:
        defaults["type"] = query["type"]
    for name, asked in (("from_place", "from"), ("to_place", "to")):
        if query.get(asked, "") in known:
            defaults[name] = query[asked]
    if query.get("units"):
        with here.desk.shelf.reading() as desk:
            defaults["units"] = [desk.find(code) for code in query["units"].split(",")[:500]]
    if query.get("answers"):
        defaults |= _receipt(here, query["answers"])
    return show_act(form.begin(here, **defaults))


def _receipt(here: Here, dispatch: str) -> dict[str, Any]:
    """What the receipt of a dispatch begins with: its numbers have still to be read, so they stay empty."""
    with here.desk.shelf.reading() as desk:
        booked = desk.part(events=[dispatch]).custody.get(dispatch)
    if booked is None:
        raise NotFoundError("No such dispatch stands.", "Look at the record.")
    event: CustodyEvent = booked.value
    return {
        "type": CustodyType.TRANSFERRED_IN.value, "answers": dispatch, "to_place": event.to_place or None,
        "reference": event.reference or None, "asserted": event.asserted, "counted": event.counted.value,
    }  # fmt: skip


def show_act(given: Given) -> Response:
    """The page of that form."""
    dispatch = given.sent.get("answers", "")
    sent: tuple[str, ...] = ()
    if dispatch:
        with given.here.desk.shelf.reading() as desk:
            sent = desk.part(events=[dispatch]).enumerated.get(dispatch, ())
    codes = [code_of(id) for id in sent]
    return given.here.page(
        "custody.html.j2", given.status, state=given.here.desk.shelf.titled, given=given, expected=codes
    )


def act(here: Here) -> Response:
    """Book an act."""
    return submit(here, _form(here), show_act, _act)


def _act(given: Given) -> str:
    here = given.here
    made, relative = _event(given), _relative(given)
    with here.desk.at_register(here.user.name) as desk:
        register = _enough_of(here, desk, made, given)
        entry = services.record_custody(
            register, made, period(given["day"]), anyway=bool(given["anyway"]), relative=relative
        )
        (event,) = write(desk, [entry])
    return f"/entry/{event}"


def _event(given: Given) -> CustodyEvent:
    def text(name: str) -> str:
        return str(given[name] or "")

    read = tuple(line.strip() for line in text("identifiers").split("\n") if line.strip())
    return CustodyEvent(
        CustodyType(given["type"]), given["units"] or (), given["asserted"], Counted(given["counted"]),
        from_place=text("from_place"), to_place=text("to_place"), time=text("time"), handed_by=text("handed_by"),
        received_by=text("received_by"), identifiers=read, seal=text("seal"), authority=text("authority"),
        reference=text("reference"), answers=given["answers"] or None, note=text("note"),
    )  # fmt: skip


def _relative(given: Given) -> tuple[str, str] | None:
    """The relative who receives: the code under which the name is sealed, and the name."""
    words = given.here.words
    code, name = given["relative"] or "", given["relative_name"] or ""
    if not code and not name:
        return None
    if CustodyType(given["type"]) not in TO_A_FAMILY:
        raise given.wrong("relative", words("A relative receives only what is released or returned to a family."))
    if not name or not code:
        raise given.wrong("relative_name" if code else "relative", words("Give both the code and the name."))
    from antigone.named.codes import is_code

    if not is_code(code, "P"):
        raise given.wrong("relative", words("A person's code looks like P-0012."))
    return code, name


def _enough_of(here: Here, desk: Desk, event: CustodyEvent, given: Given) -> Register:
    """As much of the register as the checks of an act need: all of a place only where things leave it by word."""
    asked = [event.answers] if event.answers else []
    if event.stated > len(event.units) and event.from_place and not given["anyway"]:
        return here.desk.shelf.of_place(desk, event.from_place, event.units, asked)
    return desk.part(event.units, [each for each in (event.from_place, event.to_place) if each], asked)


# -- counting and closing a place -------------------------------------------------------------------------------------


def _of_a_place(here: Here, form: Form) -> Form:
    return form.offering(place=places(here))


def _begin(here: Here, form: Form) -> Given:
    place = here.request.query_params.get("place", "")
    known = {id for id, _ in places(here)}
    defaults = {"place": place if place in known else None, "counted": "bodies", "day": date.today()}
    return _of_a_place(here, form).begin(here, **defaults)


def _show_place(given: Given) -> Response:
    return given.here.page("of_a_place.html.j2", given.status, state=given.here.desk.shelf.titled, given=given)


def ask_count(here: Here) -> Response:
    """The form of a count."""
    return _show_place(_begin(here, STOCKTAKE))


def count(here: Here) -> Response:
    """Record a count."""
    return submit(here, _of_a_place(here, STOCKTAKE), _show_place, _count)


def _count(given: Given) -> str:
    here = given.here
    if given["count"] is None and not given["units"] and not given["complete"]:
        raise given.wrong("units", here.words("Give the labels that were read, or how many were counted."))
    made = Stocktake(
        given["place"], given["day"], given["count"], given["units"] or (), bool(given["complete"]),
        Counted(given["counted"]),
    )  # fmt: skip
    with here.desk.at_register(here.user.name) as desk:
        (event,) = write(desk, [services.count_stock(desk.part(places=[made.place]), made)])
    return f"/entry/{event}"


def ask_close(here: Here) -> Response:
    """The form of a closing."""
    return _show_place(_begin(here, CLOSE))


def close(here: Here) -> Response:
    """Close a place."""
    return submit(here, _of_a_place(here, CLOSE), _show_place, _close)


def _close(given: Given) -> str:
    here = given.here
    with here.desk.at_register(here.user.name) as desk:
        register = here.desk.shelf.of_place(desk, given["place"])
        entry = services.close(register, Closing(given["place"], given["day"]), anyway=bool(given["anyway"]))
        (event,) = write(desk, [entry])
    return f"/entry/{event}"


# -- an act without its numbers, and taking back ----------------------------------------------------------------------


def entry_of(here: Here, desk: Desk) -> tuple[Event, list[Event]]:
    """The entry of the register that the address names, with all that bears on it.

    Raises:
        NotFoundError: there is none.
    """
    id = here.request.path_params["id"]
    around = desk.around(id)
    event = next((each for each in around if each.id == id), None)
    if event is None or event.kind not in NOUNS:
        raise NotFoundError("The register has no such entry.", "Look it up in the record.")
    return event, around


def may_take_back(here: Here, event: Event) -> bool:
    """True where this person may take an entry of that kind back."""
    if not here.may("take_back") or event.kind == NUMBERS_ALLOTTED:
        return False
    return here.user.role is not Role.LABORATORY or event.kind in LABORATORY_MAY


def ask_back(here: Here) -> Response:
    """The form that takes an entry back."""
    return _show_back(BACK.begin(here))


def _show_back(given: Given) -> Response:
    here = given.here
    with here.desk.shelf.reading() as desk:
        event, around = entry_of(here, desk)
    _check_back(here, event)
    stands = event.id in {each.id for each in standing(around)}
    return here.page("back.html.j2", given.status, state=here.desk.shelf.titled, given=given, e=event, stands=stands)


def _check_back(here: Here, event: Event) -> None:
    if not may_take_back(here, event):
        raise Refused(403, "This page is for others.")


def take_back(here: Here) -> Response:
    """Take an entry back."""
    return submit(here, BACK, _show_back, _back)


def _back(given: Given) -> str:
    here = given.here
    with here.desk.at_register(here.user.name) as desk:
        event, around = entry_of(here, desk)
        _check_back(here, event)
        write(desk, [services.withdraw(around, event.id, given["reason"])])
    return f"/entry/{event.id}"


def ask_resolve(here: Here) -> Response:
    """The form that says which numbers an act was about."""
    return _show_resolve(RESOLVE.begin(here))


def _show_resolve(given: Given) -> Response:
    here = given.here
    with here.desk.shelf.reading() as desk:
        event, _ = entry_of(here, desk)
        booked = desk.part(events=[event.id]).custody.get(event.id)
    if booked is None:
        raise NotFoundError("No such act stands.", "Perhaps it was taken back: look at the record.")
    return here.page("back.html.j2", given.status, state=here.desk.shelf.titled, given=given, e=event, stands=True)


def resolve(here: Here) -> Response:
    """Say which numbers an act was about."""
    return submit(here, RESOLVE, _show_resolve, _resolve)


def _resolve(given: Given) -> str:
    here, id = given.here, given.here.request.path_params["id"]
    with here.desk.at_register(here.user.name) as desk:
        register = desk.part(given["units"], events=[id])
        write(desk, [services.resolve(register, id, given["units"], given["basis"], period(given["day"]))])
    return f"/entry/{id}"


def query(**values: str) -> str:
    """The address of the form of an act with some things filled in."""
    told = {name: value for name, value in values.items() if value}
    return "/custody" + (f"?{urlencode(told)}" if told else "")
