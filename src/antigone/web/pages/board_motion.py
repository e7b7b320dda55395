"""A motion before the board: what it says, who signed it with their own account, who objects; and the dockets of it."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError, NotFoundError, UsageError
from antigone.named import board
from antigone.named.decision import Decision
from antigone.named.motion import Exclusion, Laid
from antigone.web.forms import once
from antigone.web.here import Here, refusal
from antigone.web.pages.board_words import signing, to_person, to_remains

MOST_PAIRS = 12


def page(here: Here, code: str, fault: AntigoneError | None = None) -> Response:
    """A motion, with what this person can do about it."""
    state = here.desk.state()
    at = state.named.motions[code]
    made = _made(here, at)
    return here.page(
        "motion.html.j2",
        refusal(fault) if fault else 200,
        state=state,
        at=at,
        made=made,
        pairs=_pairs(made),
        signing=signing(here, at),
        mine=_mine(here, at),
        fault=fault,
        given=here.form,
        to_remains=to_remains,
        to_person=to_person,
    )


def _made(here: Here, at: Laid) -> Decision | Exclusion | None:
    """What the motion makes, moves or lifts; None where that is not in the case."""
    book = here.desk.named()
    if at.motion.decision or at.motion.exclusion:
        return at.motion.decision or at.motion.exclusion
    if at.motion.step:
        standing = book.decisions.get(at.motion.step.decision)
        return standing.decision if standing else None
    lifted = (m.motion.exclusion for m in book.motions.values() if m.motion.exclusion)
    return next((x for x in lifted if x.id == at.motion.lifts), None)


def _pairs(made: Decision | Exclusion | None) -> list[tuple[str, str]]:
    """The pairs of remains and person it is about."""
    if made is None:
        return []
    return [(unit, person) for unit in made.remains for person in made.persons][:MOST_PAIRS]


def _mine(here: Here, at: Laid) -> list[tuple[str, str]]:
    """This person's own words that can be taken back, each with the word for it."""
    name = here.user.name
    if not at.is_open or not name:
        return []
    found = [("the motion", at.text)] if at.by == name else []
    found += [("the signature", each.event) for each in at.signers if each.name == name]
    return found + [("the objection", each.event) for each in at.objections if each.by == name]


def sign(here: Here) -> Response:
    """Sign it, or object to it, as whoever is signed in. Nobody signs without an account."""
    code = _known(here)
    try:
        return RedirectResponse(once(here, lambda: _signed(here, code)), 303)
    except NotFoundError:
        raise
    except AntigoneError as fault:
        return page(here, code, fault)


def _signed(here: Here, code: str) -> str:
    """Write the signature or objection; where to go on."""
    if not here.user.name:
        raise UsageError("Nobody signs without an account of their own.", "Sign in with yours.")
    with here.desk.at_work(here.user.name) as desk:
        if here.form.get("do") == "object":
            desk.write(board.object_to(desk, code, here.form.get("reason", "")))
        else:
            desk.write(board.sign(desk, code, here.form.get("office", "")[:100]))
        about = desk.book.motions[code]
    carried = about.carried and (about.motion.decision or about.motion.step or about.motion.exclusion)
    return f"/board/{about.motion.about if carried else code}"


def take_back(here: Here) -> Response:
    """Take one's own word back while nothing is decided."""
    code = _known(here)
    try:
        return RedirectResponse(once(here, lambda: _taken_back(here, code)), 303)
    except NotFoundError:
        raise
    except AntigoneError as fault:
        return page(here, code, fault)


def _taken_back(here: Here, code: str) -> str:
    """Write that it is taken back; where to go on."""
    with here.desk.at_work(here.user.name) as desk:
        desk.write(board.take_back(desk, code, here.form.get("event", ""), here.form.get("reason", "")))
        return f"/board/{code}" if code in desk.book.motions else "/board"


def _known(here: Here) -> str:
    code = str(here.request.path_params["id"])
    if code not in here.desk.named().motions:
        raise NotFoundError("Nothing of that code lies before the board.", "Look at what waits for the board.")
    return code
