"""Duplicates across documents: one utterance met again, with the same speaker, unit, place, value and day said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from antigone.core.party import PartyBook, fold_name
from antigone.said.claim import Claim
from antigone.said.link_voice import Voices
from antigone.said.resolve import ascii_key


def duplicates(claims: Iterable[Claim], parties: PartyBook | None = None) -> list[tuple[str, ...]]:
    """Groups of claims of different documents that put one utterance forward, in order of entry.

    Claims without a speaker, a day or a figure are duplicates of nothing. A place given in words is compared without
    regard to case, marks and script; a speaker as `said.same_party` compares names, `certain` or `likely`.

    Args:
        claims: in order of entry.
        parties: who is known under which names.
    """
    voices = Voices(parties or PartyBook())
    alike: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker and claim.said_on is not None and claim.has_figure:
            value = (claim.low, claim.high, claim.best, claim.stance)
            alike[claim.unit, ascii_key(claim.place), value, str(claim.said_on)].append(claim)
    groups: list[tuple[str, ...]] = []
    for bucket in alike.values():
        groups += [each for each in _by_speaker(bucket, voices) if each]
    return groups


def _by_speaker(bucket: list[Claim], voices: Voices) -> Iterable[tuple[str, ...]]:
    """The claims of one bucket by speaker; a group within a single document is none across documents."""
    by_name: dict[str, list[Claim]] = defaultdict(list)
    for claim in bucket:
        by_name[fold_name(claim.speaker)].append(claim)
    joined: list[list[Claim]] = []
    for several in by_name.values():
        home = next((group for group in joined if voices.tie(several[0], group[0]).strength == 3), None)
        if home is None:
            joined.append(list(several))
        else:
            home += several
    for group in joined:
        if len({claim.document or claim.url or claim.id for claim in group}) > 1:
            yield tuple(claim.id for claim in group)
