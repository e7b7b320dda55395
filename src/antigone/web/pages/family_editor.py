"""Drawing a family: a row for each person with their parents; with scripts, the drawing follows while one types."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup
from starlette.responses import Response

from antigone.core.errors import AntigoneError
from antigone.named import codes, services
from antigone.named.family import Family, Member
from antigone.web.forms import DO, Choice, Form, Given, Text, Tick, m, submit
from antigone.web.here import Here
from antigone.web.pages.family import family_at, relatives_of
from antigone.web.pages.person_forms import SEXES
from antigone.web.pedigree_svg import draw

FEWEST, MOST, MORE = 6, 80, 4
COLUMNS = ("id", "sex", "father", "mother", "twin", "missing")
_ROW = re.compile(r"id-(\d{1,2})\Z")


def editor(count: int) -> Form:
    """The form with so many rows."""
    fields = []
    for at in range(count):
        fields += [
            Text(f"id-{at}", m("Person"), most=20),
            Choice(f"sex-{at}", m("Sex"), options=SEXES),
            Text(f"father-{at}", m("Father"), most=20),
            Text(f"mother-{at}", m("Mother"), most=20),
            Text(f"twin-{at}", m("Identical twins"), most=20),
            Tick(f"missing-{at}", m("Missing")),
        ]
    fields.append(Text("liaison", m("Who speaks with the family"), hint=m("staff")))
    return Form("family", m("Draw a family"), tuple(fields))


def new(here: Here) -> Response:
    """A family drawn for the first time."""
    about = here.request.query_params.get("missing", "").upper()
    book = here.desk.named()
    members: tuple[Member, ...] = ()
    if about in book.persons:
        sex = book.persons[about].sex
        members = (Member("x1", sex="M"), Member("x2", sex="F"), Member(about, "x1", "x2", sex))
    return _page(here, Family("F-0000", members, (about,) if members else ()), "")


def anew(here: Here) -> Response:
    """A family drawn anew."""
    family, _ = family_at(here)
    return _page(here, family, family.id)


def _page(here: Here, family: Family, code: str) -> Response:
    typed = {r.member.id for r in relatives_of(here, family) if r.typed}

    def show(given: Given) -> Response:
        members, missing = read(given.sent)
        return here.page(
            "family_editor.html.j2",
            given.status,
            state=here.desk.state(),
            given=given,
            code=code,
            rows=range(_count(given.sent)),
            drawing=_drawing(here, members, missing, typed, code),
            faults=[] if given.fault else _faults(members, missing),
            drafts=given.form.drafts(here),
            titles={"father": m("Father"), "mother": m("Mother"), "sex": m("Sex"), "missing": m("Missing")},
        )

    def write(given: Given) -> str:
        members, missing = read(given.sent)
        with here.desk.at_work(here.user.name) as desk:
            made, drafts = services.draw_family(desk, members, missing, code, given["liaison"] or "")
            desk.write(drafts)
        return f"/families/{made}"

    if here.request.method == "POST":
        more, parents = here.form.get(DO) == "more", here.form.get(DO, "").removeprefix("parents-")
        if more or parents != here.form.get(DO, "") or here.form.get(DO) == "draw":
            sent = dict(here.form)
            if parents.isdecimal():
                _add_parents(sent, int(parents))
            return show(_reread(here, sent, MORE if more else 0))
        return submit(here, editor(_count(here.form)), show, write)
    if here.request.query_params.get("draft", ""):
        return show(editor(MOST).begin(here))
    count = min(max(len(family.members) + 3, FEWEST), MOST)
    given = editor(count).begin(here, **_typed(family))
    given.sent = {f"id-{count - 1}": "", **given.sent}
    return show(given)


def _reread(here: Here, sent: Mapping[str, str], more: int) -> Given:
    """The form as it was sent, with more rows; nothing is judged yet."""
    count = min(_count(sent) + more, MOST)
    form = editor(count)
    own = {name for each in form.fields for name in each.controls}
    given = form.read(here)
    given.sent = {name: text for name, text in sent.items() if name in own} | {
        f"id-{count - 1}": sent.get(f"id-{count - 1}", "")
    }
    given.faults = {}
    return given


def _count(sent: Mapping[str, str]) -> int:
    """How many rows were sent; three blank ones after the last that holds something."""
    rows = [int(found[1]) for name in sent if (found := _ROW.match(name))]
    return min(max(rows, default=FEWEST - 1) + 1, MOST)


def _typed(family: Family) -> dict[str, object]:
    """The family as somebody would have typed it."""
    told: dict[str, object] = {"liaison": family.liaison or None}
    for at, member in enumerate(family.members):
        told |= {f"id-{at}": member.id, f"sex-{at}": member.sex, f"missing-{at}": member.id in family.missing}
        told |= {f"{name}-{at}": getattr(member, name) or None for name in ("father", "mother", "twin")}
    return told


def read(sent: Mapping[str, str]) -> tuple[tuple[Member, ...], tuple[str, ...]]:
    """The members that were typed, and who is missing; rows without anybody are passed over."""
    members, missing = [], []
    for at in range(_count(sent)):
        id, father, mother, twin = (_id(sent.get(f"{name}-{at}", "")) for name in ("id", "father", "mother", "twin"))
        sex = sent.get(f"sex-{at}", "")
        if id:
            members.append(Member(id, father, mother, sex if sex in ("M", "F") else "?", twin))
            if sent.get(f"missing-{at}"):
                missing.append(id)
    return tuple(members), tuple(missing)


def _id(text: str) -> str:
    """A code in capitals, a label as it is."""
    plain = text.strip()[:20]
    return plain.upper() if codes.is_code(plain.upper()) else plain.casefold()


def _add_parents(sent: dict[str, str], at: int) -> None:
    """Father and mother for a row, under labels that nobody has, in the first rows that are free."""
    taken = {member.id for member in read(sent)[0]}
    fresh = (label for n in range(1, 1000) if (label := f"x{n}") not in taken)
    for name, sex in (("father", "M"), ("mother", "F")):
        if sent.get(f"id-{at}", "").strip() and not sent.get(f"{name}-{at}", "").strip():
            row = next((n for n in range(MOST) if not sent.get(f"id-{n}", "").strip()), None)
            if row is not None:
                sent[f"{name}-{at}"] = sent[f"id-{row}"] = next(fresh)
                sent[f"sex-{row}"] = sex


def _faults(members: tuple[Member, ...], missing: tuple[str, ...]) -> list[str]:
    """What keeps the family from being drawn, in the engine's words."""
    if not members:
        return []
    try:
        return [str(fault) for fault in Family("F-0000", members, missing).pedigree().check()]
    except (AntigoneError, ValueError) as fault:
        return [str(fault)]


def _drawing(here: Here, members: tuple[Member, ...], missing: tuple[str, ...], typed: set[str], code: str) -> Markup:
    if not members or _faults(members, missing):
        return Markup()
    pedigree = Family("F-0000", members, missing).pedigree()
    return draw(pedigree, here.words, title=code, typed=typed, missing=missing)
