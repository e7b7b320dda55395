"""What the pages about families and matching share: the panel that is computed with, and what results rest on."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from antigone.core.errors import UsageError
from antigone.core.finding import Finding
from antigone.named import events as kinds
from antigone.named.matching import Panel
from antigone.web.desk import State
from antigone.web.here import Here

MUTATION = "equal:0.002"
RESTS_ON = frozenset(
    {
        *(kinds.PERSON_OPENED, kinds.PERSON_CHANGED, kinds.PERSON_MERGED, kinds.FAMILY_DRAWN, kinds.SAMPLE_GIVEN),
        *(kinds.PROFILE_TYPED, kinds.CONSENT_GIVEN, kinds.CONSENT_WITHDRAWN, kinds.EVIDENCE_WEIGHED, kinds.DECIDED),
        *(kinds.STEP_TAKEN, kinds.RETRACTED, kinds.IMPORTED, "erased"),
    }
)
"""Kinds of event that a comparison of DNA rests on. That somebody looked at something changes no result."""


def digest(state: State) -> str:
    """The events that comparisons rest on, in short: two states with one digest give the same results."""
    made = sha256()
    for event in state.events:
        if event.kind in RESTS_ON:
            made.update(event.id.encode())
    return made.hexdigest()


def groups() -> tuple[str, ...]:
    """The groups of the frequency table that ships, as `nist:Caucasian`."""
    from antigone.named.kinship.frequencies import nist1036

    return tuple(f"nist:{group}" for group in nist1036())


def chosen_group(here: Here) -> str:
    """The group that the address names; else that of the latest comparison; else the first."""
    asked = here.request.query_params.get("frequencies", "") or here.form.get("frequencies", "")
    if asked in groups():
        return asked
    runs = list(here.desk.named().runs.values())
    last = runs[-1].frequencies.partition(";")[0] if runs else ""
    return last if last in groups() else groups()[0]


@lru_cache(maxsize=8)
def panel(frequencies: str, mutation: str = MUTATION) -> Panel:
    """The markers of a group that ships, with a mutation model.

    Raises:
        UsageError: there is no such group.
    """
    from antigone.formats.kinship_panel import frequency_panel

    if frequencies not in groups():
        raise UsageError("There is no such table of frequencies.", "Choose one of those that are offered.")
    found: list[Finding] = []
    return frequency_panel(frequencies, mutation, found)
