"""A small account with everything in it that a report can show; its people and its town are invented."""

from antigone.account.answer import Account, AssumptionState, BoundAnswer, Bounded, Conflict, Reading, Settle, Standing
from antigone.account.casebook import CaseBook
from antigone.account.report import html
from antigone.account.report.compose import compose
from antigone.core.place import Group, Place
from antigone.core.when import PartialDate
from antigone.said.claim import Claim, Relation, Stance

DAYS = [PartialDate.parse(day) for day in ("2030-05-01", "2030-05-02", "2030-05-03", "2030-05")]


def book() -> CaseBook:
    made = CaseBook("Port, May 2030")
    made.places = {"land": Place("land", "Land"), "port": Place("port", "Port <&>", parent="land")}
    made.groups = {"all": Group("all", "all persons"), "guards": Group("guards", "guards", "all")}
    claims = [
        Claim(
            "C1", "killed", 10, 10, 10, place="port", group="all", speaker="Ana Vell", office="mayor", said_on=DAYS[0]
        ),
        Claim("C2", "killed", 12, modifier="at_least", place="port", group="all", speaker="Ana Vell", said_on=DAYS[1]),
        Claim(
            "C3",
            "killed",
            12,
            12,
            12,
            place="port",
            group="all",
            publisher="Radio <b>Quay</b>",
            said_on=DAYS[1],
            refers_to="C2",
            relation=Relation.REPEATS,
            url="javascript:alert(1)",
            label_as_worded="<script>x</script>",
        ),
        Claim("C4", "killed", 40, 40, 40, place="port", group="all", speaker="A channel", said_on=DAYS[1]),
        Claim(
            "C5", "killed", stance=Stance.WITHHOLDS, place="port", group="guards", speaker="Ana Vell", said_on=DAYS[2]
        ),
        Claim(
            "C6", "killed", best=850, modifier="about", place="port", group="all", speaker="Someone", said_on=DAYS[2]
        ),
        Claim("C7", "bodies_received", 9, 9, 9, place="port", group="all", speaker="The morgue", said_on=DAYS[3]),
    ]
    made.claims = {claim.id: claim for claim in claims}
    return made


def account() -> Account:
    killed = BoundAnswer(
        "killed @ port",
        "killed",
        "port",
        "all",
        "any",
        "2030-05-31",
        12,
        None,
        {"least": ("C2", "A1"), "most": ()},
        ("C1", "C2"),
        2,
        "12 (C2).",
        (Bounded(12, None, "with C1", ("C4",)),),
        (Bounded(9, 12, "if the bodies are all", (), {"A1": False}, "9 + 3 = 12"),),
        (),
        True,
    )
    brought = BoundAnswer(
        "bodies_received @ port",
        "bodies_received",
        "port",
        "all",
        "any",
        "2030-05-31",
        9,
        9,
        {"least": ("C7",), "most": ("C7",)},
        ("C7",),
        1,
        "9 (C7).",
    )
    repeated = Standing("C3", ("C2",), "12", "at least 12", "repeats", True, "Repeats C2.")
    denied = Standing("C4", ("C2",), "40", "", "denies", True, "Denied.")
    withheld = Standing("C5", (), "", "", "withholds", True, "Not given.")
    standing = {
        "C1": "superseded",
        "C2": "current",
        "C3": "repeated",
        "C4": "denied",
        "C5": "withheld",
        "C6": "current",
        "C7": "current",
    }
    clash = Conflict(
        "conflict:C1+C4",
        "hard",
        "fall",
        ("C1", "C4"),
        ("A1",),
        "C4",
        30,
        "40 falls to 10.",
        (Reading("both stand if not"),),
    )
    odds = Conflict("conflict:C2+C6", "contested", "at odds", ("C2", "C6"), (), None, None, "12 and about 850.")
    return Account(
        "2030-05-31",
        ("killed @ port",),
        (killed, brought),
        (clash, odds),
        (),
        (),
        (denied,),
        (repeated,),
        (),
        (withheld,),
        (Settle("killed @ port", "How many?", 3, (9, 12)),),
        (),
        (AssumptionState("A1", "bridge", "One is one.", "Why.", True, True),),
        standing,
        ("C4",),
        ("C9",),
        ("A note.",),
    )


def sample_page() -> str:
    """The page of the sample."""
    return html.render(compose(account(), book()))
