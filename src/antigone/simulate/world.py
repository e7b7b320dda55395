"""A world as one value: what happened, what is known of it, and what is said."""

from __future__ import annotations

from dataclasses import dataclass

from antigone.simulate.event import Event, make_event
from antigone.simulate.families import Genetics, make_families
from antigone.simulate.features import Row, make_features
from antigone.simulate.land import Land, make_land
from antigone.simulate.ledger import Ledger, make_ledger
from antigone.simulate.morgue import Books, make_books
from antigone.simulate.remains import Remains, make_remains
from antigone.simulate.settings import Settings
from antigone.simulate.speech import Speech, final_id, make_speech


@dataclass(frozen=True)
class World:
    """An event with its truth; see the parts for what they hold.

    Attributes:
        ante_mortem, post_mortem: rows of what families say and examiners note.
    """

    settings: Settings
    land: Land
    event: Event
    ledger: Ledger
    genetics: Genetics
    remains: Remains
    books: Books
    speech: Speech
    ante_mortem: list[Row]
    post_mortem: list[Row]

    @property
    def assumptions(self) -> dict[str, bool]:
        """Assumptions of the account, by id, and whether they hold in this world."""
        return {
            "body-is-person": True,
            "no-double-entry": not bool((self.event.back >= 0).any()),
            "taken-were-entered": True,
            "taken-are-victims": True,
            f"final:{final_id(self.speech)}": True,
        }

    def person_of_missing(self) -> dict[str, int]:
        """Row of the event of each missing person, by the id used with DNA."""
        return {
            id: person
            for family in self.genetics.families
            for id, person in zip(family.missing_ids, family.missing, strict=True)
        }

    def who_is_who(self) -> dict[str, str]:
        """Missing person of each of the remains that were read; "*" where nobody reported them missing."""
        names = {person: id for id, person in self.person_of_missing().items()}
        places = self.remains.sampled(main_only=False)
        return {e.number: names.get(e.person, "*") for e in (self.remains.entries[k] for k in places)}


def make_world(settings: Settings) -> World:
    """Draw a world; the same settings give the same one."""
    land = make_land(settings)
    event = make_event(settings, land)
    ledger = make_ledger(settings, event, land)
    genetics = make_families(settings, event)
    remains = make_remains(settings, event, land.n_towns, len(genetics.markers))
    am, pm = make_features(settings, event, land, genetics, remains)
    return World(
        settings, land, event, ledger, genetics, remains, make_books(settings, event, land, remains),
        make_speech(settings, event, land, ledger), am, pm,
    )  # fmt: skip
