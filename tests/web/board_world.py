"""A small invented case before a board: a missing woman, her parents, two bodies, the first of them hers."""

from antigone.formats.kinship_panel import frequency_panel
from antigone.named import events as kinds
from antigone.named import services
from antigone.named.events import draft
from antigone.named.judge import compare
from antigone.named.match import Prior
from antigone.named.matching import Asked, compare_all
from antigone.named.weigh import weigh
from antigone.web.app import create_app
from antigone.web.pages.entrance import limiter
from antigone.web.roles import Role
from named_worlds import with_family
from web.people import PASSWORD, signed_in, token

UNIT, OTHER, PERSON, FAMILY = "R00000000", "R00000001", "P-0001", "F-0001"
NAMES = {
    "A. Roe": Role.BOARD,
    "B. Doe": Role.BOARD,
    "Clerk One": Role.CLERK,
    "Lab One": Role.LABORATORY,
    "Analyst One": Role.ANALYST,
    "Admin One": Role.ADMINISTRATOR,
    "Viewer One": Role.VIEWER,
}


def make_board(folder):
    """The path of the case: matched, weighed, compared (`C-0001`); nothing is laid before the board yet."""
    desk, *_ = with_family(folder)
    desk.write(services.describe(desk, UNIT, {"sex": "F", "age": "25-35"}))
    desk.write([pair.draft() for pair in weigh(desk)])
    panel = frequency_panel("nist:Caucasian", "equal:0.002", [])
    desk.write(compare_all(desk, panel, Asked(prior=Prior(dead=3, reason="a list")), []))
    desk.write([draft(kinds.COMPARED, compare(desk, UNIT, PERSON, "Lab One"))])
    desk.case.close()
    return desk.case.path


class Office:
    """The case served with an account for everybody."""

    def __init__(self, path):
        self.app = create_app(path)
        for name, role in NAMES.items():
            self.app.state.door.accounts.add(name, role, PASSWORD)
        self._browsers = {}

    def browser(self, name):
        if name not in self._browsers:
            self.app.state.attempts = limiter()
            self._browsers[name] = signed_in(self.app, name)
        return self._browsers[name]

    @property
    def book(self):
        return self.app.state.desk.named()

    def get(self, name, path):
        return self.browser(name).get(path)

    def post(self, name, path, /, **fields):
        """What somebody sends; the token is fetched from a page that everybody has."""
        browser = self.browser(name)
        return browser.post(path, data={"csrf": token(browser.get("/")), **fields})

    def form(self, name, path, /, **fields):
        """A form opened, filled in where `fields` say so, and sent."""
        page = self.get(name, path)
        assert page.status_code == 200, page.text[-2000:]
        id = page.text.split('name="form-id" value="')[1].split('"')[0]
        return self.post(name, path.split("?")[0], **({"form-id": id, "form-do": "send"} | fields))
