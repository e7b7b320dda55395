"""Who may do what: the roles, one table of routes by role, and the fields that only some roles see."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is in a case."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    CLERK = "clerk"
    LABORATORY = "laboratory"
    BOARD = "board"
    ADMINISTRATOR = "administrator"


EVERYBODY = frozenset(Role)
STAFF = EVERYBODY - {Role.VIEWER}
ANALYSTS = frozenset({Role.ANALYST, Role.ADMINISTRATOR})
KEEPERS = frozenset({Role.ANALYST, Role.BOARD, Role.ADMINISTRATOR})
BOARD_SIGNS = frozenset({Role.BOARD})
"""Who signs for the board: its members, each with their own account, and nobody for them."""
BOARD_LAYS = BOARD_SIGNS | {Role.ANALYST, Role.LABORATORY, Role.ADMINISTRATOR}
HANDS_OVER = frozenset({Role.CLERK, Role.BOARD, Role.ADMINISTRATOR})
ERASES = frozenset({Role.ADMINISTRATOR})
CLERKS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
NAMERS = frozenset({Role.CLERK, Role.BOARD, Role.ADMINISTRATOR})
LABORATORIES = frozenset({Role.LABORATORY, Role.ADMINISTRATOR})
SAMPLERS = CLERKS | LABORATORIES
CLERKS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
EXAMINERS = CLERKS | {Role.LABORATORY}
PUBLIC: frozenset[Role] | None = None
"""Open to whoever has reached the server, signed in or not."""

ACCESS: dict[str, frozenset[Role] | None] = {
    # name of the route: who may use it
    "sign_in": PUBLIC,
    "enter": PUBLIC,
    "language": PUBLIC,
    "sign_out": EVERYBODY,
    "being_read": EVERYBODY,
    "account": EVERYBODY,
    "compare": EVERYBODY,
    "explain": EVERYBODY,
    "statements": EVERYBODY,
    "statement": EVERYBODY,
    "reader": ANALYSTS,
    "decide": ANALYSTS,
    "links": ANALYSTS,
    "decide_link": ANALYSTS,
    "files": ANALYSTS,
    "take_files": ANALYSTS,
    "programs": frozenset({Role.ADMINISTRATOR}),
    "change_programs": frozenset({Role.ADMINISTRATOR}),
    "places": EVERYBODY,
    "place": EVERYBODY,
    "place_map": EVERYBODY,
    "base_map": EVERYBODY,
    "tile": EVERYBODY,
    "missing": STAFF,
    "person": STAFF,
    "family": STAFF,
    "matching": STAFF,
    "doubles": NAMERS,
    "take_report": CLERKS,
    "relative": CLERKS,
    "change_person": CLERKS,
    "merge_person": CLERKS,
    "part_person": CLERKS,
    "file_report": CLERKS,
    "consent": CLERKS,
    "family_wish": CLERKS,
    "draw_family": CLERKS,
    "print_interview": NAMERS,
    "give_sample": SAMPLERS,
    "enter_profile": LABORATORIES,
    "match_run": LABORATORIES,
    "board": STAFF,
    "board_pair": STAFF,
    "board_open": STAFF,
    "board_keep": BOARD_LAYS,
    "board_new": BOARD_LAYS,
    "board_one": STAFF,
    "board_sign": BOARD_SIGNS,
    "board_take_back": BOARD_LAYS,
    "board_step": STAFF,  # each step has its own roles, see pages/board_words.py
    "release": HANDS_OVER,
    "recall": HANDS_OVER,
    "board_print": STAFF,
    "remains": STAFF,
    "unaccounted": STAFF,
    "dossier": STAFF,
    "scan": STAFF,
    "entry": STAFF,
    "ledger": STAFF,
    "register_print": STAFF,
    "number": CLERKS,
    "label": CLERKS,
    "custody": CLERKS,
    "resolve": CLERKS,
    "reason": CLERKS,
    "site": CLERKS,
    "grave": CLERKS,
    "stocktake": CLERKS,
    "close": CLERKS,
    "examination": EXAMINERS,
    "sample": EXAMINERS,
    "association": EXAMINERS,
    "take_back": EXAMINERS,
    "record": STAFF,
    "verifying": STAFF,
    "checkpoints": STAFF,
    "checkpoint_keep": KEEPERS,
    "seen": KEEPERS,
    "erasures": KEEPERS,
    "erase": ERASES,
    "event": STAFF,
    "verify": STAFF,
    "checkpoint": STAFF,
    "export": KEEPERS,
    "api_description": EVERYBODY,
    "api_account": EVERYBODY,
    "api_bounds": EVERYBODY,
    "api_explain": EVERYBODY,
    "api_statements": EVERYBODY,
    "api_statement": EVERYBODY,
    "api_record": STAFF,
    "api_event": STAFF,
    "api_verify": STAFF,
    "api_checkpoint": STAFF,
    "api_remains": STAFF,
    "api_one_of_remains": STAFF,
    "api_sites": STAFF,
    "api_persons": STAFF,
    "api_matches": STAFF,
    "api_decisions": STAFF,
    "api_proposals": ANALYSTS,
    "api_push_claims": ANALYSTS,
    "api_push_remains": frozenset({Role.CLERK, Role.ADMINISTRATOR}),
    "api_push_custody": frozenset({Role.CLERK, Role.ADMINISTRATOR}),
    "api_push_matches": frozenset({Role.LABORATORY, Role.ADMINISTRATOR}),
    "api_push_report": ANALYSTS,
}

SEEN_BY: dict[str, frozenset[Role]] = {
    # class of fields: who sees them; all others find them left out
    "note": STAFF,  # what an analyst noted beside a statement
    "medical": STAFF - {Role.ANALYST},  # what an examination observed
    "writer": STAFF,  # who of the team entered something
    "names": frozenset({Role.CLERK, Role.BOARD, Role.ADMINISTRATOR}),  # of the missing, relatives and informants
    "description": frozenset({Role.CLERK, Role.LABORATORY, Role.BOARD, Role.ADMINISTRATOR}),  # of the missing
    "genetic": frozenset({Role.LABORATORY, Role.BOARD}),  # alleles, and ratios marker by marker
    "coordinates": frozenset({Role.ANALYST, Role.CLERK, Role.BOARD, Role.ADMINISTRATOR}),  # of graves and sites
}
COORDINATES = frozenset({"lat", "lon", "latitude", "longitude", "coordinates"})


def sees(role: Role, what: str) -> bool:
    """True where this role sees fields of that class."""
    return role in SEEN_BY[what]


def masked(body: object, role: Role) -> object:
    """The body of an event without what this role may not see; nothing else changes."""
    if isinstance(body, dict):
        hidden = set() if sees(role, "coordinates") else {key for key in body if key in COORDINATES}
        return {key: masked(value, role) for key, value in body.items() if key not in hidden}
    return [masked(each, role) for each in body] if isinstance(body, list) else body
