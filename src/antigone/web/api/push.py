"""What programs push: claims, remains, custody, matches with evidence, reports. All of it enters, or nothing does.

The rules are those of the commands that import; every row that cannot enter has its finding. Whoever does not hear the
answer asks again: with the same key (or, but for matches, the same rows) nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from starlette.responses import Response

from antigone.core.errors import CaseError, InputError
from antigone.core.when import PartialDate
from antigone.formats.pushed import Pushed, reading_of
from antigone.found.label import code_of
from antigone.record.case import Case
from antigone.record.event import Draft, Event
from antigone.web.api.given import flag, key_of, name_in, rows_in, sent, text_in, yes_in
from antigone.web.here import Here

IMPORTED, RUN, WEIGHED = "case.imported", "match.run", "evidence.weighed"
LONGEST_REPORT = 2_000_000
ABOUT = ("publisher", "url", "language", "event")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to write.

    Attributes:
        here: the request.
        request: what is kept with what it writes: hashes of its key and of its body; empty without a key.
        dry_run: write nothing.
    """

    here: Here
    request: Mapping[str, str]
    dry_run: bool

    @classmethod
    def of(cls, here: Here) -> Asked:
        """Read the key and the parameters."""
        key = key_of(here)
        path = here.request.url.path
        whose = sha256(f"{here.user.name}\n{path}\n{key}".encode()).hexdigest()
        told = {"key": whose, "sent": sha256(here.body).hexdigest()} if key else {}
        return cls(here, told, flag(here, "dry_run"))

    def before(self) -> Event | None:
        """The event that this very request wrote before.

        Raises:
            CaseError: something else was sent under its key.
        """
        if not self.request:
            return None
        for event in reversed(self.here.desk.state().events):
            told = event.body.get("request") if event.kind in (IMPORTED, RUN, WEIGHED) else None
            if isinstance(told, Mapping) and told.get("key") == self.request["key"]:
                if told.get("sent") != self.request["sent"]:
                    raise CaseError("Something else was sent under this key before.", "Use a key once.")
                return event
        return None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, whether or not anything was written."""

    label: str = ""
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    findings: tuple[dict[str, Any], ...] = ()
    refused: bool = False


def claims(here: Here) -> Response:
    """Statements, as rows of a table of statements."""
    return _rows(here, "statements", _import_claims)


def remains(here: Here) -> Response:
    """Numbered things, as rows of a morgue's book: each gets a number."""
    return _rows(here, "remains", _import_register("remains"))


def custody(here: Here) -> Response:
    """Acts of custody."""
    return _rows(here, "custody", _import_register("custody"))


Import = Callable[[Asked, Case, Pushed, bool], Outcome]


def _rows(here: Here, kind: str, enter: Import) -> Response:
    value = sent(here, ("rows",), ("name", "add_places") if kind != "statements" else ("name",))
    asked = Asked.of(here)
    name = f"{name_in(value, here.user.name or kind)} ({sha256(here.body).hexdigest()[:8]})"
    pushed = Pushed(name, rows_in(value), here.body)
    with here.desk.writing:
        earlier = asked.before()
        if earlier:
            label = str(earlier.body.get("import", ""))
            added, changed = (int(earlier.body.get(n, 0)) for n in ("added", "changed"))
            return _answer(asked, Outcome(label, added, changed), repeated=True)
        with Case.open(here.desk.path, by=here.user.name or None) as case:
            done = enter(asked, case, pushed, yes_in(value, "add_places"))
    return _answer(asked, done)


def _import_claims(asked: Asked, case: Case, pushed: Pushed, _: bool) -> Outcome:
    from antigone.formats.case_import import import_reading

    reading = reading_of(pushed, "statements")
    done = import_reading(case, reading, dry_run=asked.dry_run, whole=True, request=asked.request)
    return _outcome(done.plan, done.label)


def _import_register(kind: str) -> Import:
    def enter(asked: Asked, case: Case, pushed: Pushed, add_places: bool) -> Outcome:
        from antigone.formats.register_import import Importer, Options

        reading = reading_of(pushed, kind)
        columns = tuple(f"{name}={name}" for table in reading.tables for name in table.columns)
        options = Options(kind, columns, add_places=add_places, dry_run=asked.dry_run, whole=True, learn=False,
                          request=asked.request)  # fmt: skip
        importer = Importer(case, options)
        importer.tables(reading, "found", kind)
        done = importer.finish()
        return _outcome(done.plan, done.label)

    return enter


def _outcome(plan: Any, label: str) -> Outcome:
    findings = tuple(found.as_json() for found in plan.findings if found.code != "register.columns_read")
    return Outcome(label, len(plan.added), len(plan.changed), plan.unchanged, findings, bool(plan.kept_out()))


def _answer(asked: Asked, done: Outcome, repeated: bool = False) -> Response:
    told = {
        "written": bool(done.label) and not asked.dry_run,
        "repeated": repeated,
        "dry_run": asked.dry_run,
        "import": done.label or None,
        "added": done.added,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "entries": _entries(asked.here, done.label) if done.label else [],
        "findings": list(done.findings),
    }
    return asked.here.json(told, 422 if done.refused else 200)


def _entries(here: Here, label: str) -> list[dict[str, Any]]:
    """What an import wrote: of each event the row it came from, and the id, number or code it got."""
    found = []
    for event in here.desk.state().events:
        row = event.body.get("row")
        if not isinstance(row, Mapping) or row.get("import") != label:
            continue
        noun, value = next((n, v) for n, v in event.body.items() if n not in ("row", "extra", "request"))
        id = value.get("id") or value.get("remains") or next(iter(value.get("units", ())), "")
        told = {"row": row.get("row"), "kind": event.kind, "noun": noun, "id": id, "event": event.id}
        found.append(told | ({"code": code_of(id)} if code_of(id) != id else {}))
    return found


def matches(here: Here) -> Response:
    """A run of another program: its matches, and other evidence it weighed."""
    from antigone.named.pushed import push_matches

    value = sent(here, (), ("run", "matches", "evidence"))
    run = value.get("run", {})
    if not isinstance(run, dict):
        raise InputError("'run' is no object.", "Say how the matches were made.")
    asked = Asked.of(here)
    with here.desk.at_work(here.user.name) as desk:
        earlier = asked.before()
        if earlier:
            return here.json(_matched(asked, _written_with(here, earlier), [], repeated=True))
        made = push_matches(desk, run, rows_in(value, "matches"), rows_in(value, "evidence"))
        if made.findings or asked.dry_run:
            told = _matched(asked, [], [found.as_json() for found in made.findings])
            return here.json(told, 422 if made.findings else 200)
        written = desk.write([_marked(made.drafts[0], asked.request), *made.drafts[1:]])
    return here.json(_matched(asked, written, []))


def _marked(first: Draft, request: Mapping[str, str]) -> Draft:
    return replace(first, body={**first.body, "request": dict(request)}) if request else first


def _written_with(here: Here, first: Event) -> list[Event]:
    """The events of the transaction that this one began."""
    rest = here.desk.state().events[first.position :]
    same = (first.recorded, first.writer)
    return [e for e in rest if (e.recorded, e.writer) == same and e.kind in (RUN, "match.found", WEIGHED)]


def _matched(
    asked: Asked, written: list[Event], findings: list[dict[str, Any]], repeated: bool = False
) -> dict[str, Any]:
    entries = []
    for event in written:
        noun, value = next((n, v) for n, v in event.body.items() if n != "request")
        entries.append({"kind": event.kind, "noun": noun, "id": value["id"], "event": event.id})
    return {
        "written": bool(written),
        "repeated": repeated,
        "dry_run": asked.dry_run,
        "entries": entries,
        "findings": findings,
    }


def report(here: Here) -> Response:
    """The text of a report: read into the case, its claims proposed; one that is there already is told as known."""
    from antigone.formats.intake import Intake

    value = sent(here, ("text",), ("name", "published_on", *ABOUT))
    text = text_in(value, "text", LONGEST_REPORT)
    if not text.strip():
        raise InputError("The report has no text.", "Send its words.")
    given = {field: words for field in ABOUT if (words := text_in(value, field, 2000))}
    day = text_in(value, "published_on", 40)
    if day:
        given["published_on"] = str(PartialDate.parse(day))
    dry_run = flag(here, "dry_run")
    with Intake(here.desk.path, here.user.name) as intake:
        name = f"{name_in(value, 'report')}.txt"
        told = intake.read(text.encode(), name, given=given, dry_run=dry_run)
    refused = not (told["documents"] or told["known"])
    return here.json(_reported(here, told, dry_run), 422 if refused else 200)


def _reported(here: Here, told: Mapping[str, Any], dry_run: bool) -> dict[str, Any]:
    new = [each["id"] for each in told["documents"]]
    waiting = [e.body["proposal"]["id"] for e in _proposed(here) if e.body["proposal"]["claim"].get("document") in new]
    return {
        "written": bool(new or told["amended"]) and not dry_run,
        "dry_run": dry_run,
        "documents": new,
        "known": told["known"],
        "proposals": waiting,
        "findings": told["findings"],
    }


def _proposed(here: Here) -> list[Event]:
    return [event for event in here.desk.state().events if event.kind == "claim.proposed"]
