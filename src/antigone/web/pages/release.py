"""Releases: only on an established decision, three identifiers read off, outstanding parts stated; and their recall."""

from __future__ import annotations

from starlette.responses import Response

from antigone.core.errors import NotFoundError
from antigone.core.when import Period
from antigone.named import handover
from antigone.named.decision import Standing
from antigone.named.release import Identifier, Recall, Release, ReleaseState
from antigone.web.forms import Choice, Day, Form, Given, Long, RemainsCodes, Text, Tick, m, submit
from antigone.web.here import Here
from antigone.web.pages.board_decision import history, wishes
from antigone.web.pages.board_words import to_person, to_remains
from antigone.web.roles import HANDS_OVER
from antigone.web.seen import reading

READ = ("label", "seal", "tag", "bag", "person", "decision")
"""Kinds of identifier that are asked for; three of them at least are read off what lies on the table."""
RELEASE = Form(
    "release",
    m("Release to a family"),
    (
        RemainsCodes("remains", m("Remains"), required=True, hint=m("Scan each thing that lies on the table.")),
        Choice("person", m("Whose remains"), required=True),
        Choice("family", m("To which family"), required=True),
        Text("label", m("Label, as read"), most=80),
        Text("seal", m("Seal, as read"), most=80),
        Text("tag", m("Tag, as read"), most=80),
        Text("bag", m("Bag, as read"), most=80),
        Text("person_read", m("Code of the person, as written on the papers"), most=80),
        Text("decision_read", m("Number of the decision, as written on the papers"), most=80),
        Text(
            "receiver",
            m("Code of the relative who receives"),
            hint=m("I-0001 or P-0001: their name is sealed under it."),
        ),
        Text("receiver_name", m("Name of the relative who receives"), hint=m("Sealed; it stands in no list.")),
        Long("outstanding", m("What else is outstanding, in words without names")),
        Text("released_by", m("Who hands over"), required=True),
        Day("day", m("Day"), required=True),
        Tick(
            "told",
            m("The family has heard what is still outstanding, and was asked what it wishes for parts found later"),
            required=True,
        ),
    ),
)
RECALL = Form(
    "recall",
    m("Call back, or record what came back"),
    (
        Tick("wrong", m("The wrong remains were given")),
        RemainsCodes("back", m("What has come back"), hint=m("Leave it blank while it is only called back.")),
        Choice("place", m("Where it lies now"), hint=m("Needed for what has come back.")),
        Day("day", m("Day")),
        Long(
            "reason",
            m("Reason"),
            required=True,
            hint=m("Codes only, no names: reasons stand in the record in the clear."),
        ),
    ),
)


def page(here: Here, code: str) -> Response:
    """A release, with how it stands."""
    state = here.desk.state()
    made, book = state.named.releases[code], state.named
    recalled = book.recalls.get(code)
    with reading(here) as desk:
        outstanding = handover.statement(desk, code)
    return here.page(
        "release.html.j2",
        state=state,
        r=made,
        stands=book.state_of(code),
        due=ReleaseState.RECALL_DUE,
        standing=book.decisions.get(made.decision),
        recalled=recalled,
        outstanding=outstanding,
        rows=history(book, code),
        events=book.history.get(code, []),
        event=book.put_down.get(code),
        hands_over=here.user.role in HANDS_OVER,
        to_remains=to_remains,
        to_person=to_person,
    )


def _standing(here: Here) -> Standing:
    standing = here.desk.named().decisions.get(here.request.path_params["id"])
    if standing is None:
        raise NotFoundError("There is no such decision.", "Look at what the board has decided.")
    return standing


def _form(here: Here) -> Form:
    """The form with the persons of the decision and their families to choose from."""
    book, persons = here.desk.named(), _standing(here).decision.persons
    families = dict.fromkeys(f.id for person in persons for f in book.families_of(person))
    return RELEASE.offering(person=tuple((p, p) for p in persons), family=tuple((f, f) for f in families))


def ask(here: Here) -> Response:
    """The form, with what the decision names and nobody has got yet."""
    standing = _standing(here)
    form, out = _form(here), here.desk.named().released()
    decision = standing.decision
    (persons, families) = (form.fields[1], form.fields[2])
    first = {
        each.name: each.options[0][0]
        for each in (persons, families)
        if isinstance(each, Choice) and len(each.options) == 1
    }
    left = tuple(unit for unit in decision.remains if unit not in out)
    return _shown(form.begin(here, remains=left, **first))


def _shown(given: Given) -> Response:
    here = given.here
    standing = _standing(here)
    book, out = here.desk.named(), here.desk.named().released()
    return here.page(
        "release_form.html.j2",
        given.status,
        state=here.desk.state(),
        given=given,
        standing=standing,
        left=[unit for unit in standing.decision.remains if unit not in out],
        gone=[unit for unit in standing.decision.remains if unit in out],
        wishes=wishes(book, standing.decision.persons),
        back=f"/board/{standing.decision.id}",
    )


def give(here: Here) -> Response:
    """Release it, or say why not."""
    return submit(here, _form(here), _shown, _give)


def _give(given: Given) -> str:
    own = {kind: given[kind if kind not in ("person", "decision") else f"{kind}_read"] for kind in READ}
    read = tuple(Identifier(kind, text) for kind, text in own.items() if text)
    wanted = Release(
        "",
        _standing(given.here).decision.id,
        given["remains"],
        given["person"],
        given["family"],
        given["receiver"] or "",
        read,
        (),
        given["outstanding"] or "",
        given["released_by"],
    )
    with given.here.desk.at_work(given.here.user.name) as desk:
        id, drafts = handover.release(desk, wanted, given["receiver_name"] or "", Period(given["day"], given["day"]))
        desk.write(drafts)
    return f"/board/{id}"


# -- recall ---------------------------------------------------------------------------------------------------------


def _release(here: Here) -> Release:
    found = here.desk.named().releases.get(here.request.path_params["id"])
    if found is None:
        raise NotFoundError("There is no such release.", "Look at what the board has decided.")
    return found


def _recall_form(here: Here) -> Form:
    register = here.desk.register()
    return RECALL.offering(place=tuple((id, register.place_name(id)) for id in register.sites))


def ask_back(here: Here) -> Response:
    """The form by which a release is called back."""
    _release(here)
    return _recall_shown(_recall_form(here).begin(here))


def _recall_shown(given: Given) -> Response:
    here = given.here
    made = _release(here)
    return here.page(
        "recall_form.html.j2", given.status, state=here.desk.state(), given=given, r=made, back=f"/board/{made.id}"
    )


def call_back(here: Here) -> Response:
    """Call it back, or book what came back."""
    return submit(here, _recall_form(here), _recall_shown, _call_back)


def _call_back(given: Given) -> str:
    made = _release(given.here)
    day = Period(given["day"], given["day"]) if given["day"] else None
    with given.here.desk.at_work(given.here.user.name) as desk:
        wanted = Recall(made.id, given["back"] or (), bool(given["wrong"]), desk.case.by)
        desk.write(handover.recall(desk, wanted, given["reason"], day, given["place"] or ""))
    return f"/board/{made.id}"
