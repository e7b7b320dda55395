"""A small case with hostile names in it, and browsers that sign in to it."""

from starlette.testclient import TestClient

PASSWORD = "four plain long words"
TABLES = {
    "statements.csv": "id,said_on,speaker,office,publisher,url,unit,low,high,best,modifier,place,group,refers_to,"
    "relation,note,quote,label_as_worded\n"
    "C1,2030-05-01,Ana Vell,mayor,Gazette,https://example.org/1,killed,10,10,10,exact,port,all,,,,ten were killed,\n"
    "C2,2030-05-02,Ana Vell,mayor,Gazette,,killed,12,,,at_least,port,all,C1,supersedes,secret-note by phone,,\n"
    "C3,2030-05-03,<script>alert(1)</script>,,Radio Quay,javascript:alert(1),killed,12,12,12,exact,port,all,C2,"
    'repeats,,,"""><img src=x onerror=alert(1)>"\n'
    "C4,2030-05-03,The morgue,,The morgue,,bodies_received,9,9,9,exact,port,all,,,,,\n",
    "places.csv": "id,name,parent,kind,lat,lon\nland,Land,,country,,\nport,Port <b>&</b>,land,city,12.5,34.5\n",
    "groups.csv": "id,name,parent,disjoint_with_siblings\nall,all persons,,unstated\n",
}


def make_case(folder, tables, path):
    from antigone.formats.case_import import import_tables
    from antigone.record.case import Case

    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Case.create(path, 'Port "May" <2030>', by="tester") as made:
        import_tables(made, folder)
    return path


def client(app, **more):
    return TestClient(app, base_url="http://127.0.0.1:8700", follow_redirects=False, **more)


def token(page):
    """The token that the forms of a page bring back."""
    return page.text.split('name="csrf" value="')[1].split('"')[0]


def signed_in(app, name):
    """A browser that signed in as somebody."""
    made = client(app)
    page = made.get("/sign-in")
    answer = made.post("/sign-in", data={"csrf": token(page), "name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return made
