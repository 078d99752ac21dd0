"""Fixtures that the tests of all packages use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A slow machine is no fault of a property.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test data beside the checkout; tests that need it are skipped without it."""
    if not SHARED.is_dir():
        pytest.skip("needs the shared test data, a folder beside the checkout")
    return SHARED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store, so that no test sees or changes the user's own."""
    path = tmp_path / "home"
    monkeypatch.setenv("SINERGI_HOME", str(path))
    return path


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes bytes or text to a file and gives its path."""

    def write(content: str | bytes, name: str = "register.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
