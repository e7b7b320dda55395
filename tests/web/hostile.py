"""A case in which everything that anybody can name is hostile: markup, directions turned round, words without end."""

import csv
import io

from antigone.core.when import PartialDate, Period
from antigone.found import services
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import Closing, CustodyEvent, CustodyType, Stocktake
from antigone.found.desk import Desk
from antigone.found.events import draft as found
from antigone.found.examination import Examination, ExaminationKind, Observation
from antigone.found.label import Label, LabelKind
from antigone.found.remains import Remains, RemainsKind
from antigone.found.site import Feature, Site, SiteType
from antigone.named import events as kinds
from antigone.named.consent import Consent
from antigone.named.decision import Decision, Signer
from antigone.named.events import Weighed, draft
from antigone.named.family import Family, Member
from antigone.named.match import Match, Run
from antigone.named.person import MissingPerson
from antigone.named.report import Informant, Report
from antigone.named.sample import ProfileRecord, Sample
from antigone.record.case import Case
from web.people import make_case

RLO, RLI = "\u202e", "\u2067"
EVIL = f"\"'><script>alert(1)</script><img src=x onerror=alert(1)><b>{{{{7*7}}}}</b>{{% x %}}&amp;{RLO}{RLI}gnp"
LONG = "W" * 2500
NAMES = ("people", "killed")
REPORT = (
    f"PUBLISHER: {EVIL}\nDATE: 2030-05-05\nLANG: en\nTITLE: {EVIL}\n\n"
    f"The mayor {EVIL} said 14 people were killed in Port on Sunday. {LONG} Then 3 trucks and {RLO}12 dead.\n"
)


def rows(columns, *lines):
    text = io.StringIO()
    csv.writer(text).writerows([columns.split(","), *lines])
    return text.getvalue()


TABLES = {
    "statements.csv": rows(
        "id,said_on,speaker,office,organisation,publisher,url,unit,low,high,best,modifier,place,group,refers_to,relation,"
        "note,quote,label_as_worded,via",
        ["C1", "2030-05-01", EVIL, EVIL, EVIL, EVIL, "javascript:alert(1)", "killed", 10, 10, 10, "exact", "port",
         "all", "", "", EVIL, EVIL, EVIL, f"{EVIL} > {LONG}"],
        ["C2", "2030-05-02", LONG, LONG, LONG, LONG, "data:text/html,x", "killed", 12, 12, 12, "exact", "port", "some",
         "C1", "denies", LONG, LONG, LONG, EVIL],
        ["C3", "2030-05-02", EVIL, "", "", LONG, "", "bodies_received", 9, 9, 9, "exact", "long", "all",
         "", "", "", EVIL, EVIL, ""],
    ),
    "places.csv": rows(
        "id,name,parent,kind,lat,lon", ["port", EVIL, "", EVIL, "12.5", "34.5"], ["long", LONG, "port", LONG, "", ""]
    ),
    "groups.csv": rows(
        "id,name,parent,disjoint_with_siblings", ["all", EVIL, "", "unstated"], ["some", LONG, "all", "unstated"]
    ),
    "parties.csv": rows("id,name,aliases,office", ["p1", EVIL, LONG, EVIL]),
    "documents.csv": rows("id,publisher,url,title", ["D1", EVIL, "javascript:alert(1)", EVIL]),
}  # fmt: skip


def on(text):
    day = PartialDate.parse(text)
    return Period(day, day)


def make_hostile(folder):
    """The case; give its path and what to ask for."""
    tables = folder / "tables"
    tables.mkdir()
    path = make_case(tables, TABLES, folder / "case")
    from antigone.formats.report_reading import ReportReader

    with Case.open(path, by=EVIL) as case:
        with ReportReader(case) as reader:
            reader.read_bytes(REPORT.encode(), f"{EVIL}.txt")
        remains, act = _register(case)
        _named(case, remains)
        documents = [e.body["document"]["id"] for e in case.events() if e.kind == "document.read"]
        event = next(e.id for e in case.events() if e.kind == "claim.accepted")
    return path, {"remains": remains, "act": act, "document": documents[0], "event": event}


def _register(case):
    day = PartialDate.parse("2030-05-06")
    case.append([
        found(Site("m1", SiteType.MORGUE, EVIL, (EVIL, LONG), keeper=EVIL, place="port", note=EVIL)),
        found(Site("m2", SiteType.MORGUE, LONG, keeper=LONG, place="long", note=LONG)),
        found(Feature("f1", "m1", EVIL, note=EVIL)),
    ])  # fmt: skip
    desk = Desk(case)
    case.append([services.allot(desk.whole(), case.writer().public)])
    thing = Remains("", RemainsKind.BODY, site="m1", element=EVIL, note=EVIL)
    desk.look_again()
    numbered = services.number(desk.whole(), case.writer().public, thing, 3)
    case.append(numbered)
    bodies = [each.body["remains"]["id"] for each in numbered if "remains" in each.body]
    evil, long = Label(bodies[0], LabelKind.MORGUE, EVIL, EVIL), Label(bodies[1], LabelKind.BAG, LONG, LONG)
    case.append([found(evil), found(long)])
    more = {"to_place": "m1", "handed_by": EVIL, "received_by": LONG, "seal": EVIL, "reference": EVIL, "note": EVIL}
    event = CustodyEvent(CustodyType.RECEIVED, tuple(bodies[:2]), identifiers=(EVIL,), authority=EVIL, **more)
    desk.look_again()
    act = case.append([services.record_custody(desk.whole(), event, on("2030-05-06"))])[0].id
    away = CustodyEvent(CustodyType.STOLEN, (), 5, from_place="m1", note=EVIL, authority=EVIL)
    seen = Observation("71", EVIL, method=EVIL)
    case.append([
        found(away, on("2030-05-07")),
        found(Stocktake("m1", day, 7)),
        found(Closing("m2", day)),
        found(Association("a1", bodies[0], bodies[1], AssociationKind.REFIT, EVIL, EVIL)),
        found(Examination("X1", bodies[0], ExaminationKind.EXTERNAL, EVIL, observations=(seen,))),
    ])  # fmt: skip
    return bodies[0], act


def _named(case, remains):
    sealed = dict.fromkeys(("name", "birth", "address", "identity"), ("P-0001", EVIL))
    contact = dict.fromkeys(("name", "contact", "address"), ("I-0001", EVIL))
    signers = (Signer(EVIL, EVIL), Signer(LONG, LONG))
    case.append([
        draft(kinds.PERSON_OPENED, MissingPerson("P-0001", group="some", place="port")),
        draft(kinds.PERSON_OPENED, MissingPerson("P-0002")),
        draft(kinds.INFORMANT_ENTERED, Informant("I-0001", "", "en"), contact),
        draft(kinds.REPORT_RECEIVED, Report("Q-0001", "P-0001", "I-0001", EVIL, last_place="port", source=EVIL),
              sealed),
        draft(kinds.CONSENT_GIVEN, Consent("I-0001", witness=EVIL)),
        draft(kinds.FAMILY_DRAWN, Family("F-0001", (Member("P-0001", "P-0002", "x1"), Member("P-0002", sex="M"),
                                                   Member("x1", sex="F")), ("P-0001",), EVIL)),
        draft(kinds.SAMPLE_GIVEN, Sample("S-0001", "P-0002", families=("F-0001",), material=EVIL, taken_by=EVIL,
                                         laboratory=EVIL, number=EVIL)),
        draft(kinds.PROFILE_TYPED, ProfileRecord("G-0001", "S-0001", EVIL, EVIL, EVIL, 1),
              {"calls": ("P-0002", '{"TH01": ["6", "9"]}')}),
        draft(kinds.MATCH_RUN, Run("U-0001", EVIL, (remains,), ("P-0001",), ("F-0001",), frequencies=EVIL,
                                   mutation=EVIL, left_out=(EVIL,), markers=(EVIL,), version=EVIL)),
        draft(kinds.MATCH_FOUND, Match("M-0001", "U-0001", remains, "P-0001", "F-0001", "3.5", rank=1)),
        draft(kinds.EVIDENCE_WEIGHED, Weighed(f"{remains}/P-0001", remains, "P-0001", (EVIL,), "0.5",
                                              contradictions=(f"age: {EVIL}",), version=EVIL)),
        draft(kinds.DECIDED, Decision("D-0001", (remains,), ("P-0001",), signers=signers, basis=EVIL, board=EVIL),
              reason=EVIL),
    ])  # fmt: skip
