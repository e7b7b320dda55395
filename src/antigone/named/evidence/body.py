"""Evidence of the body as a whole: sex, age, stature, hair and eyes. A range is a range and never a filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from antigone.core.errors import InputError
from antigone.core.told import listed_plainly, row, told
from antigone.named.evidence.piece import Piece, below, discrete_lr, normal, seen_as, span, tempered

SEXES = ("M", "F")
HAIR = ("black", "brown", "blond", "red", "grey")
EYES = ("brown", "blue", "green", "grey")


@dataclass(frozen=True, slots=True)
class SexModel:
    """How often a stated sex is wrong.

    Attributes:
        males: share of men among the dead of the event.
        record_error: of what families and papers say.
        errors: of what an examination says, by method; DNA errs by drop-out and mix-ups alone.
    """

    males: float = 0.5
    record_error: float = 0.001
    errors: Mapping[str, float] = field(
        default_factory=lambda: {"": 0.05, "dna": 0.001, "external": 0.01, "pelvis": 0.05, "skull": 0.15}
    )
    version: str = "sex 1"


def sex(am: str, pm: str, method: str = "", model: SexModel = SexModel()) -> Piece | None:
    """Sex reported against sex observed; None where one is unknown. Same by pelvis: 1.898; different: 0.1018."""
    if am not in SEXES or pm not in SEXES:
        return None
    error = model.errors.get(method.casefold(), model.errors[""])
    shares = (model.males, 1 - model.males)
    lr = discrete_lr(shares, seen_as(SEXES, am, model.record_error), seen_as(SEXES, pm, error))
    words = told(
        "{version}: wrong in records {record}, by this examination {error}; men {men}",
        version=model.version,
        record=model.record_error,
        error=error,
        men=model.males,
    )
    against = "" if am == pm else told("the sex differs")
    return Piece("sex", lr, am, f"{pm} {method}".strip(), words, "error rates assumed; set your laboratory's", against)


@dataclass(frozen=True, slots=True)
class AgeModel:
    """How an age range is read.

    Attributes:
        coverage_z: half-width of a stated range in standard deviations; 1.96 for a 95 % range.
        least_sd: years; no estimate is sharper.
        youngest, oldest: the dead of the event, spread evenly between.
        gross: probability that a record is badly wrong.
    """

    coverage_z: float = 1.96
    least_sd: float = 1.0
    youngest: float = 0.0
    oldest: float = 90.0
    gross: float = 0.01
    version: str = "age 1"


def age(am: str, pm: str, model: AgeModel = AgeModel()) -> Piece:
    """Age reported (years; one number is a year of age) against a range estimated.

    The estimate is a normal value around the middle of its range. Ratio = its mean density over the reported years to
    that over all ages. An estimate of 20–40 for somebody of 30: 6.93; for somebody of 60: 0.01, never zero.
    """
    low, high = span(am, "age")
    least, most = span(pm, "age")
    middle, sd = (least + most) / 2, max((most - least) / 2 / model.coverage_z, model.least_sd)
    reported, anybody = ((low, high + 1), (model.youngest, model.oldest))
    own, all_ = ((below(b, middle, sd) - below(a, middle, sd)) / (b - a) for a, b in (reported, anybody))
    lr = tempered(own / all_, model.gross)
    words = told(
        "{version}: normal, range ±{z} sd, ages {youngest:g}–{oldest:g} alike, gross error {gross}",
        version=model.version,
        z=model.coverage_z,
        youngest=model.youngest,
        oldest=model.oldest,
        gross=model.gross,
    )
    against = told("the age lies outside the range estimated") if high + 1 < least or low > most else ""
    return Piece("age", lr, am, pm, words, "population assumed", against)


@dataclass(frozen=True, slots=True)
class Formula:
    """A regression of living stature on one bone: cm = slope · bone length in cm + intercept, ± error.

    Attributes:
        name, version: kept with every estimate made by it.
        bone: e.g. `femur`.
        error: standard error of the estimate, cm.
        source: the paper, and the sample it was made on.
    """

    name: str
    bone: str
    slope: float
    intercept: float
    error: float
    source: str
    version: str = "1"

    def estimate(self, length: float) -> str:
        """Stature as the 95 % range that `stature` reads, e.g. `163.1-176.0`, from a bone's length in cm."""
        middle = self.slope * length + self.intercept
        return f"{middle - 1.96 * self.error:.1f}-{middle + 1.96 * self.error:.1f}"


_TG = "Trotter & Gleser (1952), Am. J. Phys. Anthropol. 10: 463-514, US sample"
FORMULAS: dict[str, Formula] = {
    f.name: f
    for f in (
        Formula("tg1952-m1-femur", "femur", 2.38, 61.41, 3.27, _TG),
        Formula("tg1952-m1-tibia", "tibia", 2.52, 78.62, 3.37, _TG),
        Formula("tg1952-m1-fibula", "fibula", 2.68, 71.78, 3.29, _TG),
        Formula("tg1952-m1-humerus", "humerus", 3.08, 70.45, 4.05, _TG),
        Formula("tg1952-f1-femur", "femur", 2.47, 54.10, 3.72, _TG),
        Formula("tg1952-f1-tibia", "tibia", 2.90, 61.53, 3.66, _TG),
        Formula("tg1952-f1-fibula", "fibula", 2.93, 59.61, 3.57, _TG),
        Formula("tg1952-f1-humerus", "humerus", 3.36, 57.97, 4.45, _TG),
    )
}
"""A few that are in wide use. The sample a formula was made on need not be like the dead of an event."""


@dataclass(frozen=True, slots=True)
class StatureModel:
    """How statures are read, all in cm.

    Attributes:
        coverage_z: half-width of a stated range in standard deviations.
        reported_sd: of what a relative says; estimated_sd: where an estimate has no range.
        mean, sd: of the living stature of those who may be meant.
        gross: probability that a record is badly wrong.
    """

    coverage_z: float = 1.96
    reported_sd: float = 3.0
    estimated_sd: float = 4.0
    mean: float = 168.0
    sd: float = 10.0
    gross: float = 0.01
    version: str = "stature 1"


def stature(am: str, pm: str, method: str = "", model: StatureModel = StatureModel()) -> Piece:
    """Stature reported against stature estimated, both normal around the truth, cm.

    The estimate x given the report y is normal around their population regression; the ratio is its density given the
    report to its density in the population. `method` names the formula and its version, and is kept.
    """
    low, high = span(am, "stature")
    least, most = span(pm, "stature")
    y, x = (low + high) / 2, (least + most) / 2
    report = max((high - low) / 2 / model.coverage_z, model.reported_sd)
    estimate = (most - least) / 2 / model.coverage_z or model.estimated_sd
    weight = model.sd**2 / (model.sd**2 + report**2)
    given = model.mean + weight * (y - model.mean)
    spread = (model.sd**2 * (1 - weight) + estimate**2) ** 0.5
    plain = (model.sd**2 + estimate**2) ** 0.5
    lr = tempered(normal(x, given, spread) / normal(x, model.mean, plain), model.gross)
    words = told(
        "{version}: sd reported {report:.3g}, estimated {estimate:.3g}, all {mean:g} ± {sd:g} cm, gross error {gross}",
        version=model.version,
        report=report,
        estimate=estimate,
        mean=model.mean,
        sd=model.sd,
        gross=model.gross,
    )
    formula = FORMULAS.get(method)
    source = formula.source if formula else "population assumed"
    against = told("the statures are far apart") if abs(x - given) > 3 * spread else ""
    by = told("{name} version {version}", name=formula.name, version=formula.version) if formula else method
    return Piece("stature", lr, am, pm, row(words, "; ", by) if by else words, source, against)


@dataclass(frozen=True, slots=True)
class ColourModel:
    """How often a colour is named otherwise: at home, and after death (hair bleaches, eyes cloud).

    Attributes:
        shares: how common each colour is where the dead lived; set your own.
        am_error, pm_error: probability of another name for the colour.
    """

    shares: Mapping[str, float]
    am_error: float = 0.1
    pm_error: float = 0.2
    version: str = "colour 1"


HAIR_MODEL = ColourModel(dict(zip(HAIR, (0.5, 0.3, 0.08, 0.02, 0.1), strict=True)))
EYE_MODEL = ColourModel(dict(zip(EYES, (0.7, 0.15, 0.1, 0.05), strict=True)), pm_error=0.3)


def colour(kind: str, am: str, pm: str, model: ColourModel | None = None) -> Piece:
    """Colour of hair or eyes reported against observed. `kind` is `hair` or `eyes`."""
    model = model or (HAIR_MODEL if kind == "hair" else EYE_MODEL)
    states = tuple(model.shares)
    for text in (am, pm):
        if text not in states:
            raise InputError(
                told("'{text}' is no colour of {kind} here.", text=text[:20], kind=kind),
                told("One of: {names}.", names=listed_plainly(states)),
            )
    shares = tuple(model.shares.values())
    lr = discrete_lr(shares, seen_as(states, am, model.am_error), seen_as(states, pm, model.pm_error))
    words = told(
        "{version}: named otherwise at home {before}, after death {after}",
        version=model.version,
        before=model.am_error,
        after=model.pm_error,
    )
    return Piece(kind, lr, am, pm, words, "shares and error rates assumed; set your own", "")
