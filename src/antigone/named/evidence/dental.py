"""Teeth by FDI number. Same or evolved: a filling may become a crown, and never the reverse."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from antigone.core.errors import InputError
from antigone.core.told import told
from antigone.named.evidence.piece import Piece, seen_as

STAGES = ("sound", "filled", "crown", "gone")
"""In the only order in which a tooth can go."""
CODES = {
    **dict.fromkeys(("sou", "sound", "s"), "sound"),
    **dict.fromkeys(("fil", "amf", "gif", "cof", "tif", "fis", "inl", "onl", "filled"), "filled"),
    **dict.fromkeys(("crn", "fmc", "poc", "mpc", "gmc", "crown"), "crown"),
    **dict.fromkeys(("mis", "mam", "pon", "pob", "imp", "ipx", "gone", "missing", "x"), "gone"),
}
UNKNOWN = ("mpm", "non", "una", "abu", "?", "-", "")
"""Lost after death, not examined, not charted: says nothing."""
PERMANENT = frozenset(str(10 * quadrant + tooth) for quadrant in (1, 2, 3, 4) for tooth in range(1, 9))
_TOOTH = re.compile(r"(\d\d)\s*[=:]\s*([a-z?-]*)(?:\.([modflbi]+))?\Z")


@dataclass(frozen=True, slots=True)
class Tooth:
    """One tooth as charted: FDI number, stage (empty where unknown), filled surfaces (empty where not stated)."""

    fdi: str
    stage: str
    surfaces: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.fdi}={self.stage or '?'}" + ("." + "".join(sorted(self.surfaces)) if self.surfaces else "")


@dataclass(frozen=True, slots=True)
class DentalModel:
    """How charts err and teeth change.

    Attributes:
        shares: of the stages among permanent teeth where the dead lived, in the order of `STAGES`.
        progress: probability that a tooth moved on between the last chart and death, each later stage as likely.
        error: probability that a chart names another stage.
        lost_surface: weight of a filled surface that is no longer there (charts of surfaces err often).
        reference: size of the reference set behind the shares. No pattern weighs more than `reference + 1`: that is
            as rare as a set of that size can show anything to be (the rule of OdontoSearch, Adams 2003).
    """

    shares: tuple[float, ...] = (0.60, 0.22, 0.05, 0.13)
    progress: float = 0.1
    error: float = 0.02
    lost_surface: float = 0.1
    reference: int = 1000
    version: str = "teeth 1"


@lru_cache(maxsize=4096)
def chart(text: str) -> tuple[Tooth, ...]:
    """`16=fil.mo 36=mis 11=sou` as teeth.

    Raises:
        InputError: a tooth or code that does not exist, or a tooth charted twice; says which.
    """
    teeth: dict[str, Tooth] = {}
    for part in re.split(r"[\s,;]+", text.strip().casefold()):
        match = _TOOTH.match(part)
        if not match or (match[2] not in CODES and match[2] not in UNKNOWN):
            raise InputError(
                told("'{part}' is no tooth.", part=part[:20]), "Write FDI number and code, such as 16=fil.mo or 36=mis."
            )
        if match[1] not in PERMANENT:
            raise InputError(
                told("{match} is no permanent tooth.", match=match[1]), "FDI numbers run 11-18, 21-28, 31-38, 41-48."
            )
        if match[1] in teeth:
            raise InputError(told("Tooth {match} is charted twice.", match=match[1]), "Keep one.")
        stage = CODES.get(match[2], "")
        teeth[match[1]] = Tooth(match[1], stage, frozenset(match[3] or "") if stage == "filled" else frozenset())
    return tuple(teeth.values())


def is_same_or_evolved(am: Tooth, pm: Tooth) -> bool:
    """True where the tooth seen after death can have come of the tooth charted in life; unknown ones always can."""
    if not am.stage or not pm.stage:
        return True
    if STAGES.index(pm.stage) != STAGES.index(am.stage):
        return STAGES.index(pm.stage) > STAGES.index(am.stage)
    return not am.surfaces or not pm.surfaces or am.surfaces <= pm.surfaces


@lru_cache(maxsize=4096)
def tooth_lr(am: Tooth, pm: Tooth, model: DentalModel = DentalModel()) -> float:
    """Ratio of one tooth: over the true stage in life s and at death t,
    Σ pₛ·P(am|s)·T(s→t)·P(pm|t) / (Σ pₛ·P(am|s) · Σ (pT)ₜ·P(pm|t)), where T never goes back."""
    if not am.stage or not pm.stage:
        return 1.0
    moves = transitions(model.progress)
    a, b = seen_as(STAGES, am.stage, model.error), seen_as(STAGES, pm.stage, model.error)
    n = range(len(STAGES))
    both = math.fsum(model.shares[s] * a[s] * moves[s][t] * b[t] for s in n for t in n)
    alone = math.fsum(model.shares[s] * a[s] for s in n)
    other = math.fsum(model.shares[s] * moves[s][t] * b[t] for s in n for t in n)
    lost = am.stage == pm.stage and not is_same_or_evolved(am, pm)
    return both / (alone * other) * (model.lost_surface if lost else 1.0)


def transitions(progress: float) -> list[list[float]]:
    """Probability of each stage at death given the one charted: zero for every earlier one."""
    rows = []
    for s in range(len(STAGES)):
        later = len(STAGES) - 1 - s
        stay = 1.0 - progress if later else 1.0
        rows.append([0.0] * s + [stay] + [progress / max(later, 1)] * later)
    return rows


def teeth(am: str, pm: str, independent: bool = True, model: DentalModel = DentalModel()) -> Piece | None:
    """Two charts compared; None where no tooth is known in both.

    Args:
        am, pm: charts, see `chart`.
        independent: the assumption `teeth-independent`: ratios of teeth multiply; off, only the tooth that says most
            counts.
    """
    after = {tooth.fdi: tooth for tooth in chart(pm)}
    pairs = [(t, after[t.fdi]) for t in chart(am) if t.fdi in after and t.stage and after[t.fdi].stage]
    if not pairs:
        return None
    logs = [math.log10(tooth_lr(a, p, model)) for a, p in pairs]
    total = math.fsum(logs) if independent else max(logs, key=abs)
    lr = 10 ** max(min(total, math.log10(model.reference + 1)), -12.0)
    against = _against([a.fdi for a, p in pairs if not is_same_or_evolved(a, p)])
    words = told(
        "{version}: {n} teeth, charts err {error}, moved on {progress}, at most {most}",
        version=model.version,
        n=len(pairs),
        error=model.error,
        progress=model.progress,
        most=model.reference + 1,
    )
    return Piece("teeth", lr, am, pm, words, "shares and error rates assumed; set your own", against)


def _against(reversed_: Sequence[str]) -> str:
    return told("{n} teeth would have gone back to an earlier state", n=len(reversed_)) if reversed_ else ""
