"""Forms about one thing: numbering it, its labels, examinations, samples and associations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote

from starlette.responses import Response

from antigone.core.when import PartialDate, Period
from antigone.formats.prints.forms import items
from antigone.formats.prints.forms.items import Item
from antigone.formats.prints.forms.pm_form import INNER, JAWS, SCENE
from antigone.found import services
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.desk import Desk
from antigone.found.events import draft
from antigone.found.examination import Answer, Examination, ExaminationKind, Observation, Sample
from antigone.found.label import Label, LabelKind, code_of
from antigone.found.remains import Cell, Completeness, Condition, Region, Remains, RemainsKind, Side
from antigone.record.event import Draft as Entry
from antigone.web.drafts import Draft, drafts_or_none
from antigone.web.forms import (
    Choice,
    Day,
    Field,
    Form,
    Given,
    Long,
    RemainsCode,
    Several,
    Text,
    Time,
    Whole,
    m,
    of_enum,
    submit,
)
from antigone.web.here import Here

ELEMENTS = (
    "cranium", "mandible", "clavicle", "scapula", "sternum", "rib", "humerus", "radius", "ulna", "hand", "vertebra",
    "sacrum", "hip bone", "femur", "patella", "tibia", "fibula", "foot", "tooth",
)  # fmt: skip
PAIRED = (
    m("clavicle"), m("scapula"), m("ribs"), m("humerus"), m("radius"), m("ulna"), m("hand bones"), m("hip bone"),
    m("femur"), m("patella"), m("tibia"), m("fibula"), m("foot bones"),
)  # fmt: skip
MIDDLE = (
    m("cranium"),
    m("mandible"),
    m("sternum"),
    m("cervical vertebrae"),
    m("thoracic vertebrae"),
    m("lumbar vertebrae"),
    m("sacrum"),
)
THERE = (
    ("complete", m("complete")),
    ("incomplete", m("incomplete")),
    ("fragmented", m("fragmented")),
    ("absent", m("absent")),
)
IN = (CustodyType.RECEIVED, CustodyType.RECOVERED, CustodyType.EXHUMED)
CELLS = tuple((f"{r.value}.{c.value}", f"{r.value}.{c.value}") for r in Region for c in Condition)

NUMBER = Form("number", m("New remains"), (
    Choice("kind", m("What it is"), options=of_enum(RemainsKind), required=True),
    Whole("count", m("How many alike"), least=1, most=500, required=True, hint=m("Each gets a number of its own.")),
    Choice("act", m("Booked in as"), options=tuple((each.value, each.value) for each in IN)),
    Choice("place", m("Into which place")),
    Day("day", m("When")),
    Time("time", m("At what time")),
    Text("handed_by", m("Handed over by"), hint=m("Staff. Never a relative.")),
    Text("received_by", m("Received by"), hint=m("Staff. Never a relative.")),
    Choice("site", m("Where it was found")),
    Text("feature", m("In which grave or unit")),
    RemainsCode("parent", m("Part of, or inside"), hint=m("Number, typed or scanned.")),
    RemainsCode("split_from", m("Separated from"), hint=m("Number, typed or scanned.")),
    Text("element", m("Bone or region"), offers=ELEMENTS),
    Choice("side", m("Side"), options=of_enum(Side), lack=True),
    Choice("completeness", m("Completeness"), options=of_enum(Completeness), lack=True),
    Several("matrix", m("Condition by region"), options=CELLS),
    Text("label", m("A label that is on it already"), hint=m("For one thing only.")),
    Choice("label_kind", m("Whose label"), options=of_enum(LabelKind)),
    Text("issuer", m("Given by")),
    Long("note", m("Note"), hint=m("No names.")),
))  # fmt: skip
LABEL = Form("label", m("Another label"), (
    Text("text", m("What stands on it"), required=True, most=80, hint=m("Never a name.")),
    Choice("kind", m("Whose label"), options=of_enum(LabelKind), required=True),
    Text("issuer", m("Given by")),
    Day("day", m("When")),
))  # fmt: skip
SAMPLE = Form("sample", m("Sample taken"), (
    Text("id", m("Number of the sample"), required=True, most=60),
    Text("material", m("Material"), offers=("femur", "tibia", "tooth", "petrous bone", "blood", "tissue", "hair")),
    Text("purpose", m("Purpose"), offers=("DNA", "toxicology", "isotopes", "histology")),
    Text("laboratory", m("Laboratory that it goes to")),
    Text("number", m("Number of the laboratory")),
    Day("day", m("When")),
))  # fmt: skip
ASSOCIATE = Form("associate", m("Belongs together, or does not"), (
    RemainsCode("other", m("The other thing"), required=True, hint=m("Number, typed or scanned.")),
    Choice("kind", m("In what way"), options=of_enum(AssociationKind), required=True),
    Long("basis", m("How it is known"), required=True, most=1000, hint=m("No names.")),
    Choice("resolves", m("It had gone with"), hint=m("For the same body: the removal in which the other number went.")),
    Day("day", m("When")),
))  # fmt: skip


def _asked(item: Item) -> Field:
    """The field of an item of the form: one that offers choices offers "not known" among them."""
    name, mark = f"i-{item.key}", item.number or (item.key if item.key[:1].isdigit() else "")
    if item.choices:
        return Choice(name, item.label, options=tuple((each, each) for each in item.choices), mark=mark, lack=True)
    kind = Long if item.lines > 2 else Text
    return kind(name, item.label, lack=True, mark=mark, most=2000)


_SKIPPED = {"event"}
SECTIONS: tuple[tuple[str, tuple[Field, ...]], ...] = tuple(
    (title, tuple(_asked(item) for item in asked if item.key not in _SKIPPED))
    for title, asked in (
        (m("Scene and condition"), SCENE),
        (m("Body"), items.BODY),
        (m("Things found with it"), items.EFFECTS),
        (m("Inner examination"), INNER),
        (m("Teeth"), (*JAWS, *items.TEETH)),
        (m("Notes"), items.NOTES),
    )
)
INVENTORY: tuple[tuple[str, tuple[Field, ...]], ...] = (
    *((bone, tuple(Choice(f"b-{bone}-{side}", side, options=THERE, lack=True) for side in ("left", "right")))
      for bone in PAIRED),
    *((bone, (Choice(f"b-{bone}-middle", "middle", options=THERE, lack=True),)) for bone in MIDDLE),
)  # fmt: skip
EXAMINE = Form("examine", m("Examination"), (
    Choice("kind", m("What sort"), options=of_enum(ExaminationKind), required=True),
    Text("by", m("Office that examined")),
    Day("day", m("When")),
    *(each for _, asked in SECTIONS for each in asked),
    *(each for _, asked in INVENTORY for each in asked),
))  # fmt: skip
ABOUT_ONE = (LABEL, EXAMINE, SAMPLE, ASSOCIATE)


def unfinished(here: Here) -> list[tuple[Form, list[Draft]]]:
    """The person's drafts of the forms of the register."""
    from antigone.web.pages.custody_forms import CLOSE, CUSTODY, STOCKTAKE
    from antigone.web.pages.site_forms import GRAVE, SITE

    return drafts_of(here, (NUMBER, *ABOUT_ONE, CUSTODY, STOCKTAKE, CLOSE, SITE, GRAVE))


def drafts_of(here: Here, forms: Iterable[Form]) -> list[tuple[Form, list[Draft]]]:
    """The person's drafts of these forms; forms without any are left out."""
    mine = list(drafts_or_none(here.desk.path, here.user.name))
    return [(form, found) for form in forms if (found := [each for each in mine if each.form == form.key])]


def places(here: Here) -> tuple[tuple[str, str], ...]:
    """The places of the register as options."""
    rows = here.desk.shelf.rows()
    named = [(id, f"{site.name} ({id})" if site.name and site.name != id else id) for id, site in rows.sites.items()]
    return tuple(sorted(named, key=lambda pair: pair[1].casefold()))


def period(day: PartialDate | None) -> Period | None:
    """A day as the period of an event."""
    return Period(day, day) if day else None


def write(desk: Desk, drafts: Iterable[Entry]) -> list[str]:
    """Append; give the ids of the events."""
    return [event.id for event in desk.case.append(list(drafts))]


# -- numbering --------------------------------------------------------------------------------------------------------


def _numbering(here: Here) -> Form:
    sites = places(here)
    return NUMBER.offering(place=sites, site=sites)


def ask_number(here: Here) -> Response:
    """The form for new remains."""
    query = here.request.query_params
    known = dict(_numbering(here).fields[3].options)  # type: ignore[attr-defined]
    place = query.get("place", "") if query.get("place", "") in known else None
    defaults = {"kind": query.get("kind") or "body", "count": 1, "place": place, "act": "received" if place else None}
    return show_number(_numbering(here).begin(here, **defaults))


def show_number(given: Given) -> Response:
    """The page of that form."""
    matrix = (tuple(Region), tuple(Condition))
    return given.here.page(
        "number.html.j2", given.status, state=given.here.desk.shelf.titled, given=given, matrix=matrix
    )


def number(here: Here) -> Response:
    """Number them, label them, book them in: in one step or not at all."""
    return submit(here, _numbering(here), show_number, _number)


def _number(given: Given) -> str:
    here, words = given.here, given.here.words
    if given["label"] and given["count"] > 1:
        raise given.wrong("label", words("One label cannot be on several things. Number them one by one."))
    if bool(given["act"]) != bool(given["place"]):
        told = words("Say both how it is booked in and where, or neither.")
        raise given.wrong("place" if given["act"] else "act", told)
    ups = [each for each in (given["parent"], given["split_from"]) if each]
    near = [each for each in (given["site"], given["feature"], given["place"]) if each]
    with here.desk.at_register(here.user.name) as desk:
        desk.allot_first()
        register = desk.numbering(given["count"], ups, near)
        if given["feature"] and given["feature"] not in register.features:
            raise given.wrong("feature", words("There is no such grave or unit. Leave it out, or record it first."))
        labels = [Label("", LabelKind(given["label_kind"] or "foreign number"), given["label"], given["issuer"] or "")]
        drafts = services.number(
            register, desk.case.writer().public, _thing(given), given["count"], labels if given["label"] else [],
            period(given["day"]),
        )  # fmt: skip
        ids = [each.body["remains"]["id"] for each in drafts if "remains" in each.body]
        if given["act"]:
            drafts.append(draft(_intake(given, ids), period(given["day"])))
        events = write(desk, drafts)
    if len(ids) == 1:
        return f"/remains/{quote(code_of(ids[0]))}"
    return f"/entry/{events[-1]}" if given["act"] else "/remains?sort=-number"


def _thing(given: Given) -> Remains:
    cells = (each.partition(".") for each in given["matrix"] or ())
    return Remains(
        "", RemainsKind(given["kind"]), given["parent"], given["split_from"], given["site"] or "",
        given["feature"] or "", tuple(Cell(Region(r), Condition(c)) for r, _, c in cells), given["element"] or "",
        Side(given["side"]) if given["side"] else None,
        Completeness(given["completeness"]) if given["completeness"] else None, note=given["note"] or "",
    )  # fmt: skip


def _intake(given: Given, ids: list[str]) -> CustodyEvent:
    act = CustodyType(given["act"])
    from_place = "" if act is CustodyType.RECEIVED else given["site"] or ""
    return CustodyEvent(
        act, tuple(ids), from_place=from_place, to_place=given["place"], time=given["time"] or "",
        handed_by=given["handed_by"] or "", received_by=given["received_by"] or "",
    )  # fmt: skip


# -- about one thing --------------------------------------------------------------------------------------------------


def thing_of(here: Here) -> str:
    """The canonical id of the thing that the address names; `NotFoundError` where there is none."""
    with here.desk.shelf.reading() as desk:
        return desk.find(here.request.path_params["code"])


def _shown(given: Given, title: str, **values: object) -> Response:
    code = code_of(thing_of(given.here))
    told: dict[str, object] = {"state": given.here.desk.shelf.titled, "sections": (), "inventory": ()}
    return given.here.page("about_one.html.j2", given.status, given=given, code=code, title=title, **(told | values))


def _done(id: str) -> str:
    return f"/remains/{quote(code_of(id))}"


def ask_label(here: Here) -> Response:
    """The form for one more label."""
    return show_plain(LABEL.begin(here))


def show_plain(given: Given) -> Response:
    """The page of a form about one thing that has nothing of its own."""
    return _shown(given, given.form.title)


def label(here: Here) -> Response:
    """Add a label."""
    return submit(here, LABEL, show_plain, _label)


def _label(given: Given) -> str:
    id = thing_of(given.here)
    made = Label(id, LabelKind(given["kind"]), given["text"], given["issuer"] or "", given["day"])
    with given.here.desk.at_register(given.here.user.name) as desk:
        write(desk, [services.add_label(desk.part([id]), made)])
    return _done(id)


def ask_examination(here: Here) -> Response:
    """The form of an examination."""
    return _show_examination(EXAMINE.begin(here))


def _show_examination(given: Given) -> Response:
    def touched(asked: tuple[Field, ...]) -> bool:
        return any(each.name in given.faults or any(given.sent.get(c) for c in each.controls) for each in asked)

    opened = {title for title, asked in SECTIONS if touched(asked)}
    opened |= {"" for _, asked in INVENTORY if touched(asked)}
    return _shown(given, given.form.title, sections=SECTIONS, inventory=INVENTORY, opened=opened)


def examine(here: Here) -> Response:
    """Record an examination."""
    return submit(here, EXAMINE, _show_examination, _examine)


def _examine(given: Given) -> str:
    here, id = given.here, thing_of(given.here)
    with here.desk.at_register(here.user.name) as desk:
        register = desk.part([id])
        own = f"{code_of(id)}-E{sum(e.remains == id for e in register.examinations.values()) + 1}"
        made = Examination(own, id, ExaminationKind(given["kind"]), given["by"] or "", observations=_observed(given))
        write(desk, [services.examine(register, made, period(given["day"]))])
    return _done(id)


def _observed(given: Given) -> tuple[Observation, ...]:
    """Every item that was on the page: its value, no data, or blank; those of sections never opened are blank."""
    found = []
    for _, asked in SECTIONS:
        found += [_observation(given, each.name, each.name.removeprefix("i-")) for each in asked]
    for bone, asked in INVENTORY:
        sides = (each.name.rpartition("-")[2] for each in asked)
        found += [_observation(given, each.name, f"inventory.{bone}.{s}") for each, s in zip(asked, sides, strict=True)]
    said = {each.item.partition(".")[0] for each in found if each and each.answer is not Answer.BLANK}
    return tuple(each for each in found if each and (not each.item.startswith("inventory.") or "inventory" in said))


def _observation(given: Given, name: str, item: str) -> Observation | None:
    answer = given.answer(name)
    if answer is Answer.NOT_ASKED:
        return None
    return Observation(item, str(given[name]) if answer is Answer.GIVEN else "", answer)


def ask_sample(here: Here) -> Response:
    """The form of a sample, with the next number of this thing."""
    id = thing_of(here)
    with here.desk.shelf.reading() as desk:
        taken = sum(sample.remains == id for sample in desk.part([id]).samples.values())
    return show_plain(SAMPLE.begin(here, id=f"{code_of(id)}-S{taken + 1}", purpose="DNA"))


def sample(here: Here) -> Response:
    """Record a sample."""
    return submit(here, SAMPLE, show_plain, _sample)


def _sample(given: Given) -> str:
    here, id = given.here, thing_of(given.here)
    names = ("material", "purpose", "laboratory", "number")
    made = Sample(given["id"], id, **{name: given[name] or "" for name in names})
    with here.desk.at_register(here.user.name) as desk:
        if desk.index.at(f"v:{made.id}"):
            raise given.wrong("id", here.words("There is such a sample already. Choose another number."))
        write(desk, [services.take_sample(desk.part([id]), made, period(given["day"]))])
    return _done(id)


def _associating(here: Here) -> Form:
    return ASSOCIATE.offering(resolves=removals(here))


def removals(here: Here) -> tuple[tuple[str, str], ...]:
    """Acts that took away more than they named, as options: the newest first."""
    words, shelf = here.words, here.desk.shelf
    rows, ids = shelf.rows(), sorted(set().union(*shelf.noted.values()) if shelf.noted else ())
    with shelf.reading() as desk:
        register = desk.part(events=ids)
    found = []
    for id, booked in register.custody.items():
        event: CustodyEvent = booked.value
        missing = event.stated - len(register.enumerated[id])
        if missing > 0 and event.from_place:
            day = booked.event.occurred.end if booked.event.occurred else None
            told = words(
                "%(day)s: %(n)s without numbers, %(act)s from %(place)s",
                day=words.date(day), n=words.number(missing), act=words(event.type.value),
                place=rows.name(event.from_place),
            )  # fmt: skip
            found.append((str(day or ""), id, told))
    return tuple((id, told) for _, id, told in sorted(found, reverse=True)[:200])


def ask_association(here: Here) -> Response:
    """The form of an association."""
    return show_plain(_associating(here).begin(here))


def associate(here: Here) -> Response:
    """Join two things, or exclude it."""
    return submit(here, _associating(here), show_plain, _associate)


def _associate(given: Given) -> str:
    here, words, id = given.here, given.here.words, thing_of(given.here)
    other, kind = given["other"], AssociationKind(given["kind"])
    if given["resolves"] and kind is not AssociationKind.SAME_BODY:
        raise given.wrong("resolves", words("Only the same body can have gone with a removal."))
    made = Association(f"A-{code_of(id)}-{code_of(other)}", id, other, kind, given["basis"], here.user.name)
    with here.desk.at_register(here.user.name) as desk:
        register = desk.part((id, other), events=[given["resolves"]] if given["resolves"] else [])
        if made.id in register.associations:
            made = replace(made, id=f"{made.id}-{len(register.associations) + 1}")
        if given["resolves"]:
            write(desk, services.rejoin(register, id, other, given["resolves"], made, period(given["day"])))
        else:
            write(desk, [services.associate(register, made, period(given["day"]))])
    return _done(id)
