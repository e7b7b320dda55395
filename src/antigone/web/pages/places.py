"""Where it happened and where the dead are: a map, a list, and one place with its balance and what is amiss there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import quote

from markupsafe import Markup
from starlette.responses import Response

from antigone.account.report.content import Quantity, Report
from antigone.account.report.scale import nice_top
from antigone.core.errors import NotFoundError
from antigone.core.finding import Finding
from antigone.found.balance import BalanceRow, variances
from antigone.found.checks import placed_findings
from antigone.found.ledger import VarianceRow
from antigone.found.register import Register
from antigone.found.remains import Counted
from antigone.found.site import Feature, Site
from antigone.web import atlas, geo_map, holdings, map_svg
from antigone.web.atlas import Held, Moved, Spotted
from antigone.web.base_map import base_map
from antigone.web.desk import State
from antigone.web.here import Here
from antigone.web.names import SCOPES, Names
from antigone.web.pages.account import tops
from antigone.web.view import View

MOST_MOVES = 60
NEAR_A_SITE, NEAR_A_TOWN = 0.3, 1.6
"""Degrees from south to north that the map of one place shows at least: about 33 and 180 km."""


@dataclass(frozen=True, slots=True)
class Line:
    """One place in the list.

    Attributes:
        id: of it; name, kind: as shown; depth: in the tree, from 0.
        held: what the register holds there; None where it is no place of the register.
        dead: how many died there by the account; None where nothing is said of it.
        statements: how many statements are about it.
        shown: True where it is on the map.
    """

    id: str
    name: str
    kind: str
    depth: int
    held: Held | None
    dead: Quantity | None
    statements: int
    shown: bool


def page(here: Here) -> Response:
    """The map and the list of all places, by the end of a day."""
    view = View.of(here.request.query_params)
    state = here.desk.state()
    register, day = state.register, view.as_of or _today(state)
    spots = atlas.on_the_map(register, state.book.places, here.sees("coordinates"))
    moved = atlas.movements(register, day)
    held = atlas.held(register.ledger, day)
    dead = _dead(here.desk.account(View(view.as_of)).report)
    return here.page(
        "places.html.j2",
        state=state,
        view=view,
        map=Markup(_map(here, state, spots, moved, _below(here, held, dead))),
        lines=_lines(here, state, held, dead, {s.id for s in spots}, day),
        keeps=bool(register.sites or held),
        moved=moved[:MOST_MOVES],
        more_moves=max(len(moved) - MOST_MOVES, 0),
        hidden=len(atlas.not_on_the_map(register, spots)),
        called=lambda id: name_of(here, state, id),
        to=lambda id: address(id, view),
    )


def _today(state: State) -> date:
    """The last day of which the register knows; without one any day will do, for then it holds nothing."""
    return state.register.last or date.max


def address(id: str, view: View) -> str:
    """Where a place is shown."""
    return f"/places/{quote(id, safe='')}{View(view.as_of).query()}"


def name_of(here: Here, state: State, id: str) -> str:
    """The name of a site or of a place of the tree, in the reader's language where the case has it."""
    site = state.register.sites.get(id)
    if site and site.name:
        return site.name
    place = state.book.places.get(id)
    return (place.names.get(here.words.code) or place.name) if place else id


def _dead(report: Report) -> dict[str, Quantity]:
    """By place, all who died there."""
    found = (q for q in report.quantities.values() if q.unit == "killed" and not q.who and q.scope not in SCOPES)
    return {q.place: q for q in found}


def _below(here: Here, held: Mapping[str, Held], dead: Mapping[str, Quantity]) -> Callable[[str], str]:
    """What stands under a name on the map: the bodies held there, else the dead by the account."""
    words = here.words

    def told(id: str) -> str:
        there, died = held.get(id), dead.get(id)
        if there and there.stated > 0:
            return words.plural("%(num)d body", "%(num)d bodies", there.stated)
        return words("killed: %(bounds)s", bounds=words.bounds(died.least, died.most)) if died else ""

    return told


def _map(
    here: Here,
    state: State,
    spots: list[Spotted],
    moved: list[Moved],
    below: Callable[[str], str] = lambda _: "",
    frame: map_svg.Frame | None = None,
) -> str:
    words = here.words

    def moved_words(each: Moved) -> str:
        ends = {"source": name_of(here, state, each.source), "target": name_of(here, state, each.target)}
        return words.plural(
            "%(num)d body from %(source)s to %(target)s",
            "%(num)d bodies from %(source)s to %(target)s",
            each.numbered + each.by_word,
            **ends,
        )

    view = View.of(here.request.query_params)
    written = map_svg.Told(
        name=lambda id: name_of(here, state, id),
        below=below,
        href=lambda id: address(id, view),
        moved=moved_words,
        title=words("Map of the places"),
        distance=lambda m: (
            words("%(n)s km", n=words.number(m // 1000)) if m >= 1000 else words("%(n)s m", n=words.number(m))
        ),
    )
    return map_svg.draw(spots, moved[:MOST_MOVES], base_map(), written, frame)


def _lines(
    here: Here, state: State, held: dict[str, Held], dead: dict[str, Quantity], shown: set[str], day: date
) -> list[Line]:
    """The tree of places with the sites hung into it where they lie; what hangs nowhere comes last."""
    places, sites = state.book.places, state.register.sites
    tree = holdings.hung(places, sites)
    said = Counter(c.place for c in state.book.claims.values() if not c.said_on or c.said_on.first <= day)

    def in_order(ids: Iterable[str]) -> list[str]:
        return sorted(ids, key=lambda id: (id in sites, name_of(here, state, id)), reverse=True)

    lines: list[Line] = []
    waiting = [(id, 0) for id in in_order(tree.roots())]
    while waiting:
        id, depth = waiting.pop()
        kind = sites[id].type.value if id in sites else places[id].kind
        there = held.get(id) or (Held() if id in sites else None)
        lines.append(Line(id, name_of(here, state, id), kind, depth, there, dead.get(id), said[id], id in shown))
        waiting += [(each, depth + 1) for each in in_order(tree.children[id])]
    return lines


def map_json(here: Here) -> Response:
    """What the map shows, for the script that puts it under one's hand."""
    view = View.of(here.request.query_params)
    state = here.desk.state()
    register, day = state.register, view.as_of or _today(state)
    spots = atlas.on_the_map(register, state.book.places, here.sees("coordinates"))
    if not spots:
        raise NotFoundError("No place has a position that may be shown.", "")
    moved = atlas.movements(register, day)[:MOST_MOVES]
    dead = _dead(here.desk.account(View(view.as_of)).report)
    below = _below(here, atlas.held(register.ledger, day), dead)
    west, south, east, north = map_svg.Frame.around(spots).box
    return here.json({
        "box": [[west, south], [east, north]],
        "places": geo_map.points(spots, lambda id: name_of(here, state, id), below, lambda id: address(id, view)),
        "within": geo_map.circles(spots),
        "moves": geo_map.ways(spots, moved),
        "tiles": here.request.app.state.tiles.as_json() if here.request.app.state.tiles else None,
    })  # fmt: skip


def world(_: Here) -> Response:
    """The base map that ships with the package."""
    headers = {"cache-control": "private, max-age=86400", "content-type": "application/json"}
    return Response(_world(), headers=headers)


@cache
def _world() -> bytes:
    return json.dumps(base_map().as_geojson(), separators=(",", ":")).encode()


def tile(here: Here) -> Response:
    """A tile of the base map that was brought."""
    tiles, at = here.request.app.state.tiles, here.request.path_params
    found = tiles.tile(at["z"], at["x"], at["y"]) if tiles else None
    if found is None:
        return Response(status_code=204)
    headers = {"cache-control": "private, max-age=86400"}
    if tiles.packed:
        headers["content-encoding"] = tiles.packed
    return Response(found, media_type=tiles.media_type, headers=headers)


# -- one place -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one place.

    Attributes:
        id, name, kind: of it.
        site: of the register; None for a place of the tree only.
        features: graves and units within the site.
        rows: its balance, a row for each custodian and kind of thing.
        differences: acts here whose count is not what they name.
        arrived, left: movements.
        findings: what is amiss that names this place.
        statements: how many are about it.
        inside: places that lie in it.
        kept: what its morgues and stores hold together; None where none lies in it.
    """

    id: str
    name: str
    kind: str
    site: Site | None
    features: list[Feature]
    rows: list[BalanceRow]
    differences: list[VarianceRow]
    arrived: list[Moved]
    left: list[Moved]
    findings: list[Finding]
    statements: int
    inside: list[str]
    kept: holdings.Kept | None


def one(here: Here) -> Response:
    """One place by the end of a day."""
    view = View.of(here.request.query_params)
    state = here.desk.state()
    id, day = here.request.path_params["id"], view.as_of or _today(state)
    if id not in state.register.sites and id not in state.book.places:
        raise NotFoundError("There is no such place in the case.", "Choose one from the list of places.")
    spots = atlas.on_the_map(state.register, state.book.places, here.sees("coordinates"))
    found = _dossier(here, state, id, day)
    made = here.desk.account(View(view.as_of))
    return here.page(
        "place.html.j2",
        state=state,
        view=view,
        d=found,
        n=Names(here.words, made),
        told=[q for q in made.report.quantities.values() if q.place == id and q.is_known],
        tops=tops(made.report),
        scale=nice_top(found.kept.most or found.kept.least or 1) if found.kept else 1,
        spot=next((s for s in spots if s.id == id), None),
        map=Markup(_around(here, state, id, spots, [*found.arrived, *found.left])),
        called=lambda other: name_of(here, state, other),
        to=lambda other: address(other, view),
        day=day if state.register.last else None,
    )


def _around(here: Here, state: State, id: str, spots: list[Spotted], moved: list[Moved]) -> str:
    """The map of one place, or of those that lie in it, with whatever else lies near."""
    tree = holdings.hung(state.book.places, state.register.sites)
    mine = [s for s in spots if s.id == id] or [s for s in spots if s.id in set(tree.descendants(id))]
    if not mine:
        return ""
    span = NEAR_A_SITE if all(s.is_site for s in mine) else NEAR_A_TOWN
    return _map(here, state, spots, moved, frame=map_svg.Frame.around(mine, span))


def _dossier(here: Here, state: State, id: str, day: date) -> Dossier:
    register, place = state.register, state.book.places.get(id)
    site = register.sites.get(id)
    moved = atlas.movements(register, day)
    tree, held = holdings.hung(state.book.places, register.sites), atlas.held(register.ledger, day)
    return Dossier(
        id=id,
        name=name_of(here, state, id),
        kind=site.type.value if site else (place.kind if place else ""),
        site=site,
        features=sorted((f for f in register.features.values() if f.site == id), key=lambda f: f.id),
        rows=[row for counted in Counted for row in atlas.rows_at(register.ledger, id, day, counted)],
        differences=[row for row in variances(register.ledger, day) if row.place == id],
        arrived=[m for m in moved if m.target == id],
        left=[m for m in moved if m.source == id],
        findings=_findings(register, id, day),
        statements=sum(claim.place == id for claim in state.book.claims.values()),
        inside=sorted(i for i, p in state.book.places.items() if p.parent == id)
        + sorted(i for i, s in register.sites.items() if s.place == id and i != id and i not in state.book.places),
        kept=holdings.kept_within(id, tree, register.sites, held, state.book.facts_on(day), day),
    )


def _findings(register: Register, id: str, day: date) -> list[Finding]:
    """What the checks of the register say of a place."""
    return [each for each in placed_findings(register, id, day) if id in each.values.values()]
