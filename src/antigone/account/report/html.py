"""The report as one self-contained page: no request leaves it, it prints, and every number leads to its explanation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from antigone.account.report import flow, timeline, words
from antigone.account.report.bars import interval_bar
from antigone.account.report.compose import anchor
from antigone.account.report.content import Quantity, Report, Variant
from antigone.account.report.scale import nice_top
from antigone.account.report.words import STANDINGS

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def render(report: Report) -> str:
    """The whole page."""
    panels = [(panel.title, Markup(timeline.draw(panel, at))) for at, panel in enumerate(timeline.panels(report))]
    return _template().render(
        r=report,
        panels=panels,
        flow=Markup(flow.draw(report)) if flow.is_told(report) else "",
        flow_words=flow.describe(report),
        tops=_tops(report),
        known_ids=_anchors(report),
        standings=STANDINGS,
    )


def _tops(report: Report) -> dict[str, int]:
    """For each unit the end of its scale, so that bars of one unit can be compared by eye."""
    tops: dict[str, int] = {}
    for q in report.quantities.values():
        ends = [v for v in (q.least, q.most, *(e for r in q.readings for e in (r.least, r.most))) if v is not None]
        tops[q.unit] = max(tops.get(q.unit, 1), *ends)
    return {unit: nice_top(most) for unit, most in tops.items()}


def _anchors(report: Report) -> dict[str, str]:
    """The anchor of everything that explains itself on the page, by id."""
    anchors = {said.id: said.anchor for said in report.said.values()}
    anchors |= {q.id: q.anchor for q in report.quantities.values()}
    anchors |= {clash.id: clash.anchor for clash in report.clashes}
    return anchors | {switch.id: switch.anchor for switch in report.assumptions}


def _bar(thing: Quantity | Variant, top: int) -> Markup:
    told = f"{thing.words}, on a scale from 0 to {top:,}"
    return Markup(interval_bar(thing.least, thing.most, top, told))


def _refs(ids: tuple[str, ...], known: Mapping[str, str]) -> Markup:
    """Ids as links, where the page explains them."""
    parts = [
        Markup('<a class="id" href="#{}">{}</a>').format(known[id], id)
        if id in known
        else Markup("<span>{}</span>").format(id)
        for id in ids
    ]
    return Markup(" ").join(parts)


@cache
def _template() -> Template:
    return _environment().get_template("report.html.j2")


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = resources.files("antigone.account.report").joinpath("templates")
    environment = Environment(
        loader=FunctionLoader(lambda name: folder.joinpath(name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["bar"] = _bar
    environment.globals["refs"] = _refs
    environment.globals["anchor"] = anchor
    environment.filters["upper_first"] = words.sentence_case
    environment.filters["nature"] = words.nature_words
    environment.filters["web_link"] = web_link
    return environment


def web_link(url: str) -> str:
    """An address that may be a link: http and https only; empty otherwise."""
    return url if url.startswith(("http://", "https://")) else ""
