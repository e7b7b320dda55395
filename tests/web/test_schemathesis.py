"""The JSON interface under schemathesis: whatever is sent, no answer is a fault of ours, and all are as described.

A few cases of each address in every run, many with `pytest -m slow tests/web/test_schemathesis.py`.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from antigone.web.api.describe import OPERATIONS
from antigone.web.app import create_app
from antigone.web.roles import Role
from web.hostile import make_hostile

schemathesis = pytest.importorskip("schemathesis")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    """The description of a hostile case, and the head of a program that may do everything."""
    path, _ = make_hostile(tmp_path_factory.mktemp("described"))
    app = create_app(path)
    app.state.quota.reads = app.state.quota.writes = 10_000_000
    token = app.state.door.tokens.add("schemathesis", Role.ADMINISTRATOR)
    head = {"authorization": f"Bearer {token}", "host": "127.0.0.1"}
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=head), head


def checks():
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    return [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda o: f"{o.method} {o.path}")
@pytest.mark.parametrize("sense", ["positive", "negative"])
@pytest.mark.parametrize("most", [4, pytest.param(60, marks=pytest.mark.slow)])
def test_no_address_breaks_and_all_answer_as_described(described, operation, sense, most):
    schema, head = described
    mode = schemathesis.GenerationMode.POSITIVE if sense == "positive" else schemathesis.GenerationMode.NEGATIVE
    cases = schema[operation.path][operation.method].as_strategy(generation_mode=mode)
    few = min(most, 8) if operation.path == "/api/reports" else most  # each starts a process of its own

    @settings(max_examples=few, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=cases)
    def holds(case):
        response = case.call(headers=head)
        case.validate_response(response, checks=checks())

    holds()
