"""The JSON addresses are those of their description, and answer as it says."""

import pytest

from antigone.web.api.describe import OPERATIONS, describe
from antigone.web.api.schemas import SCHEMAS
from antigone.web.routes import ADDRESSES
from web.people import token

TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


def faults(value, schema, at="$"):
    """Where a value is not as its schema says; a plain reading of the keywords that the description uses."""
    if "$ref" in schema:
        return faults(value, SCHEMAS[schema["$ref"].rpartition("/")[2]], at)
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value}"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    is_flag = isinstance(value, bool) and "boolean" not in kinds
    if is_flag or not isinstance(value, tuple(TYPES[k] for k in kinds)):
        return [f"{at}: {type(value).__name__}, not {kinds}"]
    found = [f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value]
    if isinstance(value, list):
        return [f for n, each in enumerate(value) for f in faults(each, schema["items"], f"{at}[{n}]")]
    for name, each in value.items() if isinstance(value, dict) else ():
        inner = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        found += faults(each, inner, f"{at}.{name}") if inner else []
    return found


def test_the_description_and_the_routes_are_the_same():
    routes = {(a.path, a.method.lower()) for a in ADDRESSES if a.path.startswith("/api/")}
    described = {(path, method) for path, ops in describe()["paths"].items() for method in ops}
    assert routes - {("/api/openapi.json", "get")} == described


READS = [each for each in OPERATIONS if not each.takes and each.path != "/api/remains/{id}"]


@pytest.mark.parametrize("asked", READS, ids=lambda o: f"{o.method} {o.path}")
def test_every_address_answers_as_described(local, asked):
    event = local.get("/api/record").json()["events"][0]["id"]
    address = asked.path.replace("{id}", event if "record" in asked.path else "C1")
    answers = {"q": "killed @ port", "id": "killed @ port"}
    query = {p["name"]: answers[p["name"]] for p in asked.parameters if p.get("required") and p["in"] == "query"}
    headers = {"x-csrf-token": token(local.get("/"))}
    answer = local.request(asked.method.upper(), address, params=query, headers=headers)
    assert answer.status_code == 200
    assert faults(answer.json(), SCHEMAS[asked.gives]) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/bounds", 400),
        ("/api/bounds?q=nonsense", 400),
        ("/api/explain?id=zzz", 404),
        ("/api/statements/zzz", 404),
        ("/api/record/zzz", 404),
        ("/api/record?from=-1", 400),
        ("/api/account?as_of=x", 400),
        ("/api/zzz", 404),
    ],
)
def test_a_fault_is_told_as_described(local, path, status):
    answer = local.get(path)
    assert answer.status_code == status
    assert faults(answer.json(), SCHEMAS["Error"]) == []


def test_the_record_can_be_read_to_its_end(local):
    seen, at = [], 0
    while at is not None:
        page = local.get(f"/api/record?from={at}&limit=3").json()
        seen += [e["position"] for e in page["events"]]
        at = page["next"]
    assert seen == list(range(page["size"]))


def test_the_checker_of_this_test_finds_faults():
    assert faults({"origin": 3, "size": "x", "root": ""}, SCHEMAS["Checkpoint"])
    assert faults(True, {"type": "integer"})
