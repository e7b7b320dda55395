"""A small register: two morgues and a grave, things in all states, an act without numbers, parts, a count."""

from antigone.core.when import PartialDate, Period
from antigone.found import services
from antigone.found.commingling import Association, AssociationKind
from antigone.found.custody import CustodyEvent, CustodyType, Stocktake
from antigone.found.desk import Desk
from antigone.found.events import draft
from antigone.found.label import Label, LabelKind
from antigone.found.remains import Remains, RemainsKind, Side
from antigone.found.site import Geometry, Publication, Site, SiteType
from antigone.record.case import Case

HOSTILE = '"><script>alert(1)</script>'


def on(text):
    day = PartialDate.parse(text)
    return Period(day, day)


def number(desk, thing, count=1):
    desk.look_again()
    drafts = services.number(desk.whole(), desk.case.writer().public, thing, count)
    desk.case.append(drafts)
    return [each.body["remains"]["id"] for each in drafts]


def act(desk, day, kind, units=(), asserted=None, **more):
    desk.look_again()
    event = CustodyEvent(kind, tuple(units), asserted, **more)
    return desk.case.append([services.record_custody(desk.whole(), event, on(day))])[0].id


def make_register(path):
    """The case; 000-001 is in morgue-2, 000-01Y on its way there, 000-02W to 000-05N in morgue-1, 000-07H nowhere."""
    with Case.create(path, "Harbour", by="tester") as case:
        position = Geometry("12.3456", "65.4321")
        case.append([
            draft(Site("morgue-1", SiteType.MORGUE, "City morgue", ("Морг Городской",), keeper="City")),
            draft(Site("morgue-2", SiteType.MORGUE, f"North {HOSTILE}", keeper="North")),
            services.record_site(
                Site("field", SiteType.PRIMARY_GRAVE, "Field", publication=Publication.AREA), exact=position
            ),
        ])  # fmt: skip
        desk = Desk(case)
        desk.allot_first()
        bodies = number(desk, Remains("", RemainsKind.BODY, site="field"), 8)
        case.append([
            draft(Label(bodies[0], LabelKind.MORGUE, "M-17", "City")),
            draft(Label(bodies[1], LabelKind.BAG, "Мешок 4", HOSTILE)),
        ])  # fmt: skip
        act(desk, "2024-05-02", CustodyType.RECOVERED, bodies[:6], to_place="morgue-1")
        act(desk, "2024-05", CustodyType.RECEIVED, bodies[6:7], to_place="morgue-2")
        act(desk, "2024-05-05", CustodyType.STOLEN, (), 3, from_place="morgue-1")
        note = {"reference": "N-1", "to_place": "morgue-2"}
        act(desk, "2024-05-07", CustodyType.TRANSFERRED_OUT, bodies[:2], from_place="morgue-1", **note)
        act(desk, "2024-05-12", CustodyType.TRANSFERRED_IN, bodies[:1], **note)
        bone = Remains("", RemainsKind.BONE, parent=bodies[0], split_from=bodies[0], element="femur", side=Side.LEFT)
        part = number(desk, bone)[0]
        number(desk, Remains("", RemainsKind.FRAGMENT, split_from=part))
        desk.look_again()
        against = Association("A1", bodies[0], bodies[2], AssociationKind.EXCLUSION, "two left femora")
        case.append([services.associate(desk.whole(), against)])
        case.append([draft(Stocktake("morgue-1", PartialDate.parse("2024-05-20"), None, tuple(bodies[2:5]), True))])
    return path
