"""A simulated event entered into a case by the services that people use: bodies, the missing, families, DNA."""

import csv
import json
import random

from antigone.core.when import PartialDate, Period
from antigone.formats.kinship_panel import frequency_panel
from antigone.found import services as found
from antigone.found.custody import CustodyEvent, CustodyType
from antigone.found.register import fold
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Site, SiteType
from antigone.named import events as kinds
from antigone.named import services
from antigone.named.desk import Desk
from antigone.named.events import draft
from antigone.named.family import Member
from antigone.named.match import Match, Prior, Run
from antigone.named.matching import Asked, compare_all
from antigone.named.person import PersonStatus
from antigone.named.sample import ProfileRecord, Sample, SampleKind
from antigone.named.weigh import weigh
from antigone.record.case import Case
from antigone.simulate.settings import Settings
from antigone.simulate.world import make_world as simulated
from antigone.simulate.write import write_world


def make_world(folder, seed=7, missing=12, matched=True):
    """A case of such an event; each person of the simulation goes by a code.

    Returns:
        path of the case, {name in the simulation: code}.
    """
    write_world(simulated(Settings(seed=seed, missing=missing)), folder / "sim")
    path = folder / "case"
    with Case.create(path, "Exercise", by="Clerk") as case:
        codes = fill(case, folder / "sim", matched)
    return path, codes


def fill(case, sim, matched=True):
    """Enter the simulated event."""
    event = _event(sim)
    return enter(case, sim, _bodies(case, [each["id"] for each in event["pm"]]), matched)


def _event(sim):
    return json.loads((sim / "named" / "event.json").read_text(encoding="utf-8"))["cases"][0]


def enter(case, sim, codes, matched=True):
    """Enter who is missed, their families and all DNA; `codes` are the numbers that bodies have already."""
    event = _event(sim)
    desk = Desk(case)
    codes |= _people(desk, _rows(sim / "named" / "ante-mortem.csv"), event["families"])
    _families(desk, event["families"], codes)
    _profiles(desk, event, codes)
    _descriptions(desk, _rows(sim / "named" / "post-mortem.csv"), codes)
    if matched:
        desk.write([pair.draft() for pair in weigh(desk) if pair.log10_lr > -3])
        panel = frequency_panel("nist:Hispanic", "equal:0.002", [])
        desk.write(compare_all(desk, panel, Asked(prior=Prior(dead=len(event["pm"]) + 5, reason="a list")), []))
    return codes


def _rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _bodies(case, names):
    writer = case.writer().public
    for site in ("morgue-1", "town-1"):
        case.append([found.record_site(Site(site, SiteType.MORGUE))])
    case.append([found.allot(fold(case.events()), writer, 100000)])
    case.append(found.number(fold(case.events()), writer, Remains("", RemainsKind.BODY), len(names)))
    register = fold(case.events())
    at = PartialDate.parse("2031-03-09")
    received = CustodyEvent(CustodyType.RECEIVED, tuple(register.remains), to_place="morgue-1")
    case.append([found.record_custody(register, received, Period(at, at))])
    return dict(zip(names, sorted(register.remains), strict=True))


def _people(desk, rows, families):
    told = {row["missing"]: row for row in rows}
    codes, drafts = {}, []
    for family in families:
        for member in family["pedigree"]:
            row = told.get(member["id"])
            if row:
                drafts += _reported(desk, row, codes)
            elif member["id"] in family["refs"]:
                codes[member["id"]], new = services.relative(desk, member["sex"], f"Relative {len(codes)} Example")
                drafts += new
    desk.write(drafts)
    return codes


def _reported(desk, row, codes):
    description = {"sex": row["sex"], "stature": row["stature_cm"], "age": _age(row["birth_year"])}
    personal = {"name": f"{row['given_name']} {row['family_name']}", "birth": row["birth_year"]}
    new = services.NewReport(
        personal, description, {"name": f"Informant of {row['given_name']}"}, "mother",
        PartialDate.parse("2031-03-10"), PartialDate.parse(row["last_seen_on"]), "", "file 1", sex=row["sex"],
        consents=("family liaison",),
    )  # fmt: skip
    got = services.receive(desk, new)
    codes[row["missing"]] = got.person
    return got.drafts


def _age(born):
    age = 2031 - int(born)
    return f"{max(age - 2, 0)}-{age + 2}"


def _families(desk, families, codes):
    drafts = []
    for family in families:
        labels = dict(codes)
        for at, member in enumerate(family["pedigree"], 1):
            labels.setdefault(member["id"], f"x{at}")
        members = [
            Member(labels[m["id"]], labels.get(m["father"], ""), labels.get(m["mother"], ""), m["sex"])
            for m in family["pedigree"]
        ]
        codes[family["name"]], new = services.draw_family(desk, members, [labels[m] for m in family["missing"]])
        drafts += new
    desk.write(drafts)


def _profiles(desk, event, codes):
    of = {ref: codes[family["name"]] for family in event["families"] for ref in family["refs"]}
    reading = {each["id"]: str(each.get("dropout") or "") for each in event["pm"]}
    drafts, owners = [], {}
    for who in event["genotypes"]:
        kind = SampleKind.REMAINS if who in reading else SampleKind.REFERENCE
        families = (of[who],) if who in of else ()
        owners[who], new = services.give_sample(desk, Sample("", codes[who], kind, families), True)
        drafts += new
    desk.write(drafts)
    drafts = []
    for who, calls in event["genotypes"].items():
        dropout = reading.get(who, "")
        told = {m: tuple(a) if len(a) == 2 or not float(dropout or 0) else (*a, None) for m, a in calls.items()}
        told = {m: a if len(a) == 2 else (a[0], a[0]) for m, a in told.items()}
        record = ProfileRecord("", owners[who], "GlobalFiler", dropout=dropout)
        drafts += services.enter_profile(desk, record, told)[1]
    desk.write(drafts)


def _descriptions(desk, rows, codes):
    drafts = []
    for row in rows:
        told = {"sex": row["sex"], "age": f"{row['age_least']}-{row['age_most']}"}
        told["stature"] = f"{row['stature_least_cm']}-{row['stature_most_cm']}"
        if row["remains"] in codes:
            drafts += services.describe(desk, codes[row["remains"]], {k: v for k, v in told.items() if v.strip("-")})
    desk.write(drafts)


def found_alive(desk, person):
    """Somebody comes home."""
    desk.write(services.change_person(desk, person, "came home", status=PersonStatus.ALIVE))


def make_large(folder, missing):
    """A large event for measuring: every match is made up, since only the pages are measured.

    Returns:
        path of the case; a person, a family, remains, and a name that somebody has.
    """
    chance = random.Random(1)
    write_world(simulated(Settings(seed=3, missing=missing, in_parts=0)), folder / "sim")
    event = _event(folder / "sim")
    path = folder / "case"
    with Case.create(path, "Large", by="Clerk") as case:
        codes = fill(case, folder / "sim", matched=False)
        desk = Desk(case)
        remains = [codes[each["id"]] for each in event["pm"]]
        people = [code for name, code in codes.items() if "missing" in name]
        run = Run(desk.code("U"), "search", tuple(remains), tuple(people), frequencies="nist:Hispanic; made up")
        pairs = [(each, chance.choice(people)) for each in remains for _ in range(3)]
        found = [
            Match(desk.code("M"), run.id, each, person, "", f"{chance.uniform(2, 20):.4f}", "", "", 20, 0, 1)
            for each, person in pairs
        ]
        desk.write([draft(kinds.MATCH_RUN, run), *(draft(kinds.MATCH_FOUND, match) for match in found)])
        name = desk.values(desk.book.reports_of(pairs[0][1])[0].id)["name"]
        family = desk.book.families_of(pairs[0][1])[0].id
    return path, pairs[0][1], family, pairs[0][0], name
