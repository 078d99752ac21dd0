"""Figures stated of two countries, against a world that the user loaded: each way to be wrong."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.evidence import evidence
from sinergi.evidence.claim_checks import Checked, check
from sinergi.reading.claims import claims_in
from sinergi.vocabulary import products

UZB, KAZ, DEU, IDN, JPN = 860, 398, 276, 360, 392
FLOWS = {
    # Thousand US dollars by year: Uzbekistan sells Kazakhstan 26.4 million and the world 420.
    2022: {(UZB, KAZ): 30_000, (UZB, DEU): 370_000, (KAZ, UZB): 700_000, (IDN, JPN): 45_000_000},
    2023: {(UZB, KAZ): 26_400, (UZB, DEU): 393_600, (KAZ, UZB): 900_000, (IDN, JPN): 42_300_000},
}
JAPAN_SELLS = {2022: 40_000_000, 2023: 37_600_000}


@pytest.fixture
def made(home: Path, tmp_path: Path) -> str:
    """The id of a loaded world that holds all goods of 2022 and 2023."""
    path = tmp_path / "BACI_HS92_V202601.zip"
    # A product of every chapter in equal parts: a world of all goods.
    goods = list({code[:2]: code for code in products.codes("HS92")}.values())
    with zipfile.ZipFile(path, "w") as archive:
        for year, flows in FLOWS.items():
            every = {**flows, (JPN, IDN): JAPAN_SELLS[year]}
            rows = [
                f"{year},{i},{j},{code},{value / len(goods):.3f},1.000"
                for (i, j), value in every.items()
                for code in goods
            ]
            text = "\n".join(["t,i,j,k,v,q", *rows]) + "\n"
            archive.writestr(f"BACI_HS92_Y{year}_V202601.csv", text)
    assert run(["data", "add", "baci", str(path), "--id", "made"]) == 0
    return "made"


def verdicts(text: str, dataset: str, lang: str = "en", parties: str = "UZB KAZ") -> list[Checked]:
    found = claims_in(text, lang, side="JOINT", parties=tuple(parties.split()))
    assert found, text
    return [check(claim, dataset) for claim in found]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Uzbekistan exported ${} million to Kazakhstan in 2023."),
        ("en", "In 2023 Kazakhstan imported goods worth ${} million from Uzbekistan."),
        ("id", "Pada 2023 Uzbekistan mengekspor barang senilai {} juta dolar AS ke Kazakhstan."),
        ("ru", "В 2023 году Узбекистан экспортировал в Казахстан товаров на {} млн долларов."),
        ("fr", "En 2023, l’Ouzbékistan a exporté vers le Kazakhstan pour {} millions de dollars."),
    ],
)
def test_the_stated_flow_and_no_other(made: str, lang: str, text: str) -> None:
    def of(million: float | str) -> str:
        (found,) = verdicts(text.format(million), made, lang)
        return found.verdict

    assert of(26) == "supported"
    # What it sells to the world, what comes back, a thousand times too much or too little.
    for wrong in (420, 900, 26_400):
        assert of(wrong) == "contradicted", wrong
    assert of(3) == "contradicted"


def test_the_partner_that_is_named_excludes_the_world(made: str) -> None:
    (found,) = verdicts("Uzbekistan exported $420 million to Kazakhstan in 2023.", made)
    assert found.verdict == "contradicted"
    assert {one.arguments["importer"] for one in found.evidence} == {"KAZ"}
    assert found.evidence[0].value == pytest.approx(26.4e6)


def test_the_other_direction_is_named_as_the_likely_slip(made: str) -> None:
    (found,) = verdicts("Kazakhstan exported $26 million to Uzbekistan in 2023.", made)
    assert found.verdict == "contradicted"
    assert "opposite direction" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        # Both ways together 926 million went in 2023: none of these speaks of that.
        "Uzbekistan received a loan of $926 million from Kazakhstan in 2023.",
        "The two countries signed contracts worth $926 million in 2023.",
        "Kazakhstan invested $926 million in Uzbekistan in 2023.",
        "The joint fund held $926 million in 2023.",
    ],
)
def test_money_that_is_no_trade_is_not_compared(made: str, text: str) -> None:
    for found in verdicts(text, made):
        assert found.verdict == "not_checkable", text
        assert found.evidence == ()


def test_a_product_of_an_economy_is_never_held_against_trade(made: str) -> None:
    (found,) = verdicts("Uzbekistan's GDP was $420 million in 2023.", made)
    assert {one.measure for one in found.evidence} <= {"gdp"}
    assert found.verdict != "supported"


def test_growth_is_checked_beside_the_level(made: str) -> None:
    """It fell from 85 to 79.9 billion; the level alone is right."""
    text = "Trade between Indonesia and Japan grew by 7 percent to $80 billion in 2023."
    growth, level = verdicts(text, made, parties="IDN JPN")
    assert (growth.verdict, level.verdict) == ("contradicted", "supported")
    fell = "Trade between Indonesia and Japan fell by 6 percent to $80 billion in 2023."
    assert [one.verdict for one in verdicts(fell, made, parties="IDN JPN")] == ["supported"] * 2


@pytest.mark.parametrize(("a", "b"), [("IDN", "KAZ"), ("CHL", "KOR"), ("ZAF", "IND")])
def test_raw_materials_alone_support_no_total(home: Path, a: str, b: str) -> None:
    """After 2020 the package holds a part of the goods: what they add up to is no total."""
    basket = "baci-minerals"
    both = sum(
        evidence("trade-value", *way, "all", 2022, dataset=basket).value or 0.0
        for way in ((a, b), (b, a))
    )
    names = {"IDN": "Indonesia", "KAZ": "Kazakhstan", "CHL": "Chile", "KOR": "South Korea"}
    names |= {"ZAF": "South Africa", "IND": "India"}
    told = "Trade between {} and {} reached ${:.2f} million in 2022."
    (found,) = verdicts(told.format(names[a], names[b], both / 1e6), basket, parties=f"{a} {b}")
    assert both > 0
    assert found.verdict == "not_checkable"
    assert found.reason.code == "claim-part-of-goods"
    (less,) = verdicts(told.format(names[a], names[b], both / 3e6), basket, parties=f"{a} {b}")
    assert less.verdict == "contradicted"
