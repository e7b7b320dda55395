"""What several pages of the board share: who may do what there, addresses, and words about two accounts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from antigone.found.label import code_of
from antigone.named.decision import NEEDS_BOARD, Standing, Step
from antigone.named.motion import Laid
from antigone.web.door import Refused
from antigone.web.forms import Long, m
from antigone.web.here import Here
from antigone.web.roles import BOARD_LAYS, BOARD_SIGNS, HANDS_OVER, STAFF, Role

STEP_BY: dict[Step, frozenset[Role]] = {
    Step.ESTABLISH: BOARD_LAYS,
    Step.REINSTATE: BOARD_LAYS,
    Step.REVOKE: BOARD_LAYS,
    Step.SUSPEND: STAFF,  # stopping does no harm
    Step.LEGAL: BOARD_SIGNS | {Role.ADMINISTRATOR},
    Step.NOTIFY: HANDS_OVER,
}
"""Who may take each step, or lay it before the board where it needs one."""
REASON = Long(
    "reason", m("Reason"), required=True, hint=m("Codes only, no names: reasons stand in the record in the clear.")
)
STEP_TITLES = {
    Step.ESTABLISH: m("Establish"),
    Step.LEGAL: m("Record the legal recognition"),
    Step.NOTIFY: m("Record that a family was told"),
    Step.SUSPEND: m("Suspend"),
    Step.REINSTATE: m("Reinstate"),
    Step.REVOKE: m("Revoke"),
}


def check_may(here: Here, roles: frozenset[Role]) -> None:
    """`Refused` for somebody whose role does not reach so far."""
    if here.user.role not in roles:
        raise Refused(403, "This page is for others.")


def steps(here: Here, standing: Standing) -> list[Step]:
    """The steps that are open from where a decision stands and that this person may take."""
    return [step for step in standing.allowed if step in STEP_BY and here.user.role in STEP_BY[step]]


def needs_board(step: Step) -> bool:
    """True for a step that is laid before the board and carried by two signatures."""
    return step in NEEDS_BOARD


@dataclass(frozen=True, slots=True)
class Signing:
    """Whether this person can sign a motion, and why not.

    Attributes:
        can: True where the button stands.
        why: `local`, `role`, `signed`, `objected` or empty.
        members: accounts that may sign for the board now.
    """

    can: bool
    why: str = ""
    members: int = 0


def signing(here: Here, at: Laid) -> Signing:
    """Whether this person can sign."""
    members = sum(not a.disabled and a.role in BOARD_SIGNS for a in here.door.accounts.all.values())
    if not here.user.name:
        return Signing(False, "local", members)
    if here.user.role not in BOARD_SIGNS:
        return Signing(False, "role", members)
    if at.signed_by(here.user.name):
        return Signing(False, "signed", members)
    if any(each.by == here.user.name for each in at.objections):
        return Signing(False, "objected", members)
    return Signing(at.is_open, "", members)


def to_remains(id: str) -> str:
    """The address of remains, where there is a page for them."""
    return f"/remains/{code_of(id)}" if _has("/remains/{") else ""


def to_person(code: str) -> str:
    """The address of a missing person, where there is a page for them."""
    return f"/missing/{code}" if _has("/missing/{") else ""


@cache
def _has(beginning: str) -> bool:
    from antigone.web.routes import ADDRESSES

    return any(each.path.startswith(beginning) for each in ADDRESSES)
