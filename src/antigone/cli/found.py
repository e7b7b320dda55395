"""The register from the command line: sites, remains, labels and custody; books and laboratory in their own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from antigone.cli import found_books, found_lab, register_io
from antigone.cli.case import AS_JSON, CASE
from antigone.cli.found_common import BECAUSE, BY, ON, desk, event_id, one_of, period, write
from antigone.core.errors import UsageError

if TYPE_CHECKING:
    from antigone.core.when import Period
    from antigone.found.custody import CustodyEvent
    from antigone.found.desk import Desk

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False,
    help="Keep the register of places, remains and custody.",
)  # fmt: skip


@app.command()
def site(
    case: Path = CASE,
    id: str = typer.Argument(..., metavar="ID", help="The case's own id, such as morgue-1."),
    type: str = typer.Option("", "--type", help="primary grave, scene, morgue, laboratory, …"),
    name: str = typer.Option("", help="Neutral name."),
    keeper: str = typer.Option("", help="Who is answerable for what lies here."),
    place: str = typer.Option("", help="Id of the place of the case in which it lies."),
    position: str = typer.Option("", "--position", metavar="LAT,LON", help="Exact position: sealed, never shown."),
    precision: int | None = typer.Option(None, help="Radius in metres within which it surely lies."),
    publication: str = typer.Option("withheld", help="How exactly it may be shown: withheld, area, local, exact."),
    derived_from: str = typer.Option("", "--derived-from", help="Site from which its remains had been taken."),
    discovered: str = typer.Option("", help="Date."),
    feature: str = typer.Option("", help="Record a grave or other unit of this id within the site instead."),
    marker: str = typer.Option("", help="Number on the feature's marker."),
    opened: str = typer.Option("", help="When the feature was opened."),
    contents: str = typer.Option("unknown", help="none, one body, several bodies, parts, animal, unknown."),
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Record a site, or a feature (a grave) within one.

    [bold]Examples:[/bold]
      antigone found site port morgue-1 --type morgue --keeper "City Morgue"
      antigone found site port field-3 --type "primary grave" --position 1.23456,2.34567 --publication area
      antigone found site port field-3 --feature grave-1 --opened 2030-05-04 --contents "several bodies"
    """
    from antigone.core.when import PartialDate
    from antigone.found.events import draft
    from antigone.found.services import record_site
    from antigone.found.site import Contents, Feature, Geometry, Publication, Site, SiteType

    def day(text: str) -> PartialDate | None:
        return PartialDate.parse(text) if text else None

    with desk(case, by=by) as at:
        known = at.part(places=[id, derived_from])
        if feature:
            if id not in known.sites:
                raise UsageError(f"There is no site '{id}'.", "Record it first.")
            value = Feature(feature, id, marker, day(opened), one_of(Contents, contents, "contents"))
            write(at, [draft(value)], as_json, f"Feature {feature} of {id} is recorded.", feature=feature, site=id)
            return
        exact = None
        if position:
            lat, _, lon = position.partition(",")
            exact = Geometry(lat.strip(), lon.strip(), precision)
        if not type:
            raise UsageError("A site needs a type.", "Give it with --type, such as morgue.")
        made = Site(
            id, one_of(SiteType, type, "type of site"), name, keeper=keeper, place=place,
            publication=one_of(Publication, publication, "publication level"), discovered=day(discovered),
            derived_from=derived_from or None,
        )  # fmt: skip
        old = known.holders.get(("site", id))
        drafts = [record_site(made, exact, corrects=old, reason="recorded anew" if old else "")]
        write(at, drafts, as_json, f"Site {id} is recorded.", site=id)


@app.command()
def remains(
    case: Path = CASE,
    kind: str = typer.Option("body", help="body, body part, bone, fragment, ash, cluster, non-human, object …"),
    count: int = typer.Option(1, min=1, max=10000, help="How many alike."),
    site: str = typer.Option("", help="Site where found."),
    feature: str = typer.Option("", help="Feature where found."),
    parent: str = typer.Option("", help="Code of what it lies in or belongs to."),
    split_from: str = typer.Option("", "--split-from", help="Code of what it was separated from."),
    element: str = typer.Option("", help="Bone or region, such as femur."),
    side: str = typer.Option("", help="left, right, middle, unsided."),
    completeness: str = typer.Option("", help="complete, incomplete, fragmented."),
    label: str = typer.Option("", help="A label it has already (one thing only)."),
    received: str = typer.Option("", "--received-at", metavar="PLACE", help="Book it in there as received."),
    recovered: str = typer.Option("", "--recovered-to", metavar="PLACE", help="Book it in there as recovered."),
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Number remains: each gets a code of its own, never used again.

    [bold]Examples:[/bold]
      antigone found remains port --count 12 --received-at morgue-1 --on 2030-05-02
      antigone found remains port --kind bone --element femur --side left --split-from 000-00R
    """
    from antigone.found.custody import CustodyEvent, CustodyType
    from antigone.found.events import draft
    from antigone.found.label import Label, LabelKind, code_of
    from antigone.found.remains import Completeness, Remains, RemainsKind, Side
    from antigone.found.services import number

    if label and count > 1:
        raise UsageError("One label cannot be on several things.", "Number them one by one.")
    if received and recovered:
        raise UsageError("A thing is received or recovered.", "Give one of --received-at and --recovered-to.")
    with desk(case, by=by) as at:
        allotted = at.allot_first()
        ups = [at.find(each) if each else "" for each in (parent, split_from)]
        register = at.numbering(count, [u for u in ups if u], [p for p in (site, feature, received, recovered) if p])
        thing = Remains(
            "", one_of(RemainsKind, kind, "kind of remains"), ups[0] or None, ups[1] or None, site, feature,
            element=element, side=one_of(Side, side, "side") if side else None,
            completeness=one_of(Completeness, completeness, "completeness") if completeness else None,
        )  # fmt: skip
        labels = [Label("", LabelKind.FOREIGN, label)] if label else []
        drafts = number(register, at.case.writer().public, thing, count, labels, period(on))
        ids = [d.body["remains"]["id"] for d in drafts if "remains" in d.body]
        if received or recovered:
            place = received or recovered
            if place not in register.sites:
                raise UsageError(f"There is no place '{place}'.", "Record it first: `antigone found site CASE ID`.")
            act = CustodyType.RECEIVED if received else CustodyType.RECOVERED
            event = CustodyEvent(act, tuple(ids), to_place=place, from_place="" if received else site)
            drafts.append(draft(event, period(on)))
        codes = [code_of(id) for id in ids]
        shown = ", ".join(codes) if len(codes) <= 12 else f"{codes[0]} to {codes[-1]}"
        note = " Numbers were allotted to this computer first." if allotted else ""
        write(at, drafts, as_json, f"Numbered: {shown}.{note}", ids=ids, codes=codes)


@app.command()
def label(
    case: Path = CASE,
    code: str = typer.Argument("", metavar="[CODE]", help="Code of the thing."),
    text: str = typer.Argument("", metavar="[TEXT]", help="What is printed on its label."),
    kind: str = typer.Option(
        "foreign number", help="scene tag, bag, morgue, laboratory, grave marker, foreign number."
    ),
    issuer: str = typer.Option("", help="Who gave it."),
    allot: int = typer.Option(0, "--allot", min=0, metavar="N", help="Allot the next N numbers to a writer."),
    to: str = typer.Option("", "--to", metavar="WRITER", help="Public key of the writer, or its beginning."),
    void: str = typer.Option("", "--void", metavar="CODE", help="Void a number that was never used."),
    because: str = BECAUSE,
    on: str = ON,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Add a label to a thing, allot numbers to a computer, or void a number. Nothing is overwritten.

    [bold]Examples:[/bold]
      antigone found label port 000-00R "M-17" --kind morgue --issuer "City Morgue"
      antigone found label port --allot 1000 --to 3f9a1c5e
      antigone found label port --void 000-02Y --because "label torn"
    """
    from antigone.core.when import PartialDate
    from antigone.found import services
    from antigone.found.label import Label, LabelKind, canonical_id, read_code, short_code

    with desk(case, by=by) as at:
        if allot:
            block = services.allot(at.whole(), _writer(at, to), allot)
            ends = [short_code(block.body["block"][end]) for end in ("first", "last")]
            write(at, [block], as_json, f"Numbers {ends[0]} to {ends[1]} are allotted.", first=ends[0], last=ends[1])
        elif void:
            id = canonical_id(read_code(void))
            write(at, [services.void(at.part([id]), id, because)], as_json, f"{void} is void.", code=void)
        elif code and text:
            id = at.find(code)
            day = PartialDate.parse(on) if on else None
            made = Label(id, one_of(LabelKind, kind, "kind of label"), text, issuer, day)
            write(at, [services.add_label(at.part([id]), made)], as_json, f"{code} has the label '{text}'.", id=id)
        else:
            raise UsageError("There is nothing to label.", "Give a code and a text, or --allot, or --void.")


def _writer(at: Desk, text: str) -> str:
    """A writer of the case by the beginning of its key; this computer's own where none is named."""
    if not text:
        return at.case.writer().public
    known = {event.writer for event in at.case.events() if event.writer.startswith(text)}
    if len(known) == 1:
        return str(known.pop())
    from antigone.record.event import is_hex

    if is_hex(text):
        return text
    raise UsageError(f"'{text}' is the beginning of no writer's key.", "Give all 64 digits of the key.")


@app.command()
def custody(
    case: Path = CASE,
    type: str = typer.Argument("", metavar="[ACT]", help="received, moved, transferred out, stolen, released, …"),
    codes: list[str] = typer.Argument(
        None, metavar="[CODE]…", help="What it was about; none where nobody noted numbers."
    ),
    from_place: str = typer.Option("", "--from", metavar="PLACE", help="Where from."),
    to_place: str = typer.Option("", "--to", metavar="PLACE", help="Where to."),
    count: int | None = typer.Option(None, "--count", min=0, help="How many, as asserted on paper or by word."),
    counted: str = typer.Option("bodies", help="What --count counts: bodies, parts or other."),
    on: str = ON,
    time: str = typer.Option("", help="HH:MM, where known."),
    handed_by: str = typer.Option("", "--handed-by", help="Staff who handed over."),
    received_by: str = typer.Option("", "--received-by", help="Staff who received. Never a relative."),
    relative: str = typer.Option("", help="Relative who received: CODE=name; the name is sealed."),
    read: list[str] = typer.Option([], "--read", metavar="LABEL", help="A label as read before it was let go."),
    seal: str = typer.Option("", help="Number of the seal."),
    authority: str = typer.Option("", help="By whose order."),
    reference: str = typer.Option("", help="Number of the note."),
    answers: str = typer.Option("", metavar="EVENT", help="On a receipt: the event of the dispatch."),
    anyway: bool = typer.Option(False, "--anyway", help="Book it although the book speaks against it."),
    corrects: str = typer.Option("", "--correct", metavar="EVENT", help="This replaces an earlier event."),
    resolve: str = typer.Option("", metavar="EVENT", help="The codes are things that this event was about."),
    take_back: str = typer.Option("", "--take-back", metavar="EVENT", help="Take an event back."),
    because: str = BECAUSE,
    by: str = BY,
    as_json: bool = AS_JSON,
) -> None:
    """Book what happened to remains: every act of custody, with numbers or without.

    [bold]Examples:[/bold]
      antigone found custody port "transferred out" 000-00R 000-02Y --from morgue-1 --to lab --on 2030-05-03
      antigone found custody port stolen --count 41 --from morgue-1 --on 2030-01-06
      antigone found custody port --resolve 3f9a1c5e2b7d 000-00R --because "tag in the grave"
      antigone found custody port --take-back 3f9a1c5e2b7d --because "scanned twice"
    """
    with desk(case, by=by) as at:
        if take_back:
            _take_back(at, take_back, because, as_json)
            return
        units = [at.find(each) for each in ([type, *(codes or [])] if resolve else codes or [])]
        if resolve:
            _resolve(at, resolve, units, because, period(on), as_json)
            return
        from antigone.found.custody import CustodyEvent, CustodyType
        from antigone.found.remains import Counted

        event = CustodyEvent(
            one_of(CustodyType, type, "act of custody"), tuple(units), count, one_of(Counted, counted, "kind"),
            from_place=from_place, to_place=to_place, time=time, handed_by=handed_by, received_by=received_by,
            identifiers=tuple(read), seal=seal, authority=authority, reference=reference,
            answers=_event(at, answers) if answers else None,
        )  # fmt: skip
        _book(at, event, period(on), relative, _event(at, corrects) if corrects else None, because, anyway, as_json)


def _take_back(at: Desk, event: str, because: str, as_json: bool) -> None:
    from antigone.found import services

    id = _event(at, event)
    write(at, [services.take_back(at.part(events=[id]), id, because)], as_json, "It is taken back.", taken=id)


def _resolve(at: Desk, event: str, units: list[str], because: str, when: Period | None, as_json: bool) -> None:
    """Say which things an event without (all) its numbers was about."""
    from antigone.found import services
    from antigone.found.label import code_of

    id = _event(at, event)
    made = services.resolve(at.part(units, events=[id]), id, units, because, when)
    shown = ", ".join(map(code_of, units))
    write(at, [made], as_json, f"{shown}: among those of event {id[:12]}.", event=id, units=units)


def _book(
    at: Desk, event: CustodyEvent, when: Period | None, relative: str, old: str | None, because: str, anyway: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Check an act against as much of the register as it concerns, and write it."""
    from antigone.found import services
    from antigone.found.label import code_of

    units, count = event.units, event.asserted
    word_only = count is not None and count > len(units) and bool(event.from_place) and not anyway
    asked = [each for each in (event.answers, old) if each]
    register = at.whole() if word_only else at.part(units, [event.from_place, event.to_place], asked)
    subject, _, name = relative.partition("=")
    sealed = (subject, name) if relative else None
    made = services.record_custody(register, event, when, anyway=anyway, relative=sealed, corrects=old, reason=because)
    shown = ", ".join(map(code_of, units[:6])) + (" …" if len(units) > 6 else "")
    shown = shown or f"{count} {event.counted.value}"
    write(at, [made], as_json, f"{event.type.value}: {shown}.", units=list(units), asserted=count)


def _event(at: Desk, text: str) -> str:
    """An event by its id or the beginning of it; the whole id needs no reading of the register."""
    from antigone.record.event import is_hex

    return text if is_hex(text) else event_id(at.whole(), text)


found_lab.add_to(app)
found_books.add_to(app)
register_io.add_to_found(app)
