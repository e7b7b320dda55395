"""Set-up that every test shares."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The founders' folder of specifications and golden data, which users do not have."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the founders' shared folder is not beside this checkout")
    return folder
