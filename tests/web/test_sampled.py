"""An answer that is too large to be exact, from the comparison to the board: the pages say that it is sampled, how
wide each figure is, and a comparison that is kept refuses to rest on it."""

import json
import re

import pytest

from antigone.found.label import code_of
from antigone.record.case import Case
from antigone.simulate.settings import Settings
from antigone.simulate.world import make_world
from antigone.simulate.write import write_world
from antigone.web.work import Jobs
from web import kin_world
from web.board_world import Office
from web.test_matching import settled

MARKERS, MISSING, DEAD = 2, 30, 60


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """So few markers that everybody may be nearly everybody."""
    folder = tmp_path_factory.mktemp("sampled")
    write_world(make_world(Settings(seed=7, missing=MISSING)), folder / "sim")
    told = folder / "sim" / "named" / "event.json"
    event = json.loads(told.read_text(encoding="utf-8"))
    for case in event["cases"]:
        few = sorted({marker for calls in case["genotypes"].values() for marker in calls})[:MARKERS]
        typed = {who: {m: calls[m] for m in few if m in calls} for who, calls in case["genotypes"].items()}
        case["genotypes"] = {who: calls for who, calls in typed.items() if calls}
    told.write_text(json.dumps(event), encoding="utf-8")
    with Case.create(folder / "case", "Few markers", by="Clerk") as case:
        kin_world.fill(case, folder / "sim", matched=False)
    return Office(folder / "case")


def compared(office, method):
    """What the page says at the end of a comparison."""
    answer = office.form(
        "Lab One", "/matching/run", method=method, frequencies="nist:Hispanic", mutation="equal:0.002", threshold="-3",
        dead=str(DEAD), because="a list",
    )  # fmt: skip
    assert answer.status_code == 303, answer.text
    return settled(office.browser("Lab One"), answer.headers["location"])


def test_from_the_comparison_to_the_board(office):
    refused = compared(office, "joint")
    assert "is kept" not in refused
    assert "or compare by search" in refused
    assert not office.book.runs
    assert "is kept, with" in compared(office, "search")

    page = settled(office.browser("A. Roe"), f"/matching/joint?frequencies=nist:Hispanic&dead={DEAD}")
    said = re.search(r"Sampled: each figure is an interval of three standard errors, ([\d.]+) at most", page)
    assert said
    assert 0 < float(said[1]) < 0.2
    assert f"Prior: {DEAD} dead in all" in page
    spans = re.findall(r'<td class="p\d"><a href="(/board/pair[^"]+)">([\d.<]+)–([\d.]+)', page)
    assert spans
    assert all(float(low.strip("<")) < float(high) for _, low, high in spans)
    assert "Exact." not in page

    match = max(office.book.matches.values(), key=lambda match: float(match.log10_lr))
    assert f"remains={match.remains}&amp;person={match.person}" in page
    pair = office.get("A. Roe", f"/board/pair?remains={match.remains}&person={match.person}")
    assert pair.status_code == 200
    assert "What speaks against it" in pair.text
    fields = {"what": "identify", "remains": match.remains, "persons": match.person, "basis.DNA": "yes", "sign": "yes"}
    laid = office.form("A. Roe", "/board/new", reason="two markers; read the docket", **fields)
    assert laid.status_code == 303, laid.text
    motion = office.get("B. Doe", laid.headers["location"]).text
    assert code_of(match.remains) in motion
    assert "1 signature is wanting" in motion


@pytest.mark.slow
def test_a_sampled_answer_is_the_same_each_time_it_is_asked_for(office):
    pages = []
    for _ in range(2):
        office.app.state.desk.jobs = Jobs()
        pages.append(settled(office.browser("A. Roe"), f"/matching/joint?frequencies=nist:Hispanic&dead={DEAD}"))
    figures = [re.findall(r"\d\.\d+–\d\.\d+", page) for page in pages]
    assert figures[0]
    assert figures[0] == figures[1]
