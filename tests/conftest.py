"""Set-up that every test shares."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same code gives the same answer: a change is not refused for an example that chance drew. `make fuzz` draws anew.
settings.register_profile("house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", settings.get_profile("house"), derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("LAWS", "house"))

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The founders' folder of specifications and golden data, which users do not have."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the founders' shared folder is not beside this checkout")
    return folder
