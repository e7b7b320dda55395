"""Does it add up: from attributed claims to bounds, conflicts, readings, and what would settle them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from antigone.account.answer import Account, BoundAnswer, Explanation
    from antigone.account.casebook import CaseBook

__all__ = ["bounds", "build", "explain"]


def build(
    book: CaseBook,
    *,
    as_of: date | None = None,
    assume: Mapping[str, bool] | None = None,
    aside: Collection[str] = (),
    include_uncertain: bool = True,
    trust_proposals: bool = False,
) -> Account:
    """The account of a case as of the end of a day.

    Args:
        book: the case.
        as_of: only what was said by then; None: everything.
        assume: assumptions switched by hand, by id.
        aside: claims put aside by hand.
        include_uncertain: let claims in whose entry the analyst doubts (they are flagged, and give way first).
        trust_proposals: let claims in that nobody has checked yet.

    Raises:
        NotFoundError: an assumption or claim of that id is not in the case.
    """
    from antigone.account.engine import Engine

    return Engine(book, as_of, assume or {}, aside, include_uncertain, trust_proposals).account()


def bounds(
    book: CaseBook,
    proposition: str,
    *,
    as_of: date | None = None,
    assume: Mapping[str, bool] | None = None,
    aside: Collection[str] = (),
    include_uncertain: bool = True,
    trust_proposals: bool = False,
) -> BoundAnswer:
    """The bounds of one proposition: `UNIT @ PLACE [/ GROUP] [(SCOPE)] [as of DATE]`; see `build` for the rest.

    Raises:
        UsageError: the proposition cannot be read, or names a unit, place or group that the case does not have.
    """
    from antigone.account.engine import Engine
    from antigone.account.proposition import parse

    asked = parse(proposition, book)
    return Engine(
        book, asked.day or as_of, assume or {}, aside, include_uncertain, trust_proposals, asked=(asked,)
    ).bounds(asked)


def explain(account: Account, book: CaseBook, id: str) -> Explanation:
    """What a claim, assumption, conflict or proposition of the account rests on, down to the words.

    Raises:
        NotFoundError: nothing in the account has that id.
    """
    from antigone.account.unfold import explain as unfold

    return unfold(account, book, id)
