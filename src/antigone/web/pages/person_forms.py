"""Forms about people: changes, merges, relatives, samples, consent, wishes. Each is one event with its reason."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from antigone.core.errors import NotFoundError
from antigone.found.custody import UnaccountedReason
from antigone.named import services
from antigone.named.book import Book
from antigone.named.consent import ANYBODY, BOARD, FAMILY_LIAISON, LABORATORY, PUBLIC, Purpose
from antigone.named.desk import Desk
from antigone.named.family import Wish
from antigone.named.person import PersonStatus
from antigone.named.sample import Sample, SampleKind
from antigone.record.event import Draft
from antigone.web.forms import (
    Choice,
    Form,
    Given,
    Long,
    PersonCode,
    Several,
    Text,
    YesNo,
    m,
    of_enum,
    submit,
)
from antigone.web.here import Here
from antigone.web.pages.missing import places_of
from antigone.web.pages.person import person_at

SEXES = (("M", m("male")), ("F", m("female")), ("?", m("not known")))
RECIPIENTS = (
    (LABORATORY, m("laboratory")),
    (BOARD, m("board")),
    (FAMILY_LIAISON, m("family liaison")),
    (PUBLIC, m("public")),
)
WHY = Long("because", m("Why"), hint=m("It stands in the record for good. Write no name."), required=True)

CHANGE = Form(
    "change-person",
    m("Change what is known"),
    (
        Choice("status", m("Standing"), options=of_enum(PersonStatus)),
        Choice("sex", m("Sex"), options=SEXES),
        Choice("group", m("Group, for the account")),
        Choice("place", m("Place for which the account counts the person")),
        Choice("reason", m("Why unaccounted for"), options=of_enum(UnaccountedReason)),
        WHY,
    ),
)
MERGE = Form(
    "merge-person",
    m("These codes are one person"),
    (
        PersonCode("other", m("The other code"), required=True, hint=m("P-0012")),
        Choice("stays", m("Which code stays"), required=True),
        WHY,
    ),
)
PART = Form("part-person", m("Part again"), (WHY,))
FILE = Form(
    "file-report",
    m("File the report elsewhere"),
    (
        PersonCode("person", m("Whom it is about"), hint=m("Left blank: a new person, who is not known yet.")),
        WHY,
    ),
)
RELATIVE = Form(
    "relative",
    m("A relative"),
    (
        Choice("sex", m("Sex"), options=SEXES, required=True),
        Text("name", m("Name"), hint=m("Sealed; it may stay blank.")),
    ),
)
SAMPLE = Form(
    "sample",
    m("A sample for DNA"),
    (
        Choice("kind", m("What it is"), required=True),
        Several("families", m("Given for"), hint=m("It is compared for no other family.")),
        Text("material", m("Material"), offers=("buccal swab", "blood card", "toothbrush", "hair", "bone")),
        Text("laboratory", m("Laboratory it goes to")),
        Text("number", m("The laboratory's own number")),
        YesNo("agreed", m("The donor agreed to its use for identification"), lack=False, required=True),
    ),
)
CONSENT = Form(
    "consent",
    m("Consent"),
    (
        Choice(
            "given",
            m("What was said"),
            options=(("yes", m("agrees")), ("no", m("takes it back")), ("all", m("takes everything back"))),
            required=True,
        ),
        Several("to", m("For whom"), options=RECIPIENTS),
        Several("purposes", m("What for"), options=of_enum(Purpose)),
        Text("witness", m("Who took it down")),
    ),
)
WISH = Form(
    "family-wish",
    m("What the family wishes"),
    (
        Choice("wish", m("When they want to hear"), options=of_enum(Wish), required=True),
        Choice("person", m("For"), hint=m("Left blank: for all of the family's missing.")),
        Text("taken_by", m("Who heard it")),
        Long("because", m("Note"), hint=m("Write no name.")),
    ),
)

Make = Callable[[Desk, Given], list[Draft]]


def asked(
    here: Here,
    form: Form,
    make: Make,
    back: str,
    lead: str = "",
    then: Callable[[], str] | None = None,
    /,
    **defaults: object,
) -> Response:
    """The page of a form: shown on GET; on POST written with what the service makes of it, then back, or `then`."""

    def show(given: Given) -> Response:
        return here.page(
            "person_form.html.j2", given.status, state=here.desk.state(), given=given, back=back, lead=lead
        )

    def write(given: Given) -> str:
        with here.desk.at_work(here.user.name) as desk:
            desk.write(make(desk, given))
        return then() if then else back

    if here.request.method == "POST":
        return submit(here, form, show, write)
    return show(form.begin(here, **defaults))


def change(here: Here) -> Response:
    """Standing, sex, group, place, reason unaccounted."""
    code, book = person_at(here)
    person = book.persons[code]
    form = CHANGE.offering(group=_groups(here), place=tuple(sorted(places_of(here).items(), key=lambda p: p[1])))

    def make(desk: Desk, given: Given) -> list[Draft]:
        status = PersonStatus(given["status"]) if given["status"] else None
        return services.change_person(
            desk, code, given["because"], status=status, sex=given["sex"], group=given["group"],
            place=given["place"], reason=given["reason"],
        )  # fmt: skip

    known = {"status": person.status.value, "sex": person.sex, "group": person.group or None}
    more = {"place": person.place or None, "reason": person.reason or None}
    return asked(here, form, make, f"/missing/{code}", code, **known, **more)


def merge(here: Here) -> Response:
    """Two codes are one person."""
    code, _ = person_at(here)
    form = MERGE.offering(stays=(("this", code), ("other", m("the other"))))

    def make(desk: Desk, given: Given) -> list[Draft]:
        into = code if given["stays"] == "this" else given["other"]
        return services.merge(desk, [code, given["other"]], into, given["because"])

    lead = here.words("Nothing is lost: reports, families and samples of both stay as they are, and can be parted.")
    other = here.request.query_params.get("other", "")
    known = other if other in here.desk.named().persons else None
    return asked(here, form, make, f"/missing/{code}", f"{code}. {lead}", stays="this", other=known)


def part(here: Here) -> Response:
    """A merge is taken back."""
    alias = here.request.path_params["id"].upper()
    if alias not in here.desk.named().merged:
        raise NotFoundError("That code was not merged into another.", "Look it up among the missing.")
    return asked(
        here, PART, lambda desk, given: services.part(desk, alias, given["because"]), f"/missing/{alias}", alias
    )


def file_report(here: Here) -> Response:
    """A report goes to another person, or to a new one."""
    report = report_at(here)
    person = here.desk.named().whole(here.desk.named().reports[report].person)

    def make(desk: Desk, given: Given) -> list[Draft]:
        return services.file_under(desk, report, given["person"] or "", given["because"])

    return asked(
        here,
        FILE,
        make,
        f"/missing/{person}",
        here.words("%(report)s, now about %(person)s.", report=report, person=person),
    )


def report_at(here: Here) -> str:
    """The report of the address.

    Raises:
        NotFoundError: there is none.
    """
    code: str = here.request.path_params["id"].upper()
    if code not in here.desk.named().reports:
        raise NotFoundError("There is no report of that code.", "Look it up with the person it is about.")
    return code


def relative(here: Here) -> Response:
    """Somebody who stands in a family as a reference; then their page, where the code stands."""
    codes: list[str] = []

    def make(desk: Desk, given: Given) -> list[Draft]:
        code, drafts = services.relative(desk, given["sex"], given["name"] or "")
        codes.append(code)
        return drafts

    lead = here.words("A relative goes by a code of their own. With it they are drawn into the family.")
    return asked(here, RELATIVE, make, "/missing?state=not+missing", lead, lambda: f"/missing/{codes[-1]}")


def sample(here: Here) -> Response:
    """A relative's sample, or the missing person's own."""
    code, book = person_at(here)
    families = [f.id for f in book.families_of(code)]
    offered = (
        (SampleKind.REFERENCE.value, m("of a relative")),
        (SampleKind.DIRECT.value, m("the missing person's own, as a toothbrush")),
    )
    form = SAMPLE.offering(families=tuple((id, id) for id in families), kind=offered)
    missing = any(code in map(book.whole, f.missing) for f in book.families_of(code))
    kind = SampleKind.DIRECT if missing or book.persons[code].status is PersonStatus.MISSING else SampleKind.REFERENCE

    def make(desk: Desk, given: Given) -> list[Draft]:
        wanted = Sample(
            "", code, SampleKind(given["kind"]), given["families"] or (), given["material"] or "", here.user.name,
            given["laboratory"] or "", given["number"] or "",
        )  # fmt: skip
        return services.give_sample(desk, wanted, bool(given["agreed"]))[1]

    asked_for = here.request.query_params.get("family", "")
    chosen = tuple(id for id in families if id == asked_for) or (tuple(families) if len(families) == 1 else ())
    return asked(here, form, make, f"/missing/{code}", code, kind=kind.value, families=chosen)


def consent(here: Here) -> Response:
    """What somebody agrees to, or takes back."""
    code = here.request.path_params["id"].upper()
    book = here.desk.named()
    if code not in book.persons and code not in book.informants:
        raise NotFoundError("Nobody here has that code.", "Look it up among the missing.")

    def make(desk: Desk, given: Given) -> list[Draft]:
        if given["given"] == "all":
            return services.consent(desk, code, [ANYBODY], [], False, given["witness"] or "")
        for name in ("to", "purposes"):
            if not given[name]:
                raise given.wrong(name, here.words("This is needed."))
        chosen = [Purpose(each) for each in given["purposes"]]
        return services.consent(desk, code, given["to"], chosen, given["given"] == "yes", given["witness"] or "")

    return asked(here, CONSENT, make, _dossier_of(book, code), code)  # nothing is ticked for anybody


def _dossier_of(book: Book, code: str) -> str:
    """Where an informant's or a person's consent is shown."""
    if code in book.persons:
        return f"/missing/{code}"
    about = next((r.person for r in book.reports.values() if r.informant == code), "")
    return f"/missing/{about}" if about else "/missing"


def wish(here: Here) -> Response:
    """When a family wants to hear."""
    code = here.request.path_params["id"].upper()
    family = here.desk.named().families.get(code)
    if family is None:
        raise NotFoundError("There is no family of that code.", "Look it up with somebody who is missing in it.")
    form = WISH.offering(person=tuple((m_, m_) for m_ in family.missing))

    def make(desk: Desk, given: Given) -> list[Draft]:
        taken = given["taken_by"] or here.user.name
        return services.wish(desk, code, Wish(given["wish"]), given["person"] or "", taken, given["because"] or "")

    lead = here.words("Nobody is told anything before a board has established it, whatever is wished.")
    person = here.request.query_params.get("person", "")
    return asked(
        here, form, make, f"/families/{code}", f"{code}. {lead}", person=person if person in family.missing else None
    )


def _groups(here: Here) -> tuple[tuple[str, str], ...]:
    return tuple((id, group.name) for id, group in here.desk.state().book.groups.items())
