"""One thing: what it is, where it should be, everything that was done with it, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from antigone.formats import dvi_schema
from antigone.found.custody import CustodyEvent
from antigone.found.events import ALL_KINDS, NOUNS
from antigone.found.examination import Answer
from antigone.found.label import code_of
from antigone.found.path import Act
from antigone.named.decision import Standing
from antigone.named.events import SAMPLE_GIVEN
from antigone.named.sample import ProfileRecord, Sample
from antigone.web.custody_line import drawn, today_of
from antigone.web.drafts import Draft
from antigone.web.forms import Form
from antigone.web.here import Here
from antigone.web.pages.custody_forms import may_take_back
from antigone.web.pages.register_forms import ABOUT_ONE, SECTIONS, drafts_of, thing_of
from antigone.web.pages.register_prints import OF_THINGS
from antigone.web.pages.remains import path_of
from antigone.web.register_words import ENTRIES, STATES, where
from antigone.web.shelf import Rows
from antigone.web.thing import Thing, look_up

ITEMS = {number: item.label for number, item in dvi_schema.items().items()}
ITEMS |= {each.name.removeprefix("i-"): each.label for _, asked in SECTIONS for each in asked}


def page(here: Here) -> Response:
    """The dossier of a thing."""
    rows, shelf = here.desk.shelf.rows(), here.desk.shelf
    id = thing_of(here)
    with shelf.reading() as desk:
        thing = look_up(desk, id, shelf.noted)
    picture = drawn(thing, here.words, rows.name, today_of(thing))
    return here.page(
        "dossier.html.j2",
        t=thing,
        rows=rows,
        state=shelf.titled,
        where=where(thing, here.words, rows.name),
        line=Markup(picture) if picture else "",
        moves=[_move(here, act, thing, rows) for act in thing.acts],
        decisions=_decisions(here, thing),
        typed=_typed(here, thing),
        observed=_observed,
        items=ITEMS,
        boned=_boned,
        entries=ENTRIES,
        prints=OF_THINGS,
        drafts=_drafts(here, thing.code),
        to_thing=path_of,
        code_of=code_of,
        may_take_back=lambda event: event.id in thing.stands and may_take_back(here, event),
        Answer=Answer,
    )


def _drafts(here: Here, code: str) -> list[tuple[Form, list[Draft]]]:
    """The person's drafts about this thing."""
    own = ((form, [each for each in found if each.about == code]) for form, found in drafts_of(here, ABOUT_ONE))
    return [(form, found) for form, found in own if found]


def _move(here: Here, act: Act, thing: Thing, rows: Rows) -> dict[str, Any]:
    """One act of custody as a row of a table."""
    event = act.custody
    assert event is not None
    moved = next((step for step in thing.steps if step.act.id == act.id), None)
    occurred = act.booked.event.occurred
    return {
        "id": act.id,
        "day": occurred.end or occurred.start if occurred else None,
        "time": event.time,
        "act": event.type.value,
        "from": rows.name(event.from_place) if event.from_place else "",
        "to": rows.name(event.to_place) if event.to_place else _sunk(here, moved),
        "from_id": event.from_place,
        "to_id": event.to_place,
        "counts": _counts(here, event, thing, act.id),
        "idle": moved is None and event.to_place != "",
        "event": act.booked.event,
        "resolved": thing.id not in event.units,
    }


def _sunk(here: Here, moved: Any) -> str:
    """Where it went, if to no place: to its family, lost."""
    return here.words(STATES[moved.target.sink.value]) if moved and moved.target.sink else ""


def _counts(here: Here, event: CustodyEvent, thing: Thing, id: str) -> str:
    """How many it was about, where that is more than this one."""
    named = len(thing.register.enumerated[id])
    if event.asserted is not None and event.asserted != named:
        return here.words(
            "%(asserted)s asserted, %(named)s by number",
            asserted=here.words.number(event.asserted),
            named=here.words.number(named),
        )
    return here.words.plural("with %(num)d other", "with %(num)d others", named - 1) if named > 1 else ""


def _observed(examination: Any, answers: Iterable[Answer]) -> list[Any]:
    """The observations of an examination with one of these answers, without those of the inventory."""
    wanted = set(answers)
    return [o for o in examination.observations if o.answer in wanted and not o.item.startswith("inventory.")]


def _boned(examination: Any) -> list[Any]:
    """What its inventory of bones says."""
    return [o for o in examination.observations if o.item.startswith("inventory.") and o.answer is not Answer.BLANK]


def _decisions(here: Here, thing: Thing) -> list[Standing]:
    """What boards decided on it. The road to a name is only folded where something on it names this thing."""
    if all(event.kind in ALL_KINDS or event.kind in NOUNS for event in thing.elsewhere):
        return []
    return here.desk.named().decisions_on(thing.id)


def _typed(here: Here, thing: Thing) -> list[tuple[Sample, list[ProfileRecord]]]:
    """Samples of it that entered with the families' (`antigone named sample`), and what was typed of each."""
    given = [event.body["sample"]["id"] for event in thing.elsewhere if event.kind == SAMPLE_GIVEN]
    book = here.desk.named() if given else None
    found = [book.samples[id] for id in given if id in book.samples] if book else []
    return [(each, [p for p in book.profiles.values() if p.sample == each.id] if book else []) for each in found]
