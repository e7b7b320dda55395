"""A case into which one hostile report was read."""

import pytest

from antigone.cli.main import main
from antigone.formats.report_reading import open_session
from antigone.record.case import Case
from antigone.record.event import Draft
from antigone.said.claim import Claim, Mode, Status
from antigone.said.proposal_events import CLAIM_PROPOSED, Proposed, proposal_to_body
from antigone.said.propose import claim_id, of_document, proposal_id
from antigone.said.review_links import create
from web.people import make_case

TEXT = "Police counted 12 dead on 5 May. Then 5 bodies in Exmpleton <script>alert(1)</script>. Last 3 again."
REPORT = f"PUBLISHER: Example <b>Wire</b>\nDATE: 2022-01-20\nLANG: xx\n\n{TEXT}"
WORDS = {"12 dead": ("killed", "Exampleton"), "5 bodies": ("bodies_found", "Exmpleton"), "Last 3": ("killed", "")}


def make_reports(tmp_path):
    """A case with one place, one report, and three proposals that wait."""
    folder = tmp_path / "case"
    (tmp_path / "r.txt").write_text(REPORT)
    Case.create(folder, "Example", by="tester").close()
    with pytest.raises(SystemExit):
        main(["read", str(folder), str(tmp_path / "r.txt")])
    with Case.open(folder) as opened:
        session = open_session(opened)
        session.write(create(session.known, "place", "exampleton", "Exampleton"))
        session.write(create(session.known, "group", "all", "all persons"))
        document = session.document(next(iter(session.desk.documents)))
        for words, (unit, place) in WORDS.items():
            start = document.text.index(words)
            span = (start, start + len(words))
            own = proposal_id(document.id, *span, unit, Claim("x", unit).stance)
            n = int("".join(filter(str.isdigit, words)))
            claim = Claim(
                claim_id(own), unit, n, n, n, status=Status.PROPOSED, **of_document(document, *span, Mode.NARRATOR)
            )
            body = proposal_to_body(Proposed(own, claim, "test.rule", "a number", maker="test", place=place))
            session.write([Draft(CLAIM_PROPOSED, {"proposal": body})])
    return folder


LINKED = (
    "id,said_on,speaker,publisher,unit,low,high,best,modifier,place,group,quote\n"
    "L1,2030-05-01,Ana Vell,Gazette,killed,10,10,10,exact,port,all,ten were killed\n"
    "L2,2030-05-01,Ana Vell,Radio Quay,killed,10,10,10,exact,port,all,ten were killed\n"
    "L3,2030-05-09,Petr Ost,Morning Post,killed,40,40,40,exact,port,all,forty people died\n"
)


def make_links(tmp_path):
    """A case in which one statement seems to repeat another."""
    tables = tmp_path / "linked"
    tables.mkdir()
    places = "id,name,parent,kind,lat,lon\nport,Port,,city,,\n"
    groups = "id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\n"
    texts = {"statements.csv": LINKED, "places.csv": places, "groups.csv": groups}
    return make_case(tables, texts, tmp_path / "links")
