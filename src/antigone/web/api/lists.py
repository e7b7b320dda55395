"""What stands in the case as lists for other programs: remains, sites, persons by code, decisions, proposals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.responses import Response

from antigone.core.errors import NotFoundError, UsageError
from antigone.found.label import code_of
from antigone.found.register import Register
from antigone.record.event import period_json
from antigone.said.proposal_events import Proposed, proposal_to_body
from antigone.web.here import Here

A_PAGE, MOST_A_PAGE = 100, 1000


def _paged(here: Here, name: str, things: Sequence[Any], told: Callable[[Any], dict[str, Any]]) -> Response:
    """A page of a list; only what is on it is put into words."""
    start, most = whole(here, "from", 0), min(whole(here, "limit", A_PAGE), MOST_A_PAGE)
    shown = things[start : start + most]
    following = start + len(shown) if shown and start + len(shown) < len(things) else None
    return here.json({"total": len(things), "next": following, name: [told(each) for each in shown]})


def whole(here: Here, name: str, default: int) -> int:
    """A parameter that is a whole number.

    Raises:
        UsageError: it is something else.
    """
    text = here.request.query_params.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"'{text[:40]}' is no count for {name}.", "Give a whole number.")
    return int(text)


def remains(here: Here) -> Response:
    """Numbered things, by number; `place` leaves those that lie there now."""
    register = here.desk.register()
    place = here.request.query_params.get("place", "")
    ids = sorted(register.remains)
    if place:
        ids = [id for id in ids if (spot := register.spot(id)) and spot.place == place]
    return _paged(here, "remains", ids, lambda id: _thing(register, id))


def one_of_remains(here: Here) -> Response:
    """One numbered thing by its number or any label, with its acts of custody."""
    register = here.desk.register()
    id = register.find(here.request.path_params["id"])
    if id not in register.remains:
        raise NotFoundError("That number is not in use.", "Read the label again.")
    named = [register.custody[event] for event in register.acts_of.get(id, ())]
    acts = [
        {
            "event": booked.event.id,
            "type": booked.value.type.value,
            "on": period_json(booked.event.occurred),
            "from": booked.value.from_place,
            "to": booked.value.to_place,
        }
        for booked in sorted(named, key=lambda booked: (booked.event.recorded, booked.event.id))
    ]
    return here.json(_thing(register, id) | {"custody": acts})


def _thing(register: Register, id: str) -> dict[str, Any]:
    thing, spot = register.remains[id], register.spot(id)
    return {
        "id": id,
        "code": code_of(id),
        "kind": thing.kind.value,
        "site": thing.site,
        "place": spot.place if spot else "",
        "where": spot.words if spot else "booked nowhere",
        "parent": thing.parent,
        "labels": [
            {"text": each.text, "kind": each.kind.value, "issuer": each.issuer} for each in register.labels.get(id, ())
        ],
    }


def sites(here: Here) -> Response:
    """Places of the register; positions as blurred as their level of publication says, and only for who sees them."""
    register = here.desk.register()

    def told(id: str) -> dict[str, Any]:
        site = register.sites[id]
        at = site.position if here.sees("coordinates") else None
        position = {"lat": at.lat, "lon": at.lon, "precision_m": at.precision_m} if at else None
        return {
            "id": id,
            "name": site.name,
            "type": site.type.value,
            "keeper": site.keeper,
            "place": site.place,
            "position": position,
        }

    return _paged(here, "sites", sorted(register.sites), told)


def persons(here: Here) -> Response:
    """The missing and their relatives: codes and no word about who they are."""
    book = here.desk.named()

    def told(code: str) -> dict[str, Any]:
        person = book.persons[code]
        return {
            "id": code,
            "now": book.whole(code),
            "sex": person.sex,
            "status": person.status.value,
            "reports": [report.id for report in book.reports_of(code)],
            "families": [family.id for family in book.families_of(code)],
            "decisions": [standing.decision.id for standing in book.decisions_on(code)],
        }

    return _paged(here, "persons", list(book.persons), told)


def decisions(here: Here) -> Response:
    """Decisions of the board, by code, with where they stand."""
    book = here.desk.named()

    def told(id: str) -> dict[str, Any]:
        standing = book.decisions[id]
        made = standing.decision
        return {
            "id": id,
            "status": standing.status.value,
            "remains": list(made.remains),
            "persons": list(made.persons),
            "individuals": made.individuals,
            "basis": made.basis,
        }

    return _paged(here, "decisions", list(book.decisions), told)


def matches(here: Here) -> Response:
    """Matches of all runs, by code. A match is never an identification."""
    book = here.desk.named()

    def told(id: str) -> dict[str, Any]:
        match = book.matches[id]
        run = book.runs.get(match.run)
        return {
            "id": id,
            "run": match.run,
            "made_with": run.version if run else "",
            "remains": match.remains,
            "person": match.person,
            "family": match.family,
            "log10_lr": match.log10_lr,
            "posterior": match.posterior,
            "other_log10_lr": match.other_log10_lr,
            "rank": match.rank,
            "symmetric": list(match.symmetric),
        }

    return _paged(here, "matches", list(book.matches), told)


def proposals(here: Here) -> Response:
    """What was read out of reports, decided or not; `waiting=true` leaves what waits."""
    from antigone.web.api.given import flag

    desk = here.desk.state().said
    found = desk.waiting() if flag(here, "waiting") else list(desk.proposals.values())

    def told(proposal: Proposed) -> dict[str, Any]:
        decision = desk.decided.get(proposal.id)
        body = proposal_to_body(proposal)
        return {
            "id": proposal.id,
            "document": proposal.claim.document or "",
            "claim": body["claim"],
            "place_as_worded": proposal.place,
            "group_as_worded": proposal.group,
            "rule": proposal.rule,
            "decision": decision.kind if decision else None,
        }

    return _paged(here, "proposals", found, told)
