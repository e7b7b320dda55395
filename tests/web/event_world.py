"""One simulated event in one case, as an office has it after two weeks: said, found, named, and before the board.

Everything enters through the doors that people use. It is made once for a session, and no test writes to it.
"""

import shutil

import pytest

from antigone.cli.main import main
from antigone.formats.case_import import import_tables
from antigone.formats.kinship_panel import frequency_panel
from antigone.formats.register_sources import import_any
from antigone.found.desk import Desk as RegisterDesk
from antigone.found.label import code_of
from antigone.named.desk import Desk
from antigone.named.judge import contradictions
from antigone.named.match import Prior
from antigone.named.matching import Asked, compare_all
from antigone.named.weigh import weigh
from antigone.record.case import Case
from antigone.simulate.settings import Settings
from antigone.simulate.world import make_world
from antigone.simulate.write import write_world
from antigone.web.app import create_app
from web import kin_world
from web.board_world import Office

REPORT = """PUBLISHER: Harbour Radio
DATE: 2031-03-15
LANG: en

The mayor said on 14 March that 91 people were killed in The land. Of them 60 died in Zufege region.
A nurse counted 12 wounded in Nirustel region.
"""


def make_event(folder, missing=60, seed=7):
    """The case, before anything is laid before its board.

    Returns:
        path of the case, {name in the simulation: code}.
    """
    sim, path = folder / "sim", folder / "case"
    write_world(make_world(Settings(seed=seed, missing=missing)), sim)
    with Case.create(path, "Exercise at the harbour", by="Clerk One") as case:
        import_tables(case, sim / "said")
        for table in ("found/sites.csv", "found/register.csv", "found/custody.csv", "named/post-mortem.csv"):
            import_any(case, sim / table)
        register = RegisterDesk(case).whole()
        labelled = {label.text: label.remains for labels in register.labels.values() for label in labels}
        codes = kin_world.enter(case, sim, labelled, matched=False)
        desk = Desk(case)
        desk.write([pair.draft() for pair in weigh(desk) if pair.log10_lr > -3])
        panel = frequency_panel("nist:Hispanic", "equal:0.002", [])
        desk.write(compare_all(desk, panel, Asked(method="search", prior=Prior(dead=80, reason="a list")), []))
    (folder / "monday.txt").write_text(REPORT, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["read", str(path), str(folder / "monday.txt")])
    assert not ended.value.code
    return path, codes


def strongest(case):
    """(remains, person) of the likeliest pairs that nothing speaks against, each thing and person once."""
    desk = Desk(case)
    found = []
    for match in sorted(desk.book.matches.values(), key=lambda match: -float(match.log10_lr)):
        fresh = all(match.remains != r and match.person != p for r, p in found)
        if fresh and not match.symmetric and not contradictions(desk, match.remains, match.person):
            found.append((match.remains, match.person))
    return found


class Again(Office):
    """A copy of such an office for a test that writes, with the accounts that it has."""

    def __init__(self, office, folder):
        self.app = create_app(shutil.copytree(office.app.state.desk.path, folder / "case"))
        self._browsers = {}


class EventOffice(Office):
    """The case served, after a sitting: one decision released, one made, a motion that waits, an exclusion."""

    def __init__(self, path):
        super().__init__(path)
        with Case.open(path) as case:
            self.pairs = strongest(case)
        self.decision = self._decided(self.pairs[0], establish=True)
        self.made = self._decided(self.pairs[1])
        self.motion = self._laid("identify", self.pairs[2])
        self.exclusion = self._laid("exclude", (self.pairs[3][0], self.pairs[4][1]))
        self.release = self._released()

    def _laid(self, what, pair, **more):
        fields = {"what": what, "remains": pair[0], "persons": pair[1], "basis.DNA": "yes", "sign": "yes"}
        answer = self.form("A. Roe", "/board/new", reason="DNA and teeth, read twice", **(fields | more))
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rpartition("/")[2]

    def _signed(self, motion):
        answer = self.post("B. Doe", f"/board/{motion}/sign", do="sign", office="odontologist")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rpartition("/")[2]

    def _decided(self, pair, establish=False):
        decision = self._signed(self._laid("identify", pair))
        if establish:
            fields = {"reason": "second reading", "sign": "yes"}
            answer = self.form("A. Roe", f"/board/{decision}/step/established", **fields)
            self._signed(answer.headers["location"].rpartition("/")[2])
        return decision

    def _released(self):
        remains, person = self.pairs[0]
        family = self.book.families_of(person)[0].id
        fields = {
            "remains": remains, "person": person, "family": family, "label": code_of(remains), "person_read": person,
            "decision_read": self.decision, "released_by": "Clerk One", "day": "2031-03-20", "told": "yes",
        }  # fmt: skip
        answer = self.form("Clerk One", f"/board/{self.decision}/release", **fields)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].rpartition("/")[2]


def paths(office):
    """Of each route that gives a page, by its path in the table, where to look at it."""
    (given, person), (_, other), (waits, third) = (office.pairs[0], office.pairs[1], office.pairs[2])
    code, register, book = code_of(waits), office.app.state.desk.register(), office.book
    family, report = book.families_of(person)[0].id, book.reports_of(person)[0].id
    act = next(iter(register.custody))
    bare = next(id for id, act in register.custody.items() if not act.value.units)
    lost = next((id for id in register.remains if _is_lost(register.spot(id))), waits)
    thing, who, made = f"/remains/{code}", f"/missing/{other}", f"/board/{office.decision}"
    return {
        "/": "/", "/compare": "/compare?as_of=2031-03-05&as_of2=2031-03-12",
        "/explain": "/explain?id=killed%20@%20land",
        "/statements": "/statements", "/statements/{id}": "/statements/S0002", "/reader": "/reader",
        "/reader/links": "/reader/links", "/programs": "/programs", "/places": "/places",
        "/places/{id}": "/places/morgue-1", "/missing": "/missing?names=yes", "/missing/new": "/missing/new",
        "/missing/doubles": "/missing/doubles", "/remains/unaccounted": "/remains/unaccounted",
        "/missing/relative": "/missing/relative",
        "/missing/{id}": f"/missing/{third}?names=yes", "/missing/{id}/change": f"{who}/change",
        "/missing/{id}/merge": f"{who}/merge", "/missing/{id}/sample": f"{who}/sample",
        "/missing/{id}/consent": f"{who}/consent", "/reports/{id}/file": f"/reports/{report}/file",
        "/samples/{id}/profile": "/samples/S-0001/profile", "/families/new": "/families/new",
        "/families/{id}": f"/families/{family}", "/families/{id}/draw": f"/families/{family}/draw",
        "/families/{id}/wish": f"/families/{family}/wish", "/matching": "/matching", "/matching/run": "/matching/run",
        "/board": "/board", "/board/pair": f"/board/pair?remains={waits}&person={third}",
        "/board/new": f"/board/new?what=identify&remains={waits}&person={third}", "/board/{id}": made,
        "/board/{id}/step/{take}": f"{made}/step/notified", "/board/{id}/release": f"/board/{office.made}/release",
        "/board/{id}/recall": f"/board/{office.release}/recall", "/remains": "/remains", "/remains/new": "/remains/new",
        "/remains/{code}": f"/remains/{code_of(given)}", "/remains/{code}/label": f"{thing}/label",
        "/remains/{code}/examine": f"{thing}/examine", "/remains/{code}/sample": f"{thing}/sample",
        "/remains/{code}/associate": f"{thing}/associate", "/remains/{code}/reason": f"/remains/{code_of(lost)}/reason",
        "/register/site": "/register/site", "/register/grave": "/register/grave",
        "/scan": f"/scan?code={code}&at=morgue-2", "/custody": f"/custody?units={code}", "/stocktake": "/stocktake",
        "/close": "/close", "/entry/{id}": f"/entry/{act}", "/entry/{id}/resolve": f"/entry/{bare}/resolve",
        "/entry/{id}/take-back": f"/entry/{act}/take-back", "/ledger": "/ledger?place=morgue-1&date=2031-03-20",
        "/record": "/record", "/record/checkpoints": "/record/checkpoints", "/record/seen": "/record/seen",
        "/record/erased": "/record/erased", "/record/{id}": f"/record/{act}",
    }  # fmt: skip


def _is_lost(spot):
    return spot is not None and spot.sink is not None and spot.sink.value in ("lost", "taken, whereabouts unknown")
