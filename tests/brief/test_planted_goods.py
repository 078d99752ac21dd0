"""Controlled goods planted as the largest trade there is: nowhere on page one, never promoted."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import Brief, brief
from sinergi.brief.layout.blocks import words
from sinergi.cli.main import run

PLANTED = {
    "252400": "asbestos",
    "280540": "mercury",
    "930200": "revolvers",
    "050710": "ivory",
    "871000": "tanks",
}
HARMLESS = "520100"
KAZ, UZB, DEU, FRA = 398, 860, 276, 251


@pytest.fixture
def made(home: Path, tmp_path: Path) -> Brief:
    """Kazakhstan sells them to all; to Uzbekistan some go, some stopped, the rest never went."""
    path = tmp_path / "BACI_HS92_V202601.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for year in range(2012, 2025):
            rows = ["t,i,j,k,v,q"]
            for n, code in enumerate([*PLANTED, HARMLESS]):
                rows += [f"{year},{KAZ},{other},{code},900000,9000" for other in (DEU, FRA)]
                rows.append(f"{year},{DEU},{UZB},{code},800000,8000")
                if code == HARMLESS or n % 3 == 0 or (n % 3 == 1 and year < 2019):
                    rows.append(f"{year},{KAZ},{UZB},{code},500000,5000")
            archive.writestr(f"BACI_HS92_Y{year}_V202601.csv", "\n".join(rows) + "\n")
    assert run(["data", "add", "baci", str(path), "--id", "planted"]) == 0
    return brief("KAZ", "UZB", dataset="planted", today=date(2026, 11, 24))


def test_what_is_harmless_is_told(made: Brief) -> None:
    assert any(HARMLESS in one.name for one in made.topics)


def test_nothing_planted_is_promoted(made: Brief) -> None:
    told = [
        *(words(line) for line in made.summary),
        *(f"{one.name} {words(one.status)}" for one in made.topics),
        *(words(line) for line in made.decisions),
        *(words(line) for group in made.raising for line in group.sentences),
        *(f"{one.subject} {one.product}" for one in made.companies),
        *(str(row[0]) for way in made.directions if way.opportunities
          for row in way.opportunities.rows),
    ]  # fmt: skip
    every = "\n".join(told).casefold()
    for code, good in PLANTED.items():
        assert code not in every, good
        assert good not in every
    assert made.main_chart is None or not any(code in made.main_chart.title for code in PLANTED)


def test_what_could_have_been_an_opening_is_named_under_what_to_mind(made: Brief) -> None:
    every = "\n".join(words(line) for line in made.careful)
    assert any(code in every for code in PLANTED)
