"""Links between claims: those that wait for a person, decided one by one and remembered; and those entered by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from antigone.core.errors import AntigoneError, NotFoundError, UsageError
from antigone.core.told import told
from antigone.record.event import Draft
from antigone.said.claim import Claim, Relation, Status
from antigone.said.link_again import Again
from antigone.said.proposal_events import DECISION_UNDONE, Desk
from antigone.said.review import undo
from antigone.said.review_links import (
    accept_link,
    claims_and_waiting,
    link_by_hand,
    proposed_links,
    reject_link,
    waiting_links,
)
from antigone.web.desk import Kept, State
from antigone.web.forms import once
from antigone.web.here import Here, refusal
from antigone.web.pages.reader import STATES, saved_word, write
from antigone.web.work import Job

LINKED = {
    "repeats": "repeats",
    "relabels": "has the figure, under another name, of",
    "supersedes": "takes the place of",
    "corrects": "corrects",
    "denies": "denies",
    "subset": "is a part of",
}
DOUBTS = ("certain", "likely", "unclear")
A_PAGE = 20
PATIENCE = 0.7
"""Seconds that a page waits for a search before it goes out without."""
_said: Kept[str] = Kept(8)
_searches: Kept[Again] = Kept(2)
"""The last search of each case; one of a case is made at a time."""
_ends: Kept[Mapping[str, Claim]] = Kept(4)


def page(here: Here) -> Response:
    """What waits; of one claim where that is asked for."""
    return _shown(here, here.request.query_params)


def _shown(here: Here, given: Mapping[str, str], fault: AntigoneError | None = None) -> Response:
    state = here.desk.state()
    claims = ends(here, state)
    claim, relation = given.get("claim", ""), given.get("relation", "")
    if claim and claim not in claims:
        raise NotFoundError(
            told("No claim {claim} stands in this case.", claim=claim[:40]), "Accept its proposal first."
        )
    wanted = [
        link
        for link in waiting(here, state)
        if claim in ("", link["from"], link["to"]) and relation in ("", link["relation"])
    ]
    number = given.get("page", "1")
    last = max(-(-len(wanted) // A_PAGE), 1)
    at = min(max(int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1, 1), last)
    decided = [_decided(state.said, link) for link in state.said.link_decisions if _of(state.said, link, claim)]
    return here.page(
        "links.html.j2",
        refusal(fault) if fault else 200,
        state=state,
        looking=not looked_for(here, state).is_done,
        links=wanted[(at - 1) * A_PAGE : at * A_PAGE],
        total=len(wanted),
        page=at,
        last_page=last,
        address=lambda n: "/reader/links?" + urlencode({"claim": claim, "relation": relation, "page": n}),
        claims=claims,
        claim=claims.get(claim),
        chosen=relation,
        relations=LINKED,
        doubts=DOUBTS,
        decided=decided[-A_PAGE:][::-1],
        states=STATES,
        undo=state.said.history[-1] if state.said.history else None,
        saved=saved_word(here, state, given.get("saved", "")),
        fault=fault,
        given=here.form,
        document=None,
        at=here.form.get("link", "") if fault else "",
    )


def waiting(here: Here, state: State) -> list[Mapping[str, Any]]:
    """Every link that waits: those put forward in the record, and those found among the claims as they are."""
    desk = state.said
    found = looked_for(here, state).result or ()
    there = {link["id"] for link in found}
    fresh = [{"doubt": "", **link} for link in waiting_links(desk) if link["id"] not in there]
    claims = ends(here, state)
    return [*fresh, *(link for link in found if _is_open(desk, claims, link))]


def ends(here: Here, state: State) -> Mapping[str, Claim]:
    """The claims that links stand between: those that stand, and what each waiting proposal would become."""
    return _ends.get((here.desk.path, state.head), lambda: claims_and_waiting(state.said, state.known))


def looked_for(here: Here, state: State) -> Job:
    """The search for links, made once for what the claims say; decisions on links do not begin it anew.

    Large cases take long: the page then goes out with what there is, and says that it is being looked for.
    """

    def look(_: Job) -> list[Mapping[str, Any]]:
        again = _searches.get(here.desk.path, Again)
        return proposed_links(replace(state.said, links={}, link_decisions={}), state.known, again)

    key = _said.get((here.desk.path, state.head), lambda: _what_is_said(ends(here, state), state))
    return here.desk.jobs.of(("links", key), look, wait=PATIENCE)


def _what_is_said(claims: Mapping[str, Claim], state: State) -> str:
    """A digest of all that links are found from; how claims hang together by now is left out."""
    digest = sha256()
    for id, claim in sorted(claims.items()):
        bare = replace(claim, refers_to=None, relation=None, part_of=None, status=Status.ACCEPTED)
        digest.update(f"{id} {bare!r}\n".encode("utf-8", "surrogatepass"))
    undone = sum(e.kind == DECISION_UNDONE for e in state.events)  # what was taken back may be found again
    digest.update(f"{len(state.known.places)} {len(state.known.groups)} {undone}".encode())
    return digest.hexdigest()


def _is_open(desk: Desk, claims: Mapping[str, Claim], link: Mapping[str, Any]) -> bool:
    """True where nobody has decided on a link, and the claim does not say it, or refer to another, already."""
    if link["id"] in desk.link_decisions or not {link["from"], link["to"]} <= claims.keys():
        return False
    claim, part = claims[link["from"]], link["relation"] == Relation.SUBSET.value
    taken = any((each["relation"] == Relation.SUBSET.value) == part for each in desk.linked(claim=claim.id))
    return not taken and (claim.part_of if part else claim.refers_to) is None


def _of(desk: Desk, link: str, claim: str) -> bool:
    return not claim or claim in (desk.links[link]["from"], desk.links[link]["to"])


def _decided(desk: Desk, link: str) -> dict[str, Any]:
    decision = desk.link_decisions[link]
    return {**desk.links[link], "decision": decision}


def decide(here: Here) -> Response:
    """Accept, reject, enter by hand, or take back."""
    try:
        return RedirectResponse(once(here, lambda: _written(here)), 303)
    except NotFoundError:
        raise
    except AntigoneError as fault:
        return _shown(here, here.form, fault)


def _written(here: Here) -> str:
    """Write it; where to go on."""
    form = here.form
    saved = write(here, lambda state: _drafts(here, state))
    told = {name: form.get(name, "") for name in ("claim", "relation", "page")} | {"saved": saved}
    return f"/reader/links?{urlencode({k: v for k, v in told.items() if v})}"


def _drafts(here: Here, state: State) -> list[Draft]:
    form, desk = here.form, state.said
    action = form.get("action", "")
    if action == "undo":
        return undo(desk, event=form.get("decision", ""))
    if action == "enter":
        return link_by_hand(desk, form.get("claim", ""), form.get("target", "").strip(), form.get("how", ""),
                            form.get("reason", ""))  # fmt: skip
    link = next((each for each in waiting(here, state) if each["id"] == form.get("link")), None)
    if action not in ("accept", "reject"):
        raise UsageError(told("'{action}' is no decision.", action=action[:40]), "Accept, reject, or take back.")
    if link is None:
        raise UsageError("This link does not wait for a decision.", "Somebody may have decided; open the page anew.")
    return accept_link(desk, link) if action == "accept" else reject_link(desk, link, form.get("reason", ""))


assert set(LINKED) == {each.value for each in Relation}
