"""What can be wrong with the road to a name."""

from __future__ import annotations

from antigone.core.finding import Severity, declare

UNREADABLE = declare(
    "named.unreadable",
    "The event {event} of kind {kind} cannot be read: {why}",
    "Verify the case; if it verifies, it was written by another version.",
    event="3f9a01c2",
    kind="board.decided",
    why="A decision needs an id.",
)
REFUSED = declare(
    "named.step_refused",
    "{what} was not taken in: {why}",
    "Copies of the case disagreed about it; decide again with all that is known now.",
    what="The step established of D-0001",
    why="Decision D-0001 is revoked: it cannot be established.",
)
UNKNOWN = declare(
    "named.unknown_code",
    "{what} names {code}, which is not in the case; the link is not used.",
    "Enter {code}, or correct the code.",
    severity=Severity.WARNING,
    what="The family F-0001",
    code="P-0009",
)
ALIVE = declare(
    "named.alive_and_decided",
    "{person} was found alive, and decision {decision} says that remains are this person.",
    "Suspend the decision, then look for a relative of {person} among the missing.",
    person="P-0012",
    decision="D-0003",
)
DECIDED_TWICE = declare(
    "named.decided_twice",
    "The remains {remains} are named in {first} as {persons} and in {second} as {others}.",
    "Suspend both decisions and put them before a board.",
    remains="R00000005",
    first="D-0001",
    persons="P-0001",
    second="D-0002",
    others="P-0002",
)
RECALL_DUE = declare(
    "named.recall_due",
    "Release {release} rests on decision {decision}, which is {status}: the remains must be called back.",
    "Tell the family liaison, then record it with `antigone named recall`.",
    release="L-0001",
    decision="D-0001",
    status="revoked",
)
NOT_BACK = declare(
    "named.recalled_not_back",
    "Release {release} was called back{why}, and nothing of it has come back.",
    "Speak with the family, and record what comes back with `antigone named recall CASE {release} --came-back NUMBER`.",
    release="L-0001",
    why=" because the wrong remains were given",
)
EARLY_RELEASE = declare(
    "named.release_without_decision",
    "Release {release} rests on decision {decision}, which was {status} when it was recorded.",
    "Call it back, or have the board establish the decision.",
    release="L-0001",
    decision="D-0001",
    status="provisional",
)
NO_CONSENT = declare(
    "named.no_consent",
    "Sample {sample} of {donor} is not used: {why}.",
    "Ask, and record the answer with `antigone named consent CASE CODE`.",
    severity=Severity.WARNING,
    sample="S-0001",
    donor="P-0003",
    why="there is no consent to its use for identification",
)
PROFILES_DISAGREE = declare(
    "named.profiles_disagree",
    "The profiles {profiles} of {donor} disagree at {count} markers, which are left out.",
    "Look for a swapped tube, or type the sample again.",
    severity=Severity.WARNING,
    profiles="G-0001, G-0002",
    donor="P-0003",
    count=2,
)
ERASED = declare(
    "named.erased",
    "The values of {code} are gone: {erased}.",
    "Nothing can bring them back; what rested on them is not used.",
    severity=Severity.NOTE,
    code="P-0003",
    erased="erased on 2026-05-03, by A. Roe, because asked for it",
)
FAMILIES_APART = declare(
    "named.families_apart",
    "{persons} is missing in {families}, which cannot be compared together: {why}. Each is compared by itself.",
    "Draw the families so that they agree, or ask for the consent that is wanting.",
    severity=Severity.WARNING,
    persons="P-0001",
    families="F-0001, F-0002",
    why="P-0004 and P-0009 stand in one place",
)
