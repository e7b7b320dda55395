"""No default output of any command holds a name, a contact or a genetic value; what is shown is written down."""

import json

import pytest
from typer.testing import CliRunner

from antigone.cli.main import app
from antigone.cli.named_show import WHAT
from antigone.named import handover, services
from antigone.named.consent import Purpose
from antigone.named.decision import Decision, Step, StepTaken
from antigone.named.desk import Desk
from antigone.named.release import Identifier, Release
from antigone.record import Case
from named_worlds import ALLELE, CONTACT, INFORMANT, NAME, day, new_case, text_of, with_family

CANARIES = (NAME, "Canarynova", CONTACT, INFORMANT, ALLELE, "canary-receiver", "anchor-canary", "1991-07")
TWO = services.signers(["A. Roe", "B. Doe"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A case that has gone the whole road, with canaries at every place where one can be put."""
    made = tmp_path_factory.mktemp("leaks")
    desk, person, family, father, _ = with_family(made)
    new = services.NewReport(
        {"name": NAME, "birth": "1991-07", "address": "1 Canarynova Street", "identity": CONTACT},
        {"age": "30", "marks": "anchor-canary@left forearm", "teeth": "16=fil"},
        {"name": INFORMANT, "contact": CONTACT},
        relation="brother",
        person=person,
        consents=("family liaison",),
    )
    desk.write(services.receive(desk, new).drafts)
    sample, drafts = services.give_sample(desk, services.Sample("", father), True)
    desk.write(drafts)
    record = services.ProfileRecord("", sample)
    desk.write(services.enter_profile(desk, record, {"CSF1PO": (ALLELE, ALLELE), "TH01": ("6", "9")})[1])
    desk.write(services.describe(desk, "R00000000", {"age": "25-40", "marks": "anchor-canary@left forearm"}))
    decision, drafts = services.decide(desk, Decision("", ("R00000000",), (person,), 1, TWO), "C-0001")
    desk.write(drafts)
    desk.write(services.step(desk, StepTaken(decision, Step.ESTABLISH, TWO), "second reading"))
    checks = tuple(Identifier(*pair) for pair in (("label", "R00000000"), ("person", person), ("decision", decision)))
    wanted = Release("", decision, (), "", family, "I-0001", checks)
    desk.write(handover.release(desk, wanted, "canary-receiver", day("2022-02-01"))[1])
    desk.case.close()
    run(made, "match", "--frequencies", "nist:Caucasian", "--all", "--dead", "9", "--prior-because", "list")
    run(made, "evidence", "--keep")
    run(made, "compare", "R00000000", person)
    return made


def run(folder, *words, code=0):
    """What a command prints, on both streams."""
    verb, *rest = words
    result = CliRunner().invoke(app, ["named", verb, str(folder / "case"), *rest])
    if code == 0 and result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def clean(text):
    found = [canary for canary in CANARIES if canary.casefold() in text.casefold()]
    assert not found, f"{found} in {text[:400]}"


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_list_shows_a_secret(folder, what, form):
    text = run(folder, "list", what, *form)
    clean(text)
    if form:
        json.loads(text)
    if what not in ("findings", "seen"):
        assert "-000" in text


def test_no_code_shows_a_secret(folder):
    with Case.open(folder / "case", read_only=True) as case:
        codes = sorted(c for c in Desk(case).book.put_down if "/" not in c and ":" not in c)
    assert {c[0] for c in codes} >= set("PQIFSGUMCDL")
    for code in (*codes, "R00000000"):
        clean(run(folder, "show", code))
        clean(run(folder, "show", code, "--json"))


@pytest.mark.parametrize(
    "words",
    [
        ("evidence",),
        ("evidence", "--json"),
        ("evidence", "--csv", "-"),
        ("match", "--frequencies", "nist:Caucasian", "--all"),
        ("match", "--frequencies", "nist:Caucasian", "--all", "--json"),
        ("compare", "R00000000", "P-0001", "--dry-run"),
        ("compare", "R00000000", "P-0001", "--dry-run", "--json"),
        ("merge",),
        ("merge", "--json"),
        ("report", "--name", NAME, "--informant", INFORMANT, "--contact", CONTACT, "--set", "age=30"),
        ("report", "--name", NAME, "--json"),
        ("person", "--name", NAME),
        ("notify", "D-0001", "--family", "F-0001", "--because", "visit"),
        ("wishes", "F-0001", "each", "--json"),
        ("recall", "L-0001", "--because", "asked"),
        ("consent", "I-0001", "--to", "board"),
    ],
)
def test_no_command_prints_what_it_was_given_or_holds(folder, words):
    clean(run(folder, *words))


def test_even_an_error_does_not_repeat_a_name(folder):
    for words in (
        ("show", NAME),
        ("merge", NAME, "--into", "P-0001", "--because", "x"),
        ("family", "--member", f"{NAME}:F", "--missing", NAME),
        ("sample", "--of", NAME),
        ("decide", "--remains", "R00000000", "--person", NAME, "--sign", "A", "--sign", "B", "--because", "x"),
        ("report", "--name", NAME, "--set", CONTACT),
        ("wishes", NAME, "now"),
        ("consent", NAME),
    ):
        verb, *rest = words
        result = CliRunner().invoke(app, ["named", verb, str(folder / "case"), *rest])
        assert result.exception is not None, words
        clean(result.output + str(result.exception))


def test_no_event_holds_a_secret_in_the_clear(folder):
    with Case.open(folder / "case", read_only=True) as case:
        clean(text_of(Desk(case)))


def test_the_log_and_the_account_hold_none_either(folder):
    for words in (["log", str(folder / "case")], ["log", str(folder / "case"), "--json"],
                  ["account", str(folder / "case"), "--all"]):  # fmt: skip
        clean(CliRunner().invoke(app, words).output)


def test_names_are_shown_when_asked_for_and_who_saw_them_is_written_down(folder):
    words = ("show", "P-0001", "--names", "--for", "family liaison", "--purpose", "telephone call")
    assert NAME in run(folder, *words)
    seen = json.loads(run(folder, "list", "seen", "--json"))["seen"]
    assert seen[-1]["purpose"] == "telephone call"
    assert "Q-0001" in seen[-1]["values"]
    clean(json.dumps(seen))


def test_nothing_is_shown_without_a_purpose_and_it_is_written_down_first(folder):
    result = CliRunner().invoke(app, ["named", "show", str(folder / "case"), "P-0001", "--names"])
    assert result.exception is not None
    clean(result.output)


def test_an_informant_is_shown_only_to_those_they_agreed_to(folder):
    agreed = ("show", "I-0001", "--names", "--for", "family liaison", "--purpose", "call")
    assert CONTACT in run(folder, *agreed)
    other = CliRunner().invoke(
        app, ["named", "show", str(folder / "case"), "I-0001", "--names", "--for", "press", "--purpose", "article"]
    )
    assert "has not agreed" in str(other.exception)
    clean(other.output + str(other.exception))


def test_a_relatives_profile_is_shown_to_nobody_who_may_not_have_it(folder):
    result = CliRunner().invoke(
        app, ["named", "show", str(folder / "case"), "G-0001", "--names", "--for", "police", "--purpose", "inquiry"]
    )
    assert "has not agreed" in str(result.exception)
    made_of_it = CliRunner().invoke(
        app, ["named", "show", str(folder / "case"), "M-0001", "--names", "--for", "police", "--purpose", "inquiry"]
    )
    assert "has not agreed" in str(made_of_it.exception)
    laboratory = ("show", "M-0001", "--names", "--for", "laboratory", "--purpose", "second reading")
    assert "per_marker" in run(folder, *laboratory)


def test_what_is_erased_says_so_everywhere_and_the_log_verifies(tmp_path):
    desk, person, _family, father, _mother = with_family(tmp_path)
    desk.case.close()
    run(tmp_path, "match", "--frequencies", "nist:Caucasian")
    with Case.open(tmp_path / "case") as case:
        case.erase(father, reason="asked for it", by="A. Roe")
        case.erase(person, reason="asked for it", by="A. Roe")
        desk = Desk(case)
        said = "erased on "
        assert said in str(desk.values("Q-0001")["name"])
        assert "by A. Roe, because asked for it" in str(desk.values("Q-0001")["description"])
        assert said in str(desk.values("G-0001")["calls"])
        assert said in str(desk.values("M-0001")["per_marker"])
        assert case.verify().ok
    for words in (("list", "persons"), ("list", "reports"), ("show", "P-0001"), ("show", "M-0001"),
                  ("list", "profiles"),
                  ("show", "P-0001", "--names", "--purpose", "x"), ("list", "reports", "--json")):  # fmt: skip
        text = run(tmp_path, *words)
        assert "erased on" in text, words
        assert "because asked for it" in text, words
    again = run(tmp_path, "match", "--frequencies", "nist:Caucasian")
    assert "erased on" in again
    assert NAME not in again


def test_a_match_is_never_called_an_identification(folder):
    for words in (("list", "matches"), ("show", "M-0001"), ("match", "--frequencies", "nist:Caucasian", "--all")):
        text = run(folder, *words)
        assert "A match is evidence; a board of people identifies." in text
        assert "identified" not in text.replace("a board of people identifies", "")


def test_a_case_without_anything_says_what_to_do_next(tmp_path):
    new_case(tmp_path).close()
    assert "antigone named report" in run(tmp_path, "list")
    assert "Describe remains" in run(tmp_path, "evidence")
    assert "No decisions yet" in run(tmp_path, "list", "decisions")


def test_consent_to_one_use_is_not_consent_to_another(tmp_path):
    desk, _, _, father, _ = with_family(tmp_path)
    assert desk.agreed(father, "laboratory", Purpose.IDENTIFICATION)
    assert not desk.agreed(father, "laboratory", Purpose.KIN_CHECK)
    assert not desk.agreed(father, "police", Purpose.IDENTIFICATION)
    desk.case.close()


def test_a_case_under_a_passphrase_lists_without_it_and_opens_with_it(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("open sesame\n", encoding="utf-8")
    Case.create(tmp_path / "case", "Invented", by="Clerk", passphrase="open sesame").close()
    with_key = ("--passphrase-file", str(secret))
    run(tmp_path, "report", "--name", NAME, *with_key)
    run(tmp_path, "sample", "--of", "P-0001", "--kind", "direct")
    (tmp_path / "p.csv").write_text("sample,marker,allele 1,allele 2\nS-0001,TH01,6,9\n", encoding="utf-8")
    run(tmp_path, "profile", str(tmp_path / "p.csv"), *with_key)
    for what in WHAT:
        clean(run(tmp_path, "list", what))
    clean(run(tmp_path, "show", "P-0001"))
    assert NAME in run(tmp_path, "show", "P-0001", "--names", "--purpose", "call", *with_key)
    closed = CliRunner().invoke(
        app, ["named", "show", str(tmp_path / "case"), "P-0001", "--names", "--purpose", "call"]
    )
    assert "passphrase" in str(closed.exception)


def test_a_name_can_be_asked_for_and_stands_in_no_history_of_commands(tmp_path):
    new_case(tmp_path).close()
    words = ["named", "report", str(tmp_path / "case"), "--name", "-", "--informant", "-", "--contact", "-"]
    result = CliRunner().invoke(app, words, input=f"{NAME}\n{INFORMANT}\n{CONTACT}\n")
    assert "Report Q-0001 about P-0001, by I-0001." in result.output
    with Case.open(tmp_path / "case", read_only=True) as case:
        desk = Desk(case)
        assert desk.values("Q-0001") == {"name": NAME}
        assert desk.values("I-0001") == {"name": INFORMANT, "contact": CONTACT}
