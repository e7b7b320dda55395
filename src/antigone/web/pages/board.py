"""The board: what waits for it and after it, and everything it decided; each thing opens under its code."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import NotFoundError
from antigone.named import codes
from antigone.named.agenda import Item, Waits, agenda
from antigone.named.book import Book
from antigone.web.desk import Kept, State
from antigone.web.here import Here
from antigone.web.pages import board_decision, board_motion, release
from antigone.web.pages.board_words import to_person, to_remains

A_PAGE, A_FEW = 60, 6
DECIDED = "decided"
_AGENDAS: Kept[list[Item]] = Kept(3)


def items(state: State) -> list[Item]:
    """What waits, worked out once for each state of the case."""
    return _AGENDAS.get(state.head, lambda: agenda(state.named))


def page(here: Here) -> Response:
    """What waits: a few of each kind, or all of one kind; or what the board decided."""
    state = here.desk.state()
    query = here.request.query_params
    what, text = query.get("what", ""), query.get("q", "").strip()
    found = decided(state.named) if what == DECIDED else items(state)
    found = [item for item in found if _says(item, text)] if text else found
    counts = Counter(item.waits for item in items(state))
    chosen = [item for item in found if not what or what in (DECIDED, item.waits.name.casefold())]
    number, last = _numbered(query.get("page", "1"), len(chosen))

    def address(**changes: object) -> str:
        told = {"what": what, "q": text, "page": number} | changes
        pairs = [(name, str(value)) for name, value in told.items() if value and (name, value) != ("page", 1)]
        return "/board" + (f"?{urlencode(pairs)}" if pairs else "")

    return here.page(
        "board.html.j2",
        state=state,
        groups=_groups(chosen, whole=bool(what or text)),
        chosen=chosen[(number - 1) * A_PAGE : number * A_PAGE] if what or text else [],
        total=len(chosen),
        number=number,
        last_page=last,
        kinds=[(waits, counts[waits]) for waits in Waits if counts[waits]],
        made=len(state.named.decisions) + len(state.named.exclusions),
        what=what,
        q=text,
        address=address,
        where=where,
        to_remains=to_remains,
        to_person=to_person,
    )


def _numbered(given: str, total: int) -> tuple[int, int]:
    last = max(-(-total // A_PAGE), 1)
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 1
    return min(max(number, 1), last), last


def _groups(found: list[Item], whole: bool) -> list[tuple[Waits, list[Item], int]]:
    """A few of each kind, with how many there are."""
    if whole:
        return []
    by_kind = {waits: [item for item in found if item.waits is waits] for waits in Waits}
    return [(waits, some[:A_FEW], len(some)) for waits, some in by_kind.items() if some]


def _says(item: Item, text: str) -> bool:
    """True where a code of the item is the one that was typed."""
    from antigone.found.label import code_of, normal

    wanted = normal(text)
    names = (item.code, *item.remains, *item.persons, *map(code_of, item.remains))
    return any(normal(name) == wanted for name in names)


def decided(book: Book) -> list[Item]:
    """Everything the board decided, the newest first; the note is how it stands."""
    found = []
    for id, s in book.decisions.items():
        event = book.put_down.get(id)
        since = event.recorded[:10] if event else ""
        signed = tuple(signer.name for signer in s.decision.signers)
        found.append(Item(Waits.READY, id, s.decision.remains, s.decision.persons, since, s.status.value, 0, signed))
    for id, x in book.exclusions.items():
        since = next((e.recorded[:10] for e in book.history.get(id, [])), "")
        signed = tuple(signer.name for signer in x.signers)
        found.append(Item(Waits.EXCLUDE, id, x.remains, x.persons, since, "excluded", 0, signed))
    return sorted(found, key=lambda item: (item.since, item.code), reverse=True)


def where(item: Item) -> str:
    """The address of what an item is about."""
    if codes.is_code(item.code, (codes.MATCH, codes.COMPARISON)):
        return "/board/pair?" + urlencode({"remains": item.remains[0], "person": item.persons[0]})
    return f"/board/{item.code}"


def one(here: Here) -> Response:
    """Whatever goes by that code.

    Raises:
        NotFoundError: nothing does.
    """
    code = here.request.path_params["id"]
    book = here.desk.named()
    if code in book.motions:
        return board_motion.page(here, code)
    if code in book.decisions:
        return board_decision.page(here, code)
    if code in book.exclusions:
        return board_decision.exclusion(here, code)
    if code in book.releases:
        return release.page(here, code)
    if found := book.comparisons.get(code) or book.matches.get(code):
        pair = {"remains": found.remains, "person": found.person}
        return RedirectResponse(f"/board/pair?{urlencode(pair)}", 303)
    for at in book.motions.values():
        made = at.motion.decision or at.motion.exclusion
        if made and made.id == code:  # not made yet, or lifted since
            return RedirectResponse(f"/board/{at.motion.id}", 303)
    raise NotFoundError("Nothing of that code is known here.", "Look at what waits for the board.")
