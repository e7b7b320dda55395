"""Candidates for remains or for a missing person, ranked, with the evidence apart and what speaks against it first."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.responses import Response

from antigone.core.errors import AntigoneError, NotFoundError
from antigone.core.told import told
from antigone.named.match import Run
from antigone.web.here import Here
from antigone.web.pairs import Pair, Pairs, pairs
from antigone.web.seen import reading

A_PAGE, SHOWN = 25, 4
AGAINST = {
    "markers": "markers contradict",
    "alive": "found alive",
    "decided otherwise": "decided otherwise",
    "sex": "sex",
    "age": "age",
    "stature": "stature",
    "hair": "hair",
    "eyes": "eyes",
    "teeth": "teeth",
    "marks": "marks",
    "clothing": "clothing",
    "place": "place",
    "date": "date",
}


def page(here: Here) -> Response:
    """Candidates of one of the remains, of one person, or the remains in the order of their best candidate."""
    query = here.request.query_params
    every = here.desk.table("pairs", pairs)
    remains, person, fault = "", "", None
    try:
        remains, person = _asked(here, query.get("q", "").strip(), query.get("remains", ""), query.get("person", ""))
    except AntigoneError as error:
        fault = error
    at = query.get("page", "1")
    number = max(int(at), 1) if at.isascii() and at.isdigit() and len(at) < 6 else 1
    found = listed(every, remains, person)
    first = (number - 1) * A_PAGE
    runs = list(here.desk.named().runs.values())
    return here.page(
        "matching.html.j2",
        state=here.desk.state(),
        book=here.desk.named(),
        remains=remains,
        person=person,
        q=query.get("q", ""),
        fault=fault,
        found=found[first : first + A_PAGE],
        total=len(found),
        at=number,
        last_page=max(-(-len(found) // A_PAGE), 1),
        address=lambda n: "/matching?" + urlencode([*_kept(remains, person), ("page", n)]),
        run=runs[-1] if runs else None,
        run_of=lambda match: run_of(here, match.run) if match else None,
        against=AGAINST,
        missing=bool(here.desk.named().persons),
        more=SHOWN,
        a_page=A_PAGE,
    )


def _kept(remains: str, person: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in (("remains", remains), ("person", person)) if value]


def _asked(here: Here, q: str, remains: str, person: str) -> tuple[str, str]:
    """The remains or the person that are asked for, by any code, number or label.

    Raises:
        NotFoundError: nobody and nothing goes by that.
    """
    book = here.desk.named()
    wanted = q or remains or person
    if not wanted:
        return "", ""
    if wanted.upper() in book.persons:
        return "", book.whole(wanted.upper())
    with reading(here) as desk:
        return desk.remains(wanted[:40]), ""


def listed(every: Pairs, remains: str, person: str) -> list[tuple[str, Sequence[Pair]]]:
    """Lines of the list: each one of the remains, or each candidate of what was asked for."""
    if remains:
        return [(pair.person, [pair]) for pair in every.of_remains.get(remains, ())]
    if person:
        return [(pair.remains, [pair]) for pair in every.of_person.get(person, ())]
    return [(code, every.of_remains[code]) for code in every.by_best]


def run_of(here: Here, id: str) -> Run:
    """A comparison by its code.

    Raises:
        NotFoundError: it is not in the case.
    """
    run = here.desk.named().runs.get(id)
    if run is None:
        raise NotFoundError(told("The comparison {id} is not in the case.", id=id), "Compare again.")
    return run
