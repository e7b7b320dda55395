"""Words to the parties of a case: exact and by alias without a question, anything less with its doubt."""

from antigone.core.party import Party, PartyBook
from antigone.said.resolve import Known
from antigone.said.same_party import Doubt

KNOWN = Known(
    parties=PartyBook.of(
        [
            Party("p1", "Arman Exemplev", ("Арман Экземплев",)),
            Party("p2", "Ministry of Health"),
            Party("p3", "Olga Primer"),
        ]
    )
)


def test_an_alias_is_certain():
    assert KNOWN.party("арман экземплев").id == "p1"


def test_an_initial_is_offered_with_its_doubt_and_reason():
    best = KNOWN.likely_party("А. Экземплев")
    assert best is not None
    assert (best.id, best.same.doubt) == ("p1", Doubt.LIKELY)
    assert "initial" in best.same.reason


def test_an_abbreviation_is_likely_and_a_stranger_nobody():
    best = KNOWN.likely_party("Минздрав")
    assert best is not None
    assert (best.id, best.same.doubt) == ("p2", Doubt.LIKELY)
    assert KNOWN.likely_party("Boris Other") is None
