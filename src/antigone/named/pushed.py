"""Matches and other evidence that another program worked out: checked against the case, and kept as a run of its own.

Nothing of it is an identification, and nothing of it replaces what this program finds: a pushed run stands beside the
others, under the name and version of the program that made it. Values by marker are sealed as our own are: under all
whose DNA went in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from antigone.core.errors import AntigoneError, InputError, LimitError, UsageError
from antigone.core.finding import Finding, declare
from antigone.core.told import told
from antigone.found.body import from_body
from antigone.named import codes, shares
from antigone.named import events as kinds
from antigone.named.events import Weighed, draft
from antigone.named.match import Match, Run
from antigone.record.event import Draft

if TYPE_CHECKING:
    from antigone.named.desk import Desk

NOT_TAKEN = declare(
    "named.push_refused",
    "It cannot be taken: {why}",
    "{do}",
    why="There is no person P-0009.",
    do="Give a code of the case.",
)
MOST = 10_000
PER_MARKER = "per_marker"
_OURS = frozenset({"id", "run", "remains", "persons", "families"})
_CONTRADICTION = 300


@dataclass
class PushedMatches:
    """What came of a push.

    Attributes:
        drafts: to be written together; empty where anything was wrong.
        findings: one for each row that cannot be taken: `file` is the list it stands in, `row` counts from 1.
        run: code of the run.
        ids: codes given to the matches and pairs, by list and row.
    """

    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    run: str = ""
    ids: list[tuple[str, int, str]] = field(default_factory=list)


def push_matches(
    desk: Desk, run: Mapping[str, Any], matches: Sequence[Mapping[str, Any]], evidence: Sequence[Mapping[str, Any]]
) -> PushedMatches:
    """Check matches and evidence, all or none.

    Args:
        desk: the case.
        run: `method` and `version` of the program, and what else `Run` holds; codes and candidates come from the rows.
        matches: as `Match`, without ids; `remains` may be any number or label; `per_marker` {marker: log10 LR as text}.
        evidence: as `Weighed`, without ids.

    Raises:
        UsageError: there is no row. LimitError: there are too many.
        InputError: the run itself makes no sense.
    """
    if not matches and not evidence:
        raise UsageError("Nothing was sent.", "Send at least one match or one piece of evidence.")
    if len(matches) + len(evidence) > MOST:
        raise LimitError(
            told("{n:,} rows are too many at once.", n=len(matches) + len(evidence)),
            told("Send at most {most:,}.", most=MOST),
        )
    made = PushedMatches()
    read: list[tuple[Match, Mapping[str, str]]] = []
    for at, row in enumerate(matches, 1):
        _attempt(made, "matches", at, lambda row=row: read.append(_match(desk, row)))
    weighed: list[Weighed] = []
    for at, row in enumerate(evidence, 1):
        _attempt(made, "evidence", at, lambda row=row: weighed.append(_weighed(desk, row)))
    _refuse_doubles(made, [(m.remains, m.person) for m, _ in read], "matches")
    _refuse_doubles(made, [(w.remains, w.person) for w in weighed], "evidence")
    if not made.findings:
        _drafts(desk, made, run, read, weighed)
    return made


def _attempt(made: PushedMatches, where: str, at: int, take: Any) -> None:
    try:
        take()
    except AntigoneError as fault:
        values = {"why": fault.message[:300], "do": fault.do[:300]}
        made.findings.append(Finding(NOT_TAKEN, values, file=where, row=at))


def _refuse_doubles(made: PushedMatches, pairs: Sequence[tuple[str, str]], where: str) -> None:
    seen: set[tuple[str, str]] = set()
    for at, pair in enumerate(pairs, 1):
        if pair in seen and not made.findings:
            values = {"why": f"{pair[0]} and {pair[1]} stand there twice.", "do": "Send each pair once."}
            made.findings.append(Finding(NOT_TAKEN, values, file=where, row=at))
        seen.add(pair)


def _drafts(
    desk: Desk, made: PushedMatches, run: Mapping[str, Any], read: Sequence[tuple[Match, Mapping[str, str]]],
    weighed: Sequence[Weighed],
) -> None:  # fmt: skip
    if read:
        whole = _run(desk, run, [m for m, _ in read])
        made.run = whole.id
        made.drafts.append(draft(kinds.MATCH_RUN, whole))
    for at, (match, markers) in enumerate(read, 1):
        own = replace(match, id=desk.code(codes.MATCH), run=made.run)
        sealed = shares.split(PER_MARKER, json.dumps(dict(markers)), _subjects(desk, own)) if markers else None
        made.drafts.append(draft(kinds.MATCH_FOUND, own, sealed))
        made.ids.append(("matches", at, own.id))
    for at, each in enumerate(weighed, 1):
        made.drafts.append(draft(kinds.EVIDENCE_WEIGHED, each))
        made.ids.append(("evidence", at, each.id))


def _run(desk: Desk, sent: Mapping[str, Any], matches: Sequence[Match]) -> Run:
    unknown = sorted(set(sent) - {*Run.__dataclass_fields__} | (set(sent) & _OURS))
    if unknown:
        raise InputError(
            told("A run is sent without '{unknown}'.", unknown=unknown[0][:60]),
            "Candidates and codes come from the rows.",
        )
    body = {
        **sent,
        "id": desk.code(codes.RUN),
        "remains": sorted({m.remains for m in matches}),
        "persons": sorted({m.person for m in matches}),
        "families": sorted({m.family for m in matches} - {""}),
    }
    run = from_body(Run, body)
    if not run.method.strip() or not run.version.strip():
        raise InputError("A run says how it was made, and by what.", "Give 'method' and 'version'.")
    _decimal(run.theta, "theta", least=Decimal(0), most=Decimal(1))
    _decimal(run.error, "error", least=Decimal(0))
    _decimal(run.threshold, "threshold", empty=True)
    if run.prior.dead is not None and run.prior.dead < 1:
        raise InputError("Fewer than one dead is no prior.", "Give a whole number from 1, or leave it out.")
    for profile in run.profiles:
        if profile not in desk.book.profiles:
            raise InputError(
                told("There is no profile '{profile}'.", profile=profile[:40]), "Leave it out, or enter it first."
            )
    return run


def _match(desk: Desk, row: Mapping[str, Any]) -> tuple[Match, Mapping[str, str]]:
    """A match and its values by marker.

    Raises:
        AntigoneError: with what cannot be.
    """
    sent = _told(row, Match, {PER_MARKER})
    markers = sent.pop(PER_MARKER, {})
    match = from_body(Match, {**sent, "id": "M", "run": "U"})
    match = replace(match, remains=desk.remains(match.remains), person=desk.person(match.person))
    if match.family and match.family not in desk.book.families:
        raise InputError(
            told("There is no family '{family}'.", family=match.family[:40]), "Give the code of one, or leave it out."
        )
    for other in match.symmetric:
        desk.person(other)
    _decimal(match.log10_lr, "log10_lr", floor=True)
    _decimal(match.other_log10_lr, "other_log10_lr", empty=True, floor=True)
    _decimal(match.posterior, "posterior", empty=True, least=Decimal(0), most=Decimal(1))
    if match.shared < 0 or match.rank < 0 or not 0 <= match.exclusions <= match.shared:
        raise InputError("These counts cannot be.", "shared and rank from 0; exclusions from 0 to shared.")
    return match, _markers(markers)


def _markers(given: Any) -> Mapping[str, str]:
    if not isinstance(given, Mapping) or not all(isinstance(v, str) for v in given.values()):
        raise InputError("Values by marker are an object of texts.", 'Send {"D3S1358": "1.25"}.')
    for name, value in given.items():
        if not name.strip() or len(name) > 60:
            raise InputError("A marker has a name of 1 to 60 letters.", "Check the markers.")
        _decimal(value, f"log10 LR of {name}", floor=True)
    return given


def _weighed(desk: Desk, row: Mapping[str, Any]) -> Weighed:
    weighed = from_body(Weighed, {**_told(row, Weighed, set()), "id": "pair"})
    remains, person = desk.remains(weighed.remains), desk.person(weighed.person)
    if not weighed.kinds or not weighed.version.strip():
        raise InputError("Evidence says of which kinds it is, and what weighed it.", "Give 'kinds' and 'version'.")
    if any(len(text) > _CONTRADICTION for text in (*weighed.kinds, *weighed.contradictions)):
        raise InputError(
            "That is too long.",
            told("A kind or contradiction has at most {contradiction} letters.", contradiction=_CONTRADICTION),
        )
    _decimal(weighed.log10_lr, "log10_lr", floor=True)
    return replace(weighed, id=f"{remains}/{person}", remains=remains, person=person)


def _told(row: Mapping[str, Any], cls: type[Any], more: set[str]) -> dict[str, Any]:
    """The row, if it holds nothing that is not asked for."""
    unknown = sorted(set(row) - ({*cls.__dataclass_fields__} - {"id", "run"}) - more)
    if unknown:
        raise InputError(
            told("There is no field '{unknown}'.", unknown=unknown[0][:60]), "See the description of this address."
        )
    return dict(row)


def _subjects(desk: Desk, match: Match) -> set[str]:
    """All whose DNA can have gone in: the remains, and everybody of the family who is typed."""
    family = desk.book.families.get(match.family)
    members = {desk.book.whole(m.id) for m in family.members} if family else {match.person}
    typed = {desk.book.samples[p.sample].donor for p in desk.book.profiles.values() if p.sample in desk.book.samples}
    return {match.remains} | (members & typed)


def _decimal(
    text: str, name: str, *, empty: bool = False, floor: bool = False, least: Decimal | None = None,
    most: Decimal | None = None,
) -> None:  # fmt: skip
    """Refuse a text that is no decimal number within its bounds; `floor` allows `-Infinity`, for what is impossible."""
    if (empty and not text) or (floor and text == "-Infinity"):
        return
    try:
        value = Decimal(text) if len(text) <= 40 and text.isascii() else Decimal("NaN")
    except ArithmeticError:
        value = Decimal("NaN")
    right = value.is_finite() and (least is None or value >= least) and (most is None or value <= most)
    if not right:
        raise InputError(
            told("'{text}' cannot be the {name}.", text=text[:40], name=name[:80]),
            'Send a decimal number as text, such as "3.27".',
        )
