"""The whole API under invented requests: no answer is a fault of the server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.slow
KEY = """
import django; django.setup()
from sinergi.web.people.models import Person
from sinergi.web.people.actions import give_token
print(give_token(Person.objects.get(username="administrator"), "tests", "write")[1])
"""


def test_no_invented_request_is_answered_by_a_fault(server: SimpleNamespace) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KEY], env=server.environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    schemathesis = Path(sys.executable).with_name("schemathesis")
    tried = subprocess.run(
        [str(schemathesis), "run", f"{server.base}/api/v1/openapi.json", "-H",
         f"Authorization: Bearer {done.stdout.strip()}", "--checks", "not_a_server_error",
         "--phases", "examples,fuzzing", "--max-examples", "8", "--request-timeout", "60",
         "--seed", "7", "--max-time", "120"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert tried.returncode == 0, tried.stdout[-6000:]
