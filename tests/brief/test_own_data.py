"""The brief on world trade that the user loaded: every sector is covered, advantage is computed."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from sinergi.brief import Brief
from sinergi.cli.main import run
from sinergi.evidence import explain
from sinergi.vocabulary import products

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "jakarta-2024-11-22.txt"
COUNTRIES = (156, 276, 360, 643, 762)  # China, Germany, Indonesia, Russia, Tajikistan
YEARS = range(2018, 2025)


def world(path: Path, years: Iterable[int] = YEARS) -> Path:
    """A made-up world in CEPII's shape: the first two products of every chapter."""
    chance = random.Random(1)  # noqa: S311 (made-up trade, no secret)
    by_chapter: dict[str, list[str]] = {}
    for code in products.codes("HS92"):
        by_chapter.setdefault(code[:2], []).append(code)
    codes = [code for found in by_chapter.values() for code in found[:2]]
    with zipfile.ZipFile(path, "w") as archive:
        for year in years:
            rows = [
                f"{year},{i},{j},{k},{chance.uniform(1, 5000):.3f},{chance.uniform(1, 900):.3f}"
                for i in COUNTRIES
                for j in COUNTRIES
                for k in codes
                if i != j and chance.random() < 0.7
            ]
            text = "\n".join(["t,i,j,k,v,q", *rows]) + "\n"
            archive.writestr(f"BACI_HS92_Y{year}_V202601.csv", text)
    return path


@pytest.fixture
def own(home: Path, tmp_path: Path) -> str:
    """The id of the loaded world."""
    path = world(tmp_path / "BACI_HS92_V202601.zip")
    assert run(["data", "add", "baci", str(path), "--id", "made"]) == 0
    return "made"


def test_the_loaded_world_serves_every_sector(own: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["IDN", "TJK", "--from", str(SAMPLE), "--format", "json", "--out", str(out)]
    assert run(["brief", *arguments]) == 0
    brief = Brief.model_validate_json((out / "brief.json").read_bytes())
    assert brief.dataset.id == own
    sectors = {s.sector: s for s in brief.sectors}
    for code in ("textile", "pharmaceutical", "aluminium", "nickel", "mining"):
        assert sectors[code].covered, code
    measures = {n.evidence.measure for n in brief.evidence}
    assert "rca" in measures
    words = "".join(p for s in brief.limits for p in s if isinstance(p, str))
    assert "embedded" not in words
    for figure in brief.figures():
        assert explain(figure.evidence).value == figure.value


def test_the_embedded_basket_can_still_be_asked_for(own: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ["IDN", "TJK", "--dataset", "baci-minerals", "--format", "json", "--out", str(out)]
    assert run(["brief", *arguments]) == 0
    brief = Brief.model_validate_json((out / "brief.json").read_bytes())
    assert brief.dataset.id == "baci-minerals"


def test_a_gap_year_takes_nothing_from_the_brief_but_itself(home: Path, tmp_path: Path) -> None:
    """Means, shares, ranks and openings share one window, which a year that is lacking ends."""
    path = world(
        tmp_path / "BACI_HS92_V202601.zip", years=[2016, 2017, 2018, 2019, 2022, 2023, 2024]
    )
    assert run(["data", "add", "baci", str(path), "--id", "gap"]) == 0
    out = tmp_path / "out"
    assert run(["brief", "IDN", "TJK", "--format", "json", "--out", str(out)]) == 0
    brief = Brief.model_validate_json((out / "brief.json").read_bytes())
    unknown = [
        note.evidence.id
        for note in brief.evidence
        if note.evidence.unknown is not None
        and {"years-not-held", "years-not-covered"}
        & {part.code for part in note.evidence.unknown.parts or (note.evidence.unknown,)}
    ]
    assert unknown == []
    windows = {
        text
        for note in brief.evidence
        for name, text in note.evidence.arguments.items()
        if name == "year" and "-" in text
    }
    assert windows == {"2022-2024"}
    gap = [
        point.figure
        for chart in brief.charts()
        for line in chart.series
        for point in line.points
        if point.x in (2020, 2021)
    ]
    assert gap
    assert all(figure.value is None for figure in gap)
