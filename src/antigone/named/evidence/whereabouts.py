"""Evidence of place and date: where and when somebody was last seen, and where and when remains were recovered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from antigone.core.told import told
from antigone.core.when import PartialDate
from antigone.named.evidence.piece import Piece


@dataclass(frozen=True, slots=True)
class PlaceModel:
    """How the dead travel, and how dates err.

    Attributes:
        stays: probability that remains are recovered in the place where the person was last seen.
        date_error: probability that a date of last sight, or of recovery, is wrong by enough to turn their order.
    """

    stays: float = 0.6
    date_error: float = 0.02
    version: str = "whereabouts 1"


def place(am: str, pm: str, within: Collection[str], share: float, model: PlaceModel = PlaceModel()) -> Piece:
    """Place of last sight against place of recovery.

    With probability `stays` remains lie where the person was last seen, else anywhere, as remains of the event do. A
    place with a share of .2 of all remains, the same for both: (.6 + .4 · .2) / .2 = 3.4; another place: .4.

    Args:
        am, pm: place ids.
        within: the place of recovery and all places around it; it is the same where `am` is one of them.
        share: of all remains recovered in `pm`'s place, above 0 to 1.
    """
    same = am in within
    lr = model.stays / share + 1 - model.stays if same else 1 - model.stays
    words = told(
        "{version}: stays {stays}, share of remains recovered there {share:.3g}",
        version=model.version,
        stays=model.stays,
        share=share,
    )
    return Piece("place", lr, am, pm, words, "probability assumed; the share is counted from the register", "")


def date(am: PartialDate, pm: PartialDate, model: PlaceModel = PlaceModel()) -> Piece:
    """Last sight against recovery: remains recovered before the person was surely still seen contradict, short of an
    error; any other order says next to nothing and weighs 1."""
    against = pm.surely_before(am)
    words = told("{version}: dates turned round {error}", version=model.version, error=model.date_error)
    sentence = told("recovered before the person was last seen") if against else ""
    return Piece("date", model.date_error if against else 1.0, str(am), str(pm), words, "assumed", sentence)
