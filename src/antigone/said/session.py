"""A sitting over one case: the desk, what the case knows by name, and decisions that are written as they are made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from antigone.core.errors import NotFoundError
from antigone.core.party import fold_name
from antigone.core.told import told
from antigone.record.case import Case
from antigone.record.event import Draft, Event
from antigone.said.document import Document, document_from_body, document_to_body
from antigone.said.proposal_events import Desk, extend_desk, fold_desk
from antigone.said.resolve import Known


class Session:
    """Follows a case while decisions are made in it.

    Args:
        case: open; for writing where anything is to be decided.
        known: folds events to what the case knows by name.
    """

    def __init__(self, case: Case, known: Callable[[Sequence[Event]], Known]) -> None:
        self.case = case
        self._known_of = known
        self._events: list[Event] = []
        self._texts: dict[str, Document] = {}
        self.desk = Desk()
        self.known = Known()
        self.refresh()

    def refresh(self) -> None:
        """Take in what has been written since, by anyone."""
        new = list(self.case.events(len(self._events)))
        if not new and self._events:
            return
        self._events += new
        if not extend_desk(self.desk, new):
            self.desk = fold_desk(self._events)
        if any(event.kind.endswith((".defined", ".retracted", ".imported", ".undone")) for event in new):
            self.known = self._known_of(self._events)
        self._learn()

    def _learn(self) -> None:
        """Remember what was chosen for the words of places and groups, to offer it when they come again."""
        self.known.before.update(chosen_before(self.desk))

    def write(self, drafts: Sequence[Draft]) -> list[Event]:
        """Write the drafts in one transaction and bring the desk up to date."""
        written = self.case.append(drafts)
        self.refresh()
        return written

    def document(self, id: str) -> Document:
        """A document with its working text.

        Raises:
            NotFoundError: no such document, or its working copy is not in the case.
        """
        if id not in self._texts:
            if id not in self.desk.documents:
                raise NotFoundError(
                    told("No document {id} was read into this case.", id=id), "Read it with `antigone read`."
                )
            self._load(self.desk.working[id])
        return self._texts[id]

    def _load(self, digest: str) -> None:
        """Take in every document of a working copy: those of one file lie in one."""
        for each, working in json.loads(self.case.capture(digest)).items():
            bare = self.desk.documents.get(each)
            if bare is not None:
                self._texts[each] = document_from_body(document_to_body(bare), working)


def chosen_before(desk: Desk) -> dict[tuple[str, str], str]:
    """What was last chosen for the words of places and groups: (`place` or `group`, folded words) → id."""
    chosen: dict[tuple[str, str], str] = {}
    for proposal_id, decision in desk.decided.items():
        proposal = desk.proposals.get(proposal_id)
        if proposal and decision.claim:
            for noun, words, id in (
                ("place", proposal.place, decision.claim.place),
                ("group", proposal.group, decision.claim.group),
            ):
                if words and id:
                    chosen[noun, fold_name(words)] = id
    return chosen
