"""Comparing everything with everything: asked for in a form, computed in a thread apart, written at its end."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from antigone.core.finding import Finding, Severity
from antigone.named.match import Prior
from antigone.named.matching import Asked, compare_all, renumbered
from antigone.named.weigh import weigh
from antigone.web.forms import Choice, Form, Given, Text, Tick, Whole, m, submit
from antigone.web.here import Here
from antigone.web.kin import chosen_group, groups, panel
from antigone.web.seen import reading

METHODS = (("joint", m("all together")), ("search", m("each pair by itself")))
MUTATIONS = tuple((each, each) for each in ("equal:0.002", "proportional:0.002", "stepwise:0.002", "none"))
RUN = Form(
    "match-run",
    m("Compare all remains with all families"),
    (
        Choice("method", m("How"), options=METHODS, required=True),
        Choice("frequencies", m("Allele frequencies"), required=True),
        Choice("mutation", m("Mutation"), options=MUTATIONS, required=True),
        Text("threshold", m("Kept from a log10 LR of"), required=True, most=6),
        Whole("dead", m("Dead of the event in all"), least=1, most=10**7, hint=m("The prior. Blank: no stated prior.")),
        Text("because", m("Where that number comes from"), hint=m("whose word, or which figure of the account")),
        Tick("evidence", m("Weigh other evidence anew, and into the posterior")),
        Tick("everybody", m("Also those whom an established decision names")),
    ),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a comparison came to.

    Attributes:
        run: its code; matches: how many were kept.
        findings: what was left out or disagrees.
    """

    run: str
    matches: int
    findings: tuple[Finding, ...]


def page(here: Here) -> Response:
    """The form, or how far a comparison is."""
    form = RUN.offering(frequencies=tuple((group, group) for group in groups()))
    asked = here.request.query_params.get("job", "")

    def show(given: Given) -> Response:
        job = here.desk.jobs.get(("run", asked)) if asked else None
        return here.page(
            "match_run.html.j2",
            given.status,
            state=here.desk.state(),
            given=given,
            job=job,
            asked=asked,
            lost=bool(asked and not job),
        )

    def write(given: Given) -> str:
        wanted = _asked(given)
        here.desk.jobs.of(("run", given.id), lambda _: _compare(here, given, wanted))
        return f"/matching/run?job={given.id}"

    if here.request.method == "POST":
        return submit(here, form, show, write)
    return show(form.begin(here, method="joint", frequencies=chosen_group(here), mutation="equal:0.002", threshold="2"))


def _asked(given: Given) -> Asked:
    """What was asked for; `Wrong` where a number is none, or a prior has no reason."""
    try:
        threshold = float(str(given["threshold"]).replace(",", "."))
        if not -20 <= threshold <= 100:
            raise ValueError
    except ValueError:
        raise given.wrong("threshold", given.here.words("Write a number, such as 2.")) from None
    if given["dead"] and not given["because"]:
        raise given.wrong("because", given.here.words("A prior gives its reason."))
    prior = Prior(dead=given["dead"], reason=given["because"] or "")
    return Asked(given["method"], threshold, prior, bool(given["evidence"]), bool(given["everybody"]))


def _compare(here: Here, given: Given, asked: Asked) -> Done:
    """Weigh, compare, and write at the end; nobody is kept waiting meanwhile."""
    findings: list[Finding] = []
    chosen = panel(given["frequencies"], given["mutation"])
    if asked.with_evidence:
        with reading(here) as desk:
            weighed = [pair.draft() for pair in weigh(desk, findings=findings)]
        with here.desk.at_work(here.user.name) as desk:
            desk.write(weighed)
    with reading(here) as desk:
        drafts = compare_all(desk, chosen, asked, findings)
    with here.desk.at_work(here.user.name) as desk:
        desk.write(renumbered(desk, drafts))
        run = list(desk.book.runs)[-1]
    told = {str(finding): finding for finding in findings if finding.severity is not Severity.NOTE}
    return Done(run, len(drafts) - 1, tuple(told.values()))
