"""The page of dependencies names what pyproject.toml asks for, no more and no less."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = "\n".join(p.read_text(encoding="utf-8") for p in (ROOT / "requirements").glob("*.txt"))


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!;]", one)[0].strip() for one in requirements}


def _rows(heading: str) -> list[list[str]]:
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def _packages(cell: str) -> set[str]:
    return {name.strip() for name in re.sub(r"\(.*?\)", "", cell).split(",")}


def test_the_base_is_named_whole() -> None:
    told = set().union(*(_packages(row[0]) for row in _rows("The base")))
    assert told == _names(PROJECT["dependencies"])


def test_each_extra_is_named_with_its_packages() -> None:
    told: dict[str, set[str]] = {}
    for row in _rows("Extras"):
        for extra in row[0].split(","):
            told.setdefault(extra.strip(), set()).update(_packages(row[1]))
    wanted = {name: _names(some) for name, some in PROJECT["optional-dependencies"].items()}
    assert told.keys() == wanted.keys()
    for extra, packages in wanted.items():
        assert told[extra] - {"pyspark"} == packages, extra


def test_each_row_says_why_which_licence_and_how_large() -> None:
    for heading in ("The base", "Extras"):
        for row in _rows(heading):
            assert all(row), row
            assert re.search(r"\d|not measured", row[-1]), row


def test_what_comes_with_a_package_is_locked() -> None:
    for heading, place in (("The base", 0), ("Extras", 1)):
        for row in _rows(heading):
            for inner in re.findall(r"\(with ([^)]*)\)", row[place]):
                for name in inner.split(","):
                    if not name.strip().startswith("its "):
                        assert f"\n{name.strip()}==" in LOCKS, name


@pytest.mark.parametrize("name", sorted(_names(PROJECT["dependencies"])))
def test_the_licence_is_the_one_that_the_package_states(name: str) -> None:
    row = next(row for row in _rows("The base") if name in _packages(row[0]))
    said = metadata.metadata(name)
    fields = ("License-Expression", "License", "Classifier")
    stated = " ".join(one for field in fields for one in said.get_all(field) or [])
    family = re.compile("BSD|MIT|Apache|PSF|Python Software Foundation")
    told = {one.replace("Python Software Foundation", "PSF") for one in family.findall(row[2])}
    found = {one.replace("Python Software Foundation", "PSF") for one in family.findall(stated)}
    assert told & found, (row[2], stated[:200])
