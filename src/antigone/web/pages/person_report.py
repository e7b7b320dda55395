"""A report of a missing person, taken down; reports that may be about one person; the interview form printed."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import Response

from antigone.core.errors import AntigoneError
from antigone.found.examination import Answer
from antigone.named import services
from antigone.named.desk import Desk
from antigone.named.evidence.combine import NO_DATA
from antigone.named.services import CONTACT, PERSONAL, NewReport
from antigone.named.similar import Alike
from antigone.web.forms import Choice, Day, Form, Given, PersonCode, Several, Text, m, submit
from antigone.web.here import Here
from antigone.web.pages.missing import names_index, places_of
from antigone.web.pages.person_forms import RECIPIENTS, SEXES, report_at
from antigone.web.people import doubles as all_doubles
from antigone.web.people import doubles_of, sketches
from antigone.web.seen import recipient
from antigone.web.work import Job

SEALED = m("Sealed. Write what is known; the rest can stay blank.")
DETAILS = ("age", "stature", "hair", "eyes", "teeth", "marks", "clothing")
A_PAGE = 50
PATIENCE = 1.5
DONE = Job()
DONE.done.set()
PRINT_PURPOSE = "interview form"

REPORT = Form(
    "report",
    m("Take a report"),
    (
        PersonCode("person", m("About somebody who has a code already"), hint=m("Left blank: somebody new.")),
        Text("name", m("Name of the missing person"), hint=SEALED),
        Text("birth", m("Born"), hint=m("2030-05-02, or 2030-05, or 2030")),
        Choice("sex", m("Sex"), options=SEXES),
        Text("address", m("Address")),
        Text("identity", m("Number of a document")),
        Text("age", m("Age"), hint=m("30, or 25-35"), lack=True),
        Text("stature", m("Stature, cm"), hint=m("165, or 160-170"), lack=True),
        Choice(
            "hair",
            m("Hair"),
            options=tuple((c, c) for c in ("black", "brown", "blond", "red", "grey")),
            lack=True,
        ),
        Choice("eyes", m("Eyes"), options=tuple((c, c) for c in ("brown", "blue", "green", "grey")), lack=True),
        Text("teeth", m("Teeth"), hint=m("FDI number and code: 16=fil.mo 36=mis 11=sou"), lack=True),
        Text("marks", m("Marks"), hint=m("tattoo@left forearm; scar@chin; or: none"), lack=True),
        Text("clothing", m("Clothing"), hint=m("jacket:red; shoes:black"), lack=True),
        Day("last_seen", m("When last seen")),
        Choice("last_place", m("Where last seen")),
        Text(
            "informant", m("Who reports"), hint=m("A name, which is sealed, or the code of one who is known: I-0001.")
        ),
        Text("contact", m("How to reach them"), hint=m("Sealed.")),
        Text("informant_address", m("Their address"), hint=m("Sealed.")),
        Text("relation", m("What they are to the person"), hint=m("mother, neighbour …; no name")),
        Several("agrees", m("Who may be told what they gave"), options=RECIPIENTS),
        Day("received", m("When the report was made")),
        Text("source", m("Where it lies"), hint=m("number of a file")),
        Choice("group", m("Group, for the account")),
        Choice("place", m("Place for which the account counts the person")),
    ),
)


def page(here: Here) -> Response:
    """The report: the form on GET, on POST written; then the dossier, or the reports it may be a double of."""
    places = tuple(sorted(places_of(here).items(), key=lambda pair: pair[1]))
    groups = tuple((id, group.name) for id, group in here.desk.state().book.groups.items())
    form = REPORT.offering(last_place=places, place=places, group=groups)

    def show(given: Given) -> Response:
        return here.page(
            "report_form.html.j2", given.status, state=here.desk.state(), given=given, drafts=form.drafts(here)
        )

    def write(given: Given) -> str:
        known = sketches(names_index(here), here.desk.named()).values()
        with here.desk.at_work(here.user.name) as desk:
            got = services.receive(desk, _new(desk, given), known)
            desk.write(got.drafts)
        return f"/missing/doubles?report={got.report}" if got.alike else f"/missing/{got.person}"

    if here.request.method == "POST":
        return submit(here, form, show, write)
    about = here.request.query_params.get("person", "")
    return show(form.begin(here, person=about if about in here.desk.named().persons else None))


def _new(desk: Desk, given: Given) -> NewReport:
    """What was typed, as the service takes it."""
    personal = {name: str(given[name] or "") for name in PERSONAL}
    lacking = [name for name in DETAILS if given.answer(name) is Answer.NO_DATA]
    description = {name: str(given[name]) for name in DETAILS if given[name]}
    if lacking:
        description[NO_DATA] = "; ".join(lacking)
    told = given["informant"] or ""
    known = told.upper() in desk.book.informants
    fields = dict(zip(CONTACT, (told, given["contact"] or "", given["informant_address"] or ""), strict=True))
    informant = told.upper() if known else (fields if any(fields.values()) else "")
    sex = given["sex"] or "?"
    return NewReport(
        personal, description, informant, given["relation"] or "", given["received"], given["last_seen"],
        given["last_place"] or "", given["source"] or "", given["person"] or "", sex, given["group"] or "",
        given["place"] or "", given["agrees"] or (),
    )  # fmt: skip


def doubles(here: Here) -> Response:
    """Reports that may be about one person: of one report that just came in, or of all."""
    book = here.desk.named()
    report = here.request.query_params.get("report", "").upper()
    report = report if report in book.reports else ""
    fault, found, job = None, list[Alike](), None
    try:
        index = names_index(here)
        known = here.desk.table("sketches", lambda state: sketches(index, state.named))
        if report:
            found = doubles_of(index, known, report)
        else:
            key = ("doubles", here.desk.state().head)
            job = here.desk.jobs.of(key, lambda job: all_doubles(index, known, job.step), PATIENCE)
            found, fault = job.result or [], job.fault
    except AntigoneError as error:
        fault = error
    asked = here.request.query_params.get("page", "1")
    at = max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return here.page(
        "doubles.html.j2",
        state=here.desk.state(),
        book=book,
        found=found[(at - 1) * A_PAGE : at * A_PAGE],
        total=len(found),
        at=at,
        last_page=max(-(-len(found) // A_PAGE), 1),
        address=lambda n: "/missing/doubles?" + urlencode([*([("report", report)] if report else []), ("page", n)]),
        report=report,
        fault=fault,
        job=job or DONE,
    )


def interview(here: Here) -> Response:
    """The ante-mortem interview of a report as PDF; with names where the address asks and the role may see them."""
    from antigone.formats.prints.filling.fill import fill
    from antigone.formats.prints.filling.source import Source
    from antigone.formats.prints.render import Setting, render
    from antigone.formats.prints.values import Personal
    from antigone.record.case import Case

    report = report_at(here)
    names = here.request.query_params.get("names") == "yes" and here.sees("names")
    to = recipient(here) if names else ""
    writing = here.desk.writing if names else nullcontext()
    with writing, Case.open(here.desk.path, by=here.user.name or None, read_only=not names) as case:
        content = fill("am-interview", Source(case, None, to, PRINT_PURPOSE if names else ""), (report,))
        signed = case.checkpoint()
        setting = Setting(
            language=here.words.code,
            allow=frozenset({Personal.NAME} if names else ()),
            case=case.name,
            record=f"{signed.size:,} · {signed.root.hex()[:16]}",
            printed_by=here.user.name or case.by,
            printed_at=datetime.now(UTC).replace(second=0, microsecond=0),
        )
    made = render("am-interview", content, setting)
    headers = {"content-disposition": f'inline; filename="{report}.pdf"'}
    return Response(made.pdf, media_type="application/pdf", headers=headers)
