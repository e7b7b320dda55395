"""No page shows English prose in another language: what engines, services and the record say is said in it."""

import pytest

from antigone.web import here, recognise
from web.event_world import EventOffice, make_event, paths
from web.fake_tongue import CLOSE, CODE, OPEN, Fake, Page, speak, unsaid, wrapped

NAMES = {
    "The land", "The Ferry Post", "Exercise at the harbour",
    "not in the service of the state", "in the service of the state",
    "Clerk One", "Admin One", "Lab One", "Analyst One", "Viewer One",
}  # fmt: skip
"""Names in the world of the test that hold an English word; they belong to the case and stand as it wrote them."""
OFFICES = r"(Office|Town hall|Relief Council|Harbour Radio)[\w ]*"
IDS = r"[a-z]+(-[a-z]+)+|all-parts:\S+"
"""Names of assumptions, as the command takes them."""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """The office, in the language of which every word is known by its signs."""
    with pytest.MonkeyPatch.context() as patch:
        speak(patch)
        yield EventOffice(make_event(tmp_path_factory.mktemp("spoken"), missing=30)[0])
    for kept in (here.environment, recognise._known, recognise.recognised):
        kept.cache_clear()


def shown(office, path):
    """The page as the first of these sees it who may."""
    for who in ("Admin One", "A. Roe", "Clerk One", "Lab One"):
        answer = office.browser(who).get(path, headers={"accept-language": CODE})
        if answer.status_code == 200:
            yield answer.text


def test_every_page_says_all_it_says_in_the_language_of_the_reader(spoken):
    silent = {}
    for route, path in paths(spoken).items():
        for html in shown(spoken, path):
            for text in unsaid(html, NAMES, OFFICES, IDS):
                silent.setdefault(text, route)
    assert silent == {}


def test_the_test_sees_what_is_not_said():
    page = '<html lang="kk"><p>⟦All of it⟧ 3</p><p title="one of them">x</p><p lang="en">Left.</p><q>of the</q></html>'
    assert unsaid(page) == ["Left.", "one of them"]
    assert wrapped("{n:,} of {what}") == f"{{n:,}}{OPEN} of {CLOSE}{{what}}"
    assert Fake().gettext("nobody ever wrote this") == "nobody ever wrote this"
    assert Page("<p>a<br>b</p><p>c</p>").texts == ["a", "b", "c"]
