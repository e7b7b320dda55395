"""The pages of matching on a simulated event: candidates, comparisons in the background, the joint view."""

import re
import threading
import time

import pytest

from antigone.core.errors import InputError
from antigone.named.asking import separating
from antigone.named.book import fold_named
from antigone.named.desk import Desk
from antigone.named.family import Member
from antigone.named.joint.answer import NOBODY
from antigone.record.case import Case
from antigone.web.app import create_app
from antigone.web.desk import CaseDesk
from antigone.web.kin import digest
from antigone.web.pages.entrance import limiter
from antigone.web.pages.matching_joint import Together, gathered
from antigone.web.pairs import pairs
from antigone.web.roles import Role
from antigone.web.work import Jobs
from web.kin_world import make_world
from web.people import PASSWORD, client, signed_in, token


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return make_world(tmp_path_factory.mktemp("world"), missing=12)


@pytest.fixture(scope="module")
def browsers(world):
    app = create_app(world[0])
    found = {}
    for role in Role:
        app.state.door.accounts.add(role.value, role, PASSWORD)
        app.state.attempts = limiter()
        found[role] = signed_in(app, role.value)
    return found


def book(path):
    with Case.open(path, read_only=True) as case:
        return fold_named(case.events())


def settled(browser, address, seconds=60):
    """A page once its computation has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page = browser.get(address)
        assert page.status_code == 200, page.text
        if 'hx-trigger="load' not in page.text:
            return page.text
        time.sleep(0.2)
    raise AssertionError("it never ended")


# -- candidates -------------------------------------------------------------------------------------------------------


def test_candidates_are_ranked_by_the_dna_and_the_evidence_stands_apart(world, browsers):
    made = book(world[0])
    person = next(m.person for m in made.matches.values() if m.symmetric)
    page = browsers[Role.ANALYST].get(f"/matching?person={person}").text
    own = sorted((m for m in made.matches.values() if m.person == person), key=lambda m: -float(m.log10_lr))
    at = [page.index(f"/board/pair?remains={m.remains}&amp;person={person}") for m in own]
    assert at == sorted(at)
    assert f"+{float(own[0].log10_lr):.2f}" in page
    assert f"cannot tell this person from {', '.join(own[0].symmetric)}" in page


def test_no_percentage_stands_alone(world, browsers):
    page = browsers[Role.ANALYST].get("/matching").text
    run = next(iter(book(world[0]).runs.values()))
    assert "%" not in re.sub(r"<[^>]+>", "", page.split("<main")[1].split("</main>")[0])
    posteriors = re.findall(r"Posterior [^<]+", page)
    assert posteriors
    assert all(f"among {len(run.remains)} remains and {len(run.persons)} persons" in each for each in posteriors)
    assert page.count("prior:") >= len(posteriors)
    assert f"prior: {run.prior.dead} dead in all" in page


def test_every_pair_of_the_page_is_one_of_the_case_and_none_is_lost(world):
    state = CaseDesk(world[0]).state()
    found = pairs(state)
    made = state.named
    listed = {(p.remains, p.person) for some in found.of_remains.values() for p in some}
    assert {(m.remains, m.person) for m in made.matches.values()} <= listed
    assert listed == {(p.remains, p.person) for some in found.of_person.values() for p in some}
    for some in found.of_remains.values():
        ratios = [float(p.match.log10_lr) for p in some if p.match]
        assert ratios == sorted(ratios, reverse=True)


def test_what_speaks_against_a_pair_stands_before_its_figures(tmp_path):
    from antigone.named import services
    from antigone.named.person import PersonStatus

    path, _ = make_world(tmp_path, missing=4)
    with Case.open(path) as case:
        desk = Desk(case)
        match = next(iter(desk.book.matches.values()))
        desk.write(services.change_person(desk, match.person, "came home", status=PersonStatus.ALIVE))
    app = create_app(path, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    page = browser.get(f"/matching?person={match.person}").text
    assert page.index("found alive") < page.index("DNA, log10 LR")


def test_remains_are_found_by_their_short_code_and_strangers_are_told(world, browsers):
    from antigone.found.label import code_of

    match = next(iter(book(world[0]).matches.values()))
    page = browsers[Role.BOARD].get("/matching", params={"q": code_of(match.remains)})
    assert f"person={match.person}" in page.text
    for wrong in ("P-9999", "zzz", "<script>alert(1)</script>", "0" * 300):
        answer = browsers[Role.BOARD].get("/matching", params={"q": wrong})
        assert answer.status_code == 200
        assert 'role="alert"' in answer.text
        assert "<script>alert" not in answer.text


def test_an_empty_case_says_what_to_do_next(local):
    assert "Nothing has been compared" in local.get("/matching").text
    assert "Begin with reports" in local.get("/matching").text
    assert "to compare" in settled(local, "/matching/joint")


# -- comparing --------------------------------------------------------------------------------------------------------


def test_a_comparison_runs_in_the_background_and_is_kept(tmp_path):
    path, _ = make_world(tmp_path, missing=4, matched=False)
    app = create_app(path, local=True)
    browser = client(app)
    browser.get(f"/enter?key={app.state.door.key}")
    page = browser.get("/matching/run")
    data = {
        "csrf": token(page),
        "form-id": re.search(r'name="form-id" value="([^"]+)"', page.text)[1],
        "form-do": "send",
    }
    wanted = {"method": "joint", "frequencies": "nist:Hispanic", "mutation": "equal:0.002", "threshold": "2"}
    assert browser.post("/matching/run", data={**data, **wanted, "threshold": "many"}).status_code == 400
    assert browser.post("/matching/run", data={**data, **wanted, "dead": "9"}).status_code == 400  # without its reason
    assert book(path).runs == {}
    answer = browser.post("/matching/run", data={**data, **wanted, "dead": "9", "because": "a list", "evidence": "yes"})
    assert answer.status_code == 303
    told = settled(browser, answer.headers["location"])
    made = book(path)
    assert [run.prior.dead for run in made.runs.values()] == [9]
    assert made.matches
    assert all(match.run == "U-0001" for match in made.matches.values())
    assert made.evidence
    assert f"with {len(made.matches)} matches" in told
    browser.post("/matching/run", data={**data, **wanted, "dead": "9", "because": "a list", "evidence": "yes"})
    time.sleep(0.3)
    assert len(book(path).runs) == 1  # sent twice, done once
    assert "does not know that comparison" in browser.get("/matching/run?job=nonsense").text


def test_codes_given_out_meanwhile_are_not_given_again(tmp_path):
    from antigone.formats.kinship_panel import frequency_panel
    from antigone.named.matching import Asked, compare_all, renumbered

    path, _ = make_world(tmp_path, missing=3, matched=False)
    with Case.open(path) as case:
        desk = Desk(case)
        panel = frequency_panel("nist:Hispanic", "equal:0.002", [])
        first = compare_all(desk, panel, Asked(), [])
        desk.refresh()
        second = compare_all(desk, panel, Asked(), [])
        desk.write(renumbered(desk, first))
        desk.write(renumbered(desk, second))
        assert sorted(desk.book.runs) == ["U-0001", "U-0002"]
        assert len(desk.book.matches) == len(first) + len(second) - 2
        assert {m.run for m in desk.book.matches.values()} == {"U-0001", "U-0002"}
        assert not [f for f in desk.book.findings if "given out" in str(f)]


def test_only_the_laboratory_compares(browsers):
    assert browsers[Role.CLERK].get("/matching/run").status_code == 403
    assert browsers[Role.LABORATORY].get("/matching/run").status_code == 200
    assert browsers[Role.VIEWER].get("/matching").status_code == 403


# -- the joint view ---------------------------------------------------------------------------------------------------


def test_the_matrix_shows_the_engines_posteriors_and_explains_sets(world, browsers):
    made = book(world[0])
    match = next(m for m in made.matches.values() if m.symmetric)
    page = settled(browsers[Role.LABORATORY], "/matching/joint?frequencies=nist:Hispanic")
    cells = re.findall(rf'remains={match.remains}&amp;person={match.person}">([^<]+)</a>', page)
    assert cells == [f"{float(match.posterior):.4f}"]
    assert "can be exchanged" in page
    assert "What would tell them apart" in page
    assert f"Prior: {made.runs[match.run].prior.dead} dead in all" in page


def test_every_row_of_a_block_adds_up_and_everybody_stands_once():
    from antigone.named.joint.answer import JointAnswer

    rows = {
        "R1": {"A": 0.5, "B": 0.5, NOBODY: 0.0},
        "R2": {"A": 0.5, "B": 0.4995, NOBODY: 0.0005},
        "R3": {"C": 0.9999, NOBODY: 0.0001},
        "R4": {"C": 0.00001, "A": 0.0, NOBODY: 0.99999},
    }
    answer = JointAnswer(rows, {}, {}, [], 0.0, 0.01, (("A", "B"),), 2, "sampled")
    made = gathered(answer, str, ["A", "B", "C", "D"])
    assert isinstance(made, Together)
    assert [(b.remains, b.persons) for b in made.blocks] == [(["R1", "R2"], ["A", "B"])]
    assert [(b.remains, b.persons) for b in made.plain] == [(["R3"], ["C"])]
    assert made.nobody == [("R4", 0.99999)]
    assert made.missing == ["D"]
    block = made.blocks[0]
    for remains in block.remains:
        assert sum(block.cells[remains, p].posterior for p in (*block.persons, NOBODY)) == pytest.approx(1)
    cell = block.cells["R1", "A"]
    assert (cell.least, cell.most) == (pytest.approx(0.49), pytest.approx(0.51))


def test_results_are_kept_until_what_they_rest_on_changes(tmp_path):
    from antigone.named import services
    from antigone.named.consent import Purpose

    path, _ = make_world(tmp_path, missing=3, matched=False)
    desk = CaseDesk(path)
    before = digest(desk.state())
    with Case.open(path) as case:
        made = Desk(case)
        made.reveal(list(made.book.reports)[:1], "somebody", "a test")
    assert digest(desk.state()) == before  # that somebody looked changes no result
    with Case.open(path) as case:
        made = Desk(case)
        donor = next(s.donor for s in made.book.samples.values() if s.kind.value == "reference")
        made.write(services.consent(made, donor, ["*"], [Purpose.IDENTIFICATION], given=False))
    assert digest(desk.state()) != before


def test_relatives_who_tell_brothers_apart_are_those_related_differently(tmp_path):
    from named_worlds import new_case, report

    with new_case(tmp_path) as case:
        desk = Desk(case)
        one, other = report(desk), report(desk, "Another Example")
        members = (
            Member("x1", sex="M"), Member("x2", sex="F"), Member(one, "x1", "x2", "M"), Member(other, "x1", "x2", "M"),
            Member("x3", sex="F"), Member("x4", one, "x3", "F"), Member("x5", "x1", "x2", "F"),
        )  # fmt: skip
        from antigone.named.services import draw_family

        family, drafts = draw_family(desk, members, [one, other])
        desk.write(drafts)
        assert separating(desk, family, (one, other)) == ["x4"]


# -- computations -----------------------------------------------------------------------------------------------------


def test_a_job_is_done_once_and_tells_how_far_it_is():
    jobs, done, gate = Jobs(), [], threading.Event()

    def work(job):
        job.step(1, 3)
        gate.wait(60)
        done.append(1)
        return "result"

    first = jobs.of("a", work)
    assert not first.is_done
    assert jobs.of("a", work) is first
    while not first.of:
        time.sleep(0.01)
    assert (first.at, first.of) == (1, 3)
    gate.set()
    assert jobs.of("a", work, wait=60).result == "result"
    assert done == [1]


def test_a_long_computation_keeps_only_those_of_its_kind_waiting():
    jobs, begun, gate = Jobs(), threading.Event(), threading.Event()

    def long(_):
        begun.set()
        assert gate.wait(60)

    first = jobs.of(("doubles", "one state"), long)
    assert begun.wait(60)
    assert Jobs().of(("verify", "the record"), lambda _: "verified", wait=60).result == "verified"
    second = jobs.of(("doubles", "another state"), lambda _: first.is_done)
    gate.set()
    assert second.done.wait(60)
    assert second.result is True


def test_a_job_that_fails_tells_why_and_the_next_goes_on():
    jobs = Jobs()

    def wrong(_):
        raise InputError("Nothing to compare.", "Type somebody.")

    def broken(_):
        raise ZeroDivisionError

    assert jobs.of("wrong", wrong, wait=60).fault.message == "Nothing to compare."
    assert "Something went wrong" in jobs.of("broken", broken, wait=60).fault.message
    assert jobs.of("right", lambda _: 7, wait=60).result == 7
    jobs.drop("right")
    assert jobs.get("right") is None


def test_a_page_answers_while_a_computation_runs(browsers):
    gate = threading.Event()
    job = browsers[Role.ANALYST].app.state.desk.jobs.of(("test", "slow"), lambda _: gate.wait(600))
    assert browsers[Role.ANALYST].get("/matching").status_code == 200
    assert not job.is_done
    gate.set()


def test_ages_are_drawn_as_two_intervals_on_one_scale():
    import xml.etree.ElementTree as ET

    from antigone.web.interval_svg import intervals
    from antigone.web.words import Words

    words = Words("en")
    root = ET.fromstring(str(intervals("age", "25-35", "30-40", words)))
    first, second = [each for each in root.iter() if each.tag.endswith("rect")]
    assert float(first.get("width")) == pytest.approx(float(second.get("width")))
    assert float(first.get("x")) + float(first.get("width")) / 2 == pytest.approx(float(second.get("x")))
    for kind, am, pm in (("age", None, "30"), ("age", "old", "30"), ("teeth", "1", "2"), ("age", "", "")):
        assert intervals(kind, am, pm, words) == ""
