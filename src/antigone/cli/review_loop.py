"""The review in the terminal: one proposal at a time, a key for each thing that can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.console import Console
from rich.markup import escape

from antigone.cli.links import in_lines
from antigone.cli.printable import printable
from antigone.cli.review_keys import Keys, Quit
from antigone.cli.review_screen import KEYS, matched, show, show_keys
from antigone.core.errors import AntigoneError
from antigone.record.event import Draft
from antigone.said import review, review_links
from antigone.said.claim import Relation
from antigone.said.claim_fields import EDITABLE, as_text
from antigone.said.proposal_events import Proposed
from antigone.said.resolve import Match
from antigone.said.session import Session

_PROMPT = " ".join(f"{key}={name}" for key, name, _ in KEYS) + " > "


class Loop:
    """One sitting.

    Args:
        session: over the case.
        keys: where answers come from.
        out: where everything is shown.
        document: review only this document; empty for all.
        rules: review only what these rules made; empty for all.
    """

    def __init__(
        self, session: Session, keys: Keys, out: Console, document: str = "", rules: Sequence[str] = ()
    ) -> None:
        self.session = session
        self.keys = keys
        self.out = out
        self.document = document
        self.rules = tuple(rules)
        self.skipped: list[str] = []
        self.decided = 0
        self._actions: dict[str, Callable[[Proposed], None]] = {
            "a": self._accept,
            "e": self._edit,
            "r": self._reject,
            "u": self._undo,
            "s": self._skip,
            "x": self._split,
            "m": self._merge,
            "l": self._links,
            "n": self._new,
            "?": self._help,
        }

    def run(self) -> int:
        """Go on until all is decided or skipped, or the person quits; give how many decisions were written."""
        try:
            while (proposal := self._next()) is not None:
                self._show(proposal)
                self._act(proposal)
        except Quit:
            self.out.print()
        return self.decided

    def _next(self) -> Proposed | None:
        return review.next_for_review(self.session.desk, self.skipped, self.document, self.rules)

    def _show(self, proposal: Proposed) -> None:
        document = self.session.document(proposal.claim.document or "")
        waiting = [each.id for each in self.session.desk.waiting()]
        found = review.matches(self.session.known, proposal)
        show(self.out, self.session.desk, document, proposal, found, (waiting.index(proposal.id) + 1, len(waiting)))

    def _act(self, proposal: Proposed) -> None:
        """Ask for a key until something is done with the proposal."""
        while True:
            key = self.keys.key(_PROMPT)
            if key == "q":
                raise Quit
            action = self._actions.get(key)
            if action is None:
                self.out.print(f"'{escape(key)}' is no key here; ? lists them.")
                continue
            self.session.refresh()  # somebody else may have decided meanwhile
            try:
                action(proposal)
                return
            except AntigoneError as error:
                self.out.print(f"[red]{escape(error.message)}[/red] {escape(error.do)}")

    def _write(self, drafts: Sequence[Draft], what: str) -> None:
        self.session.write(drafts)
        self.decided += 1
        self.out.print(f"[green]{escape(what)}[/green]")

    def _accept(self, proposal: Proposed) -> None:
        changes = self._settled(proposal, {})
        self._write(review.accept(self.session.desk, self.session.known, proposal.id, changes), "accepted")

    def _settled(self, proposal: Proposed, changes: dict[str, str]) -> dict[str, str]:
        """Ask about the place and group that are not certain; a speaker only where the name is close to a known one."""
        for name, match in review.open_questions(self.session.known, proposal, changes).items():
            changes[name] = self._choose(name, match)
        speaker = review.matches(self.session.known, proposal)["speaker"]
        if speaker.how in ("similar", "ambiguous") and "speaker" not in changes:
            chosen = self._choose("party", speaker)
            party = self.session.known.parties.parties.get(chosen)
            if party:
                changes["speaker"] = party.name
        return changes

    def _choose(self, name: str, match: Match) -> str:
        """The id of the place, group or party that is meant: offered, typed, created, or none."""
        self.out.print(f"Which {name}? {escape(printable(matched(match)))}")
        for number, (key, likeness) in enumerate(match.offers, start=1):
            self.out.print(f"  {number}  {escape(key)}  [dim]{escape(self._name_of(name, key))}, {likeness} %[/dim]")
        self.out.print("  c  create it     -  leave it empty     or type an id")
        usual = "1" if match.how == "decided before" else "empty"
        while True:
            answer = self.keys.ask("choice", usual)
            if answer in ("", "empty"):
                return ""
            if answer == "c":
                return self._create(name, match.worded)
            if answer.isdigit() and 0 < int(answer) <= len(match.offers):
                return match.offers[int(answer) - 1][0]
            if self._name_of(name, answer):
                return answer
            self.out.print(f"There is no {name} '{escape(answer)}' in the case.")

    def _name_of(self, noun: str, key: str) -> str:
        known = self.session.known
        by_noun = {"place": known.places, "group": known.groups, "party": known.parties.parties}
        found = by_noun[noun].get(key)  # type: ignore[attr-defined]
        return str(found.name) if found else ""

    def _create(self, noun: str, worded: str) -> str:
        """Create a place, group or party and give its id."""
        from antigone.said.resolve import ascii_key

        id = self.keys.ask(f"id of the new {noun}", ascii_key(worded)[:30])
        name = self.keys.ask("name", worded)
        parent = self.keys.ask("part of (an id, or nothing)")
        self.session.write(review_links.create(self.session.known, noun, id, name, parent))
        self.out.print(f"{noun} {escape(id)} created")
        return id

    def _edit(self, proposal: Proposed) -> None:
        claim = proposal.claim
        self.out.print(f"[dim]Fields: {', '.join(EDITABLE)}[/dim]")
        names = self.keys.ask("fields to change, with blanks between").split()
        changes: dict[str, str] = {}
        for name in names:
            if name not in EDITABLE:
                self.out.print(f"'{escape(name)}' is no field; it is left alone.")
                continue
            shown = {"place": proposal.place, "group": proposal.group}.get(name, as_text(claim, name))
            changes[name] = self.keys.ask(f"{name} (- empties it)", shown)
        if not changes:
            self.out.print("Nothing was changed; it still waits.")
            return
        changes = self._settled(proposal, changes)
        self._write(review.accept(self.session.desk, self.session.known, proposal.id, changes), "accepted, edited")

    def _reject(self, proposal: Proposed) -> None:
        reason = self.keys.ask("why (a date, not about people, said twice, …)")
        self._write(review.reject(self.session.desk, proposal.id, reason), "rejected")

    def _undo(self, proposal: Proposed) -> None:
        drafts = review.undo(self.session.desk)
        self._write(drafts, f"taken back: {', '.join(str(draft.body['kind']) for draft in drafts)}")

    def _skip(self, proposal: Proposed) -> None:
        self.skipped.append(proposal.id)

    def _split(self, proposal: Proposed) -> None:
        self.out.print("Give for each part what differs, as in: low=7 high=7 best=7 group=security. End with nothing.")
        parts: list[dict[str, str]] = []
        while answer := self.keys.ask(f"part {len(parts) + 1}"):
            parts.append(settings(answer.split()))
        self._write(review.split(self.session.desk, proposal.id, parts), f"split into {len(parts)}")

    def _merge(self, proposal: Proposed) -> None:
        others = [
            each
            for each in self.session.desk.waiting()
            if each.claim.document == proposal.claim.document and each.id != proposal.id
        ]
        for number, each in enumerate(others, start=1):
            self.out.print(f"  {number}  {escape(printable(each.claim.quote))}  [dim]{each.claim.unit}[/dim]")
        chosen = [n for n in self.keys.ask("merge with (numbers)").split() if n.isdigit() and 0 < int(n) <= len(others)]
        ids = [proposal.id, *(others[int(n) - 1].id for n in chosen)]
        self._write(review.merge(self.session.desk, ids), f"merged {len(ids)}")

    def _links(self, proposal: Proposed) -> None:
        """Decide on the links of this claim, and on those put forward by people; then offer to propose one."""
        desk, known = self.session.desk, self.session.known
        claims = review_links.claims_and_waiting(desk, known)
        own = proposal.claim.id
        found = [each for each in review_links.proposed_links(desk, known) if own in (each["from"], each["to"])]
        found += [each for each in review_links.waiting_links(desk) if own not in (each["from"], each["to"])]
        if not found:
            self.out.print("No link of this claim waits.")
        for link in found:
            for line in in_lines(link, claims):
                self.out.print(escape(printable(line)))
            key = self.keys.key("a=accept r=reject s=skip > ")
            if key == "a":
                self._write(review_links.accept_link(self.session.desk, link), "link accepted")
            elif key == "r":
                reason = self.keys.ask("why")
                self._write(review_links.reject_link(self.session.desk, link, reason), "link rejected")
        source = self.keys.ask("propose a link from which claim (nothing to go on)")
        if source:
            relation = self._relation()
            target = self.keys.ask("to which claim")
            drafts = review_links.propose_link(self.session.desk, source, target, relation, self.keys.ask("why"))
            self._write(drafts, "link proposed") if drafts else self.out.print("That link was put forward before.")

    def _relation(self) -> Relation:
        names = [each.value for each in Relation]
        while (answer := self.keys.ask(f"relation ({', '.join(names)})")) not in names:
            self.out.print(f"'{escape(answer)}' is no relation.")
        return Relation(answer)

    def _new(self, proposal: Proposed) -> None:
        """Mark words of this document as a claim."""
        document = self.session.document(proposal.claim.document or "")
        words = self.keys.ask("exact words")
        start = document.text.find(words) if words else -1
        if start < 0:
            self.out.print("Those words are not in the document.")
            return
        fields = settings(self.keys.ask("fields, such as unit=killed low=5 high=5 place=almaty").split())
        drafts = review.add_claim(self.session.desk, self.session.known, document, start, start + len(words), fields)
        self._write(drafts, "entered")

    def _help(self, proposal: Proposed) -> None:
        show_keys(self.out)


def settings(words: Sequence[str]) -> dict[str, str]:
    """`field=value` words as a mapping; a word without `=` goes on with the value before it."""
    found: dict[str, str] = {}
    last = ""
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            last = name
            found[name] = value
        elif last:
            found[last] += f" {word}"
    return found
