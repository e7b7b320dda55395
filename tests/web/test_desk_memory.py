"""What was made of a case as it stood before is let go of: a server that runs for months holds one case."""

import gc
import weakref

from antigone.web.desk import CaseDesk
from antigone.web.view import View
from web.test_desk import _changes as changes


def test_states_that_were_followed_are_let_go_of_with_all_that_was_made_of_them(own, tmp_path):
    desk, seen = CaseDesk(own), []
    gc.collect()
    gc.disable()
    try:
        for change in changes(own, tmp_path):
            change()
            made = desk.account(View())
            seen.append(weakref.ref(made.state))
            desk.bounds(View(), "killed @ land")
            desk.table("days", lambda state: state.days)
            del made
        assert [state() is not None for state in seen][-3:] == [False, True, True]
        assert not any(state() for state in seen[:-2])
    finally:
        gc.enable()
