"""Every print in every language, as a sample and blank."""

import dataclasses
import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pypdf
import pytest

from antigone.core.errors import UsageError
from antigone.formats.prints.blocks import Field, Fields, Table
from antigone.formats.prints.catalogue import PRINTS, Print, find
from antigone.formats.prints.language import LANGUAGES, Say, missing_messages
from antigone.formats.prints.render import MissingTypst, Setting, pages, render
from antigone.formats.prints.values import Personal, Private

NOON = datetime(2031, 6, 30, 12, 0, tzinfo=UTC)
CANARY = "Canarina"


def text_of(pdf: bytes) -> str:
    found = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return re.sub("[\u200b\u2066\u2067\u2068\u2069]", "", found)


def replaced(value: Any, change: Callable[[Any], Any]) -> Any:
    """A content with every leaf changed, at any depth."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        new = change(value)
        if new is not value:
            return new
        fields = [f.name for f in dataclasses.fields(value) if f.init]
        return dataclasses.replace(value, **{name: replaced(getattr(value, name), change) for name in fields})
    if isinstance(value, tuple):
        return tuple(replaced(each, change) for each in value)
    if isinstance(value, dict):
        return {key: replaced(each, change) for key, each in value.items()}
    return change(value)


def withheld_canary(value: Any) -> Any:
    return Private(CANARY, value.kind) if isinstance(value, Private) else value


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PRINTS, ids=lambda kind: kind.key)
def test_a_sample_says_its_title_in_its_language(kind: Print, language: str) -> None:
    made = render(kind.key, kind.sample(), Setting(language, case="Example", printed_at=NOON, printed_by="X"))
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    title = Say(language)(kind.title)
    text = text_of(made.pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert kind.key == "labels" or (Counter(title) <= Counter(text) if language == "ar" else title in text)
    assert "\ufffd" not in text
    assert "[U+" not in text
    assert made.unseen == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PRINTS, ids=lambda kind: kind.key)
def test_a_blank_form_holds_nothing_of_the_sample(kind: Print, language: str) -> None:
    made = render(kind.key, kind.content(), Setting(language))
    assert made.withheld == made.shown == 0
    assert not re.search(r"007-K|Exemplar|2031", text_of(made.pdf))


def test_no_message_was_missing_in_any_language() -> None:
    assert missing_messages() == set()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", PRINTS, ids=lambda kind: kind.key)
def test_personal_values_stand_only_where_they_are_allowed(kind: Print, language: str) -> None:
    content = replaced(kind.sample(), withheld_canary)
    if kind.key == "am-interview":
        content = dataclasses.replace(content, answers={**content.answers, "01": CANARY, "00.name": CANARY})
    quiet = render(kind.key, content, Setting(language))
    assert CANARY not in text_of(quiet.pdf)
    open_ = render(kind.key, content, Setting(language, allow=frozenset(Personal)))
    assert (CANARY in text_of(open_.pdf)) == (quiet.withheld > 0)
    assert quiet.withheld == open_.shown
    assert quiet.shown == open_.withheld == 0
    assert quiet.withheld > 0 or not kind.wants_names


def test_names_do_not_open_positions() -> None:
    site = find("site-dossier").sample()
    made = render("site-dossier", site, Setting(allow=frozenset({Personal.NAME})))
    assert "98.765432" not in text_of(made.pdf)


def test_labels_hold_no_personal_value_at_all() -> None:
    """A label's content has no field that could hold a name."""
    from antigone.formats.prints.forms.labels import Label

    assert [f.name for f in dataclasses.fields(Label)] == ["code", "qr", "kind", "place"]


def x_of(_text: str, cm: list[float], tm: list[float], *_rest: object) -> float:
    """Where a run of text starts, in points from the left."""
    return tm[4] * cm[0] + tm[5] * cm[2] + cm[4]


HOSTILE = (
    '#panic("executed") #import "x.typ" *bold* _it_ $x^2$ @ref <label> [c] `r` \\ // c',
    "\u202eevil\u202c \u2067rtl\u2069 \x00\x07 line\nbreak\ttab\u2028sep",
    "Ж" * 700,
    "многословное имя " * 40,
    "א" * 200 + "ب" * 200,
    "{when} %s {0} \\u{41} &amp; <script>",
)


@pytest.mark.parametrize("kind", PRINTS, ids=lambda kind: kind.key)
def test_hostile_words_stay_words_and_stay_on_the_page(kind: Print) -> None:
    for at, hostile in enumerate(HOSTILE):
        language = ("en", "ar")[at % 2]

        def change(value: Any, hostile: str = hostile) -> Any:
            if isinstance(value, Private):
                return Private(hostile, value.kind)
            return hostile if isinstance(value, str) and len(value) > 12 else value

        setting = Setting(language, case=hostile, printed_by=hostile, record=hostile, allow=frozenset(Personal))
        made = render(kind.key, replaced(kind.sample(), change), setting)
        for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages:
            wide = float(page.mediabox.width)
            starts: list[float] = []
            page.extract_text(visitor_text=lambda *seen: starts.append(x_of(*seen) if seen[0].strip() else 0))  # noqa: B023
            assert all(-1 <= x <= wide + 1 for x in starts)


def test_markup_in_a_name_is_printed_as_it_is() -> None:
    content = dataclasses.replace(find("release").sample(), name=Private("#panic() *Alba* $E$"))
    made = render("release", content, Setting(allow=frozenset({Personal.NAME})))
    assert "#panic() *Alba* $E$" in text_of(made.pdf)


def test_the_same_input_gives_the_same_bytes() -> None:
    setting = Setting("ar", case="Example", printed_at=NOON, record="1 · abcd")
    content = find("transfer-note").sample()
    assert render("transfer-note", content, setting).pdf == render("transfer-note", content, setting).pdf
    later = dataclasses.replace(setting, printed_at=datetime(2031, 7, 1, tzinfo=UTC))
    assert render("transfer-note", content, setting).pdf != render("transfer-note", content, later).pdf


def test_paper_is_a4_or_letter() -> None:
    def size(paper: str) -> tuple[int, int]:
        box = pypdf.PdfReader(io.BytesIO(render("recall", find("recall").sample(), Setting(paper=paper)).pdf)).pages[0]
        return round(float(box.mediabox.width)), round(float(box.mediabox.height))

    assert (size("a4"), size("letter")) == ((595, 842), (612, 792))
    with pytest.raises(UsageError, match="a4 or letter"):
        size("a3")


def test_a_letter_without_a_font_is_spelled_and_reported() -> None:
    content = dataclasses.replace(find("recall").sample(), reason="ქართული")
    made = render("recall", content, Setting())
    assert "ქ" in made.unseen
    assert "[U+10E5]" in text_of(made.pdf)


def test_head_and_foot_stand_on_every_page() -> None:
    content = find("pm-form").sample()
    made = render("pm-form", content, Setting("es", case="Riverbend", printed_at=NOON, record="1 · abcd"))
    read = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]
    assert len(read) > 2
    for number, text in enumerate(read, 1):
        assert f"Página {number} de {len(read)}" in text
        assert "Riverbend" in text
        assert "Registro: 1 · abcd" in text


def test_a_transfer_shows_the_difference_between_said_and_listed() -> None:
    content = find("transfer-note").sample()
    text = text_of(render("transfer-note", content, Setting()).pdf)
    assert "The paper says 4; 3 are listed." in text
    equal = dataclasses.replace(content, asserted=3)
    assert "The paper says" not in text_of(render("transfer-note", equal, Setting()).pdf)


def test_contradictions_come_first() -> None:
    text = text_of(render("comparison", find("comparison").sample(), Setting()).pdf)
    assert text.index("Tooth 36") < text.index("168 cm")
    assert text.index("36 extracted") < text.index("168 cm")


def test_a_page_can_be_looked_at() -> None:
    made = pages("labels", find("labels").sample(), Setting("ru"), ppi=40)
    assert all(page.startswith(b"\x89PNG") for page in made)


def test_a_wrong_content_is_refused() -> None:
    with pytest.raises(UsageError, match="RecallNotice"):
        render("recall", find("labels").sample(), Setting())
    with pytest.raises(UsageError, match="no print 'poster'"):
        find("poster")


def test_rows_of_boxes_are_as_wide_as_the_form() -> None:
    with pytest.raises(AssertionError, match="wider"):
        Fields((Field("a", span=8), Field("b", span=6)))
    with pytest.raises(AssertionError, match="not full"):
        Fields((Field("a", span=8),))
    with pytest.raises(AssertionError, match="one value per column"):
        Table((), (("x",),))


def test_without_typst_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr("antigone.formats.prints.render.import_module", refuse)
    with pytest.raises(MissingTypst, match=r"antigone\[pdf\]"):
        render("recall", find("recall").content(), Setting())
