"""Which profiles may be used, and one profile for each donor out of several typings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from antigone.core.finding import Finding
from antigone.core.told import row, told
from antigone.named import findings as wrong
from antigone.named.consent import LABORATORY, Purpose
from antigone.named.sample import ProfileRecord, Sample, SampleKind
from antigone.record.sealed import Erased

if TYPE_CHECKING:
    from antigone.named.desk import Desk
    from antigone.named.kinship import Genotype, Profile, ReadingErrors

Calls = dict[str, tuple[str | None, ...]]


@dataclass
class Usable:
    """What may be compared now.

    Attributes:
        references, direct, remains: consensus profile by donor; of relatives, of the missing themselves, of remains.
        families: donor → families they gave their sample for; empty for every family they stand in.
        used: profile ids by donor.
        errors: reading errors by donor.
        left_out: `donor: why` for each donor whose values exist and may not, or can no more, be used.
        findings: the same as findings, and disagreements.
    """

    references: dict[str, Profile] = field(default_factory=dict)
    direct: dict[str, Profile] = field(default_factory=dict)
    remains: dict[str, Profile] = field(default_factory=dict)
    families: dict[str, frozenset[str]] = field(default_factory=dict)
    used: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, ReadingErrors] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def usable(
    desk: Desk,
    purpose: Purpose = Purpose.IDENTIFICATION,
    to: str = LABORATORY,
    donors: Collection[str] | None = None,
) -> Usable:
    """The profiles that may be used for a purpose: a relative's only with standing consent to just that.

    Args:
        donors: only of these; default: of everybody.
    """
    found = Usable()
    typed: dict[tuple[str, SampleKind], list[tuple[ProfileRecord, Sample]]] = {}
    for record in desk.book.profiles.values():
        sample = desk.book.samples.get(record.sample)
        if sample is None:
            values = {"what": told("The profile {id}", id=record.id), "code": record.sample}
            found.findings.append(Finding(wrong.UNKNOWN, values))
            continue
        if donors is not None and sample.donor not in donors:
            continue
        why = _barred(desk, sample, purpose, to)
        if why:
            found.left_out.append(row(sample.donor, ": ", why))
            values = {"sample": sample.id, "donor": sample.donor, "why": why}
            found.findings.append(Finding(wrong.NO_CONSENT, values))
        else:
            typed.setdefault((_donor(desk, sample), sample.kind), []).append((record, sample))
    for (donor, kind), pairs in typed.items():
        _enter(desk, found, donor, kind, pairs)
    return found


def _donor(desk: Desk, sample: Sample) -> str:
    """The donor by the code that counts now."""
    return desk.book.whole(sample.donor) if sample.kind is not SampleKind.REMAINS else sample.donor


def _barred(desk: Desk, sample: Sample, purpose: Purpose, to: str) -> str:
    """Why a sample may not be used; empty where it may."""
    if sample.kind is not SampleKind.REFERENCE or desk.agreed(sample.donor, to, purpose):
        return ""
    asked = any(by == sample.donor and p is purpose for by, _, p in desk.book.consents)
    if asked:
        return told("consent to {purpose} was withdrawn", purpose=told(purpose.value))
    return told("there is no consent to its use for {purpose}", purpose=told(purpose.value))


def _enter(
    desk: Desk, found: Usable, donor: str, kind: SampleKind, pairs: Sequence[tuple[ProfileRecord, Sample]]
) -> None:
    calls: dict[str, Calls] = {}
    for record, _ in pairs:
        value = desk.values(record.id).get("calls", "")
        if isinstance(value, Erased):
            found.left_out.append(row(donor, ": ", str(value)))
            found.findings.append(Finding(wrong.ERASED, {"code": donor, "erased": str(value)}))
        elif value:
            calls[record.id] = read_calls(value)
    if not calls:
        return
    profile, disagree = consensus(list(calls.values()))
    if disagree:
        values = {"profiles": ", ".join(calls), "donor": donor, "count": len(disagree)}
        found.findings.append(Finding(wrong.PROFILES_DISAGREE, values))
    table = {SampleKind.REFERENCE: found.references, SampleKind.DIRECT: found.direct, SampleKind.REMAINS: found.remains}
    table[kind][donor] = profile
    found.used.setdefault(donor, []).extend(calls)
    found.families[donor] = frozenset(f for _, sample in pairs for f in sample.families)
    _errors(found, donor, [record for record, _ in pairs])


def _errors(found: Usable, donor: str, records: Sequence[ProfileRecord]) -> None:
    from antigone.named.kinship import ReadingErrors

    rates = [(float(r.dropout or 0), float(r.dropin or 0)) for r in records]
    worst = (max(d for d, _ in rates), max(i for _, i in rates))
    if any(worst):
        found.errors[donor] = ReadingErrors(*worst)


def read_calls(text: str) -> Calls:
    """Calls as they are sealed: JSON of marker → alleles, an unread allele as null."""
    return {
        str(marker): tuple(None if a is None else str(a) for a in alleles)
        for marker, alleles in json.loads(text).items()
    }


def write_calls(calls: Mapping[str, Sequence[str | None]]) -> str:
    """The same, to be sealed."""
    return json.dumps({m: list(alleles) for m, alleles in sorted(calls.items()) if any(alleles)}, ensure_ascii=False)


def consensus(profiles: Sequence[Mapping[str, Sequence[str | None]]]) -> tuple[dict[str, Genotype], list[str]]:
    """One profile out of several typings of one donor, and the markers at which they disagree (left out).

    One typing stands as it is. Of several, an allele stands where two typings show it (Taberlet et al. 1996; the
    consensus of Benschop et al. 2011); where that leaves one allele beside another seen once, the second is unknown.
    Typings that share no allele, or give more than two, disagree.
    """
    found: dict[str, Genotype] = {}
    disagree = []
    for marker in sorted({m for profile in profiles for m in profile}):
        shown = [tuple(profile[marker]) for profile in profiles if marker in profile]
        call = shown[0] if len(shown) == 1 else _agreed(shown)
        if call is None:
            disagree.append(marker)
        else:
            found[marker] = call
    return found, disagree


def _agreed(shown: Sequence[Genotype]) -> Genotype | None:
    if len({tuple(sorted(map(str, call))) for call in shown}) == 1:
        return shown[0]
    seen = Counter(allele for call in shown for allele in set(call) - {None})
    twice = sorted(str(allele) for allele, times in seen.items() if times > 1)
    if not twice or len(twice) > 2:
        return None
    return (twice[0], twice[1]) if len(twice) == 2 else (twice[0], None)
