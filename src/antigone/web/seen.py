"""Looking at sealed values from a page: that somebody looked is written down before anything is shown.

    values = look(here, ["Q-0001", "Q-0002"], "dossier")  # {"Q-0001": {"name": …}, …}

One event for each reader, thing, purpose and day (UTC): opening a page again leaves no second trace and writes nothing.
Which roles may look at all is the page's business (`roles.SEEN_BY`); whether those who gave the values agreed to the
recipient is asked here, and refused with `UsageError` where they did not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from antigone.named.consent import BOARD, FAMILY_LIAISON, LABORATORY
from antigone.named.desk import Desk, Values
from antigone.record.case import Case
from antigone.web.here import Here
from antigone.web.roles import Role

RECIPIENT = {Role.BOARD: BOARD, Role.LABORATORY: LABORATORY, Role.CLERK: FAMILY_LIAISON}
"""As whom a role sees sealed values, in the words of consents; the others see them as what they are called."""


def recipient(here: Here) -> str:
    """As whom this person sees sealed values."""
    return RECIPIENT.get(here.user.role, here.user.role.value)


@contextmanager
def reading(here: Here) -> Iterator[Desk]:
    """The desk at which services look things up; nothing can be written there, and nobody waits for anybody."""
    state = here.desk.state()
    with Case.open(here.desk.path, by=here.user.name or None, read_only=True) as case:
        case.remember(state.sealing)
        yield Desk(case, state.events, book=state.named, register=state.register)


def look(here: Here, ids: Iterable[str], purpose: str) -> dict[str, Values]:
    """Sealed values of these things for the person who asks, traced once a day.

    Raises:
        UsageError: somebody has not agreed that this recipient sees what they gave.
        CaseError: this copy of the case came without its keys, or the passphrase is missing.
    """
    wanted, to = list(dict.fromkeys(ids)), recipient(here)
    with reading(here) as desk:
        if not desk.unseen(wanted, to, purpose):
            return desk.look(wanted, to, purpose)
    with here.desk.at_work(here.user.name) as desk:
        return desk.look(wanted, to, purpose)
