"""Which programs may use the JSON addresses: an administrator makes tokens, each for a role, and calls them back."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError, UsageError
from antigone.core.told import listed_plainly, told
from antigone.web.here import Here, refusal
from antigone.web.roles import Role


def page(here: Here) -> Response:
    """The programs that have, or had, a token."""
    return _shown(here)


def _shown(here: Here, token: str = "", fault: AntigoneError | None = None) -> Response:
    programs = sorted(here.door.tokens.all.values(), key=lambda each: (bool(each.revoked), each.name.casefold()))
    return here.page(
        "programs.html.j2",
        refusal(fault) if fault else 200,
        state=here.desk.state(),
        programs=programs,
        roles=list(Role),
        token=token,
        fault=fault,
        given=here.form,
    )


def change(here: Here) -> Response:
    """Make a token, shown this once, or call one back."""
    action, name = here.form.get("action", ""), here.form.get("name", "")
    try:
        if action == "add":
            role = here.form.get("role", "")
            if role not in list(Role):
                raise UsageError(
                    told("There is no role '{role}'.", role=role[:40]),
                    told("There are: {names}.", names=listed_plainly(Role)),
                )
            with here.desk.writing:
                return _shown(here, here.door.tokens.add(name, Role(role), here.user.name))
        if action != "revoke":
            raise UsageError(
                told("'{action}' is nothing that can be done here.", action=action[:40]),
                "Make a token, or call one back.",
            )
        with here.desk.writing:
            here.door.tokens.revoke(name)
    except AntigoneError as fault:
        return _shown(here, fault=fault)
    return RedirectResponse("/programs", 303)
