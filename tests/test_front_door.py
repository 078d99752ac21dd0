"""What ``import sinergi`` gives: every command's Python form, with its types."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import assert_type

import pytest

import sinergi
from sinergi.brief import Brief
from sinergi.cli.main import COMMANDS
from sinergi.evidence import Evidence
from sinergi.opportunities import Opportunities, Partners


@pytest.mark.parametrize("name", sinergi.__all__)
def test_every_name_is_there(name: str) -> None:
    found = getattr(sinergi, name)
    assert inspect.ismodule(found) or callable(found)
    assert inspect.getdoc(found)


def test_every_command_has_a_python_form() -> None:
    programs = {"serve", "manage"}  # they start the workbench: there is nothing to give back
    assert set(COMMANDS) - programs <= set(sinergi.__all__)


@pytest.mark.parametrize("name", ["brief", "opportunities", "indicators"])
def test_a_package_that_can_be_called_shows_its_signature(name: str) -> None:
    assert (
        inspect.signature(getattr(sinergi, name)).return_annotation is not inspect.Signature.empty
    )


def test_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        sinergi.nothing  # type: ignore[attr-defined]  # noqa: B018


def types() -> None:
    """Read by the type checker only."""
    assert_type(sinergi.brief("IDN", "TJK"), Brief)
    assert_type(sinergi.explain("distance/IDN/TJK@geodist"), Evidence)
    assert_type(sinergi.opportunities("IDN", "TJK"), Opportunities)
    assert_type(sinergi.partners("IDN"), Partners)


def test_an_import_costs_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import sinergi;"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['__future__', 'sinergi']"
