"""Forms of the board: lay something before it, take a step with a decision. Who signs is whoever is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from antigone.core.errors import NotFoundError
from antigone.core.when import PartialDate, Period
from antigone.named import board, services
from antigone.named.agenda import to_tell
from antigone.named.decision import Decision, Step, StepTaken
from antigone.named.desk import Desk
from antigone.named.docket import DENTAL, DNA, FINGERPRINT
from antigone.named.motion import Exclusion
from antigone.web.fields import Lookups
from antigone.web.forms import (
    Choice,
    Day,
    Form,
    Given,
    RemainsCodes,
    Several,
    Text,
    Tick,
    Whole,
    Wrong,
    m,
    submit,
)
from antigone.web.here import Here
from antigone.web.pages.board_words import REASON, STEP_BY, STEP_TITLES, check_may, needs_board
from antigone.web.roles import BOARD_LAYS, BOARD_SIGNS

METHODS = ((DNA, DNA), (DENTAL, DENTAL), (FINGERPRINT, FINGERPRINT), ("circumstantial", m("circumstantial")))
IDENTIFY, EXCLUDE = "identify", "exclude"
OFFICE = Text("office", m("Your office on the board"), hint=m("For instance: pathologist"), most=100)
SIGN = Tick("sign", m("Sign it at once as yourself: the first of two signatures"))


def _persons(here: Here, texts: list[str]) -> Iterator[str | Wrong]:
    book = here.desk.named()
    for text in texts:
        code = text.upper()
        if code in book.persons:
            yield book.whole(code)
        else:
            yield Wrong(here.words("Nobody here has that code. A person's code looks like P-0012."))


@dataclass(frozen=True, kw_only=True)
class PersonCodes(Lookups):
    """Several persons by code, a line each."""

    find: Any = field(default=_persons)


PROPOSE = Form(
    "board-motion",
    m("Lay before the board"),
    (
        Choice(
            "what",
            m("The board is to say"),
            required=True,
            options=(
                (IDENTIFY, m("these remains are this person, or these persons in some order")),
                (EXCLUDE, m("these remains are none of these persons")),
            ),
        ),
        RemainsCodes(
            "remains",
            m("Remains"),
            required=True,
            hint=m("A number on each line; several parts of one person together."),
        ),
        PersonCodes(
            "persons", m("Persons"), required=True, hint=m("A code on each line. Several: which is which stays open.")
        ),
        Whole(
            "individuals",
            m("How many different people the remains are"),
            least=1,
            most=500,
            hint=m("Only where several persons are named."),
        ),
        Several("basis", m("It rests on"), required=True, options=METHODS),
        Text(
            "comparisons",
            m("Comparisons that the board has before it"),
            hint=m("Codes such as C-0001, with blanks between."),
        ),
        Text("board", m("Board"), hint=m("Its name or number, if it has one.")),
        REASON,
        OFFICE,
        SIGN,
    ),
)
FAMILY = Choice("family", m("Family"), required=True)
STEPS: dict[Step, Form] = {
    step: Form(f"board-{step.value}", STEP_TITLES[step], fields)
    for step, fields in {
        Step.ESTABLISH: (REASON, OFFICE, SIGN),
        Step.REINSTATE: (REASON, OFFICE, SIGN),
        Step.REVOKE: (REASON, OFFICE, SIGN),
        Step.SUSPEND: (REASON,),
        Step.LEGAL: (
            Text("authority", m("Court or registry"), required=True),
            Text("reference", m("Number of its paper")),
            Day("day", m("Day")),
            REASON,
        ),
        Step.NOTIFY: (FAMILY, Text("told_by", m("Who told them"), required=True), Day("day", m("Day")), REASON),
    }.items()
}
LIFT = Form("board-lift", m("Lift the exclusion"), (REASON, OFFICE, SIGN))
LIFTED = "lifted"


def propose(here: Here) -> Response:
    """The form to lay something before the board."""
    query, book = here.request.query_params, here.desk.named()
    made = book.comparisons.get(query.get("comparison", ""))
    remains, persons = query.getlist("remains"), query.getlist("person")
    given = PROPOSE.begin(
        here,
        what=query.get("what", "") or IDENTIFY,
        remains=tuple(remains or ([made.remains] if made else [])),
        persons=tuple(persons or ([made.person] if made else [])),
        comparisons=made.id if made else None,
        basis=_basis(made),
        sign=True if here.user.role in BOARD_SIGNS else None,
    )
    return _proposal(given)


def _basis(made: Any) -> tuple[str, ...]:
    return (DNA,) if made is not None and made.log10_lr else ()


def _proposal(given: Given) -> Response:
    here = given.here
    return here.page("board_form.html.j2", given.status, state=here.desk.state(), given=given, **_shown(given))


def _shown(given: Given, **more: Any) -> dict[str, Any]:
    """What the template of every form of the board needs; who cannot sign is not asked to."""
    signs = given.here.user.role in BOARD_SIGNS and bool(given.here.user.name)
    names = [each.name for each in given.form.fields if signs or each.name not in ("office", "sign")]
    return {"names": names, "signs": signs, "follows": None, "back": "/board", "send": m("Lay before the board")} | more


def lay(here: Here) -> Response:
    """Lay it before the board."""
    return submit(here, PROPOSE, _proposal, _lay)


def _lay(given: Given) -> str:
    with given.here.desk.at_work(given.here.user.name) as desk:
        if given["what"] == EXCLUDE:
            wanted = Exclusion("", given["remains"], given["persons"], _comparisons(desk, given), _methods(given))
            motion, drafts = board.propose_exclusion(desk, wanted, given["reason"])
        else:
            motion, drafts = board.propose(desk, _decision(desk, given), given["reason"])
        desk.write(drafts)
        return _signed(given, desk, motion)


def _decision(desk: Desk, given: Given) -> Decision:
    persons, remains = given["persons"], given["remains"]
    many = given["individuals"] or (1 if len(persons) == 1 else min(len(persons), len(remains)))
    comparisons = _comparisons(desk, given)
    matches = tuple(dict.fromkeys(m for c in comparisons for m in desk.book.comparisons[c].matches))
    return Decision(
        "", remains, persons, many, (), comparisons, matches, _methods(given), given["board"] or ""
    )  # fmt: skip


def _methods(given: Given) -> str:
    return ", ".join(given["basis"] or ())


def _comparisons(desk: Desk, given: Given) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys((given["comparisons"] or "").upper().replace(",", " ").split()))
    for code in codes:
        if code not in desk.book.comparisons:
            raise given.wrong(
                "comparisons", given.here.words("There is no comparison of that code: %(code)s", code=code[:20])
            )
    return codes


def _signed(given: Given, desk: Desk, motion: str) -> str:
    """Sign the motion at once where that was asked for and can be; the address to go on to."""
    here = given.here
    if given["sign"] and here.user.name and here.user.role in BOARD_SIGNS:
        desk.write(board.sign(desk, motion, given["office"] or ""))
    return f"/board/{motion}"


# -- steps with a decision, and lifting an exclusion ----------------------------------------------------------------


def _asked(here: Here) -> tuple[str, Step | None]:
    """The code and the step of the address; no step for the lifting of an exclusion."""
    code, take = here.request.path_params["id"], here.request.path_params["take"]
    book = here.desk.named()
    if take == LIFTED and code in book.exclusions:
        check_may(here, BOARD_LAYS)
        return code, None
    step = next((each for each in STEPS if each.value == take), None)
    if step is None or code not in book.decisions:
        raise NotFoundError("Nothing of that code is known here.", "Look at what waits for the board.")
    check_may(here, STEP_BY[step])
    return code, step


def _form(here: Here, code: str, step: Step | None) -> Form:
    if step is None:
        return LIFT
    if step is not Step.NOTIFY:
        return STEPS[step]
    book = here.desk.named()
    families = to_tell(book, book.decisions[code])
    return STEPS[step].offering(family=tuple((id, id) for id in families))


def ask(here: Here) -> Response:
    """The form of a step."""
    code, step = _asked(here)
    sign = True if here.user.role in BOARD_SIGNS else None
    form = _form(here, code, step)
    defaults = {"sign": sign} if any(each.name == "sign" for each in form.fields) else {}
    return _step_page(form.begin(here, **defaults))


def _step_page(given: Given) -> Response:
    from antigone.web.seen import reading

    here = given.here
    code, step = _asked(here)
    follows = None
    if step is Step.REVOKE:
        with reading(here) as desk:
            follows = board.consequences(desk, code)
    laid = step is None or needs_board(step)
    more = _shown(
        given, follows=follows, back=f"/board/{code}", send=m("Lay before the board") if laid else m("Record it")
    )
    standing = here.desk.named().decisions.get(code)
    return here.page(
        "board_form.html.j2", given.status, state=here.desk.state(), given=given, code=code, standing=standing, **more
    )


def take(here: Here) -> Response:
    """Take the step, or lay it before the board."""
    code, step = _asked(here)
    return submit(here, _form(here, code, step), _step_page, _take)


def _take(given: Given) -> str:
    code, step = _asked(given.here)
    with given.here.desk.at_work(given.here.user.name) as desk:
        if step is None:
            motion, drafts = board.propose_lift(desk, code, given["reason"])
        elif needs_board(step):
            motion, drafts = board.propose_step(desk, StepTaken(code, step), given["reason"])
        else:
            desk.write(services.step(desk, _taken(given, code, step), given["reason"], _period(given["day"])))
            return f"/board/{code}"
        desk.write(drafts)
        return _signed(given, desk, motion)


def _taken(given: Given, code: str, step: Step) -> StepTaken:
    authority, reference, family, told_by = (
        str(given[name] or "") for name in ("authority", "reference", "family", "told_by")
    )
    return StepTaken(code, step, (), authority, reference, family, told_by)


def _period(day: PartialDate | None) -> Period | None:
    return Period(day, day) if day else None
