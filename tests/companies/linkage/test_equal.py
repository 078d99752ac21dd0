"""Equal names stay together unless a form, a number or place and goods tell them apart."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import DecisionLog, Linked, link
from sinergi.companies.linkage.equal import groups
from sinergi.companies.linkage.linkage_model import estimate_prior
from sinergi.companies.linkage.prepare import member, prepare
from tests.companies.linkage.conftest import record

TAJIK = Path(__file__).with_name("tajik.csv")


def together(*records: CompanyRecord) -> list[list[str]]:
    return [[one.partition(":")[2] for one in group] for group in groups(map(member, records))]


def test_forms_scripts_and_glyphs_do_not_part_a_name() -> None:
    names = ["КВД «ТАЛКО»", "ТАЛКО", "TALCO", "ГУП «ТАЛКО»"]
    records = [record(str(n), name, country="TJK") for n, name in enumerate(names)]
    assert together(*records) == [["0", "1", "2", "3"]]


def test_another_country_or_number_is_another_company() -> None:
    assert together(record("1", "Melati Jaya 2"), record("2", "Melati Jaya 3")) == []
    assert together(record("1", "Melati"), record("2", "Melati", country="MYS")) == []


@pytest.mark.parametrize(
    "fields",
    [
        ({"identifiers": {"npwp": "1"}}, {"identifiers": {"npwp": "2"}}),
        ({"name": "CV Melati Jaya"}, {"name": "Melati Jaya, UD"}),
        (
            {"province": "aceh", "products_text": ("cocoa beans",)},
            {"province": "bali", "products_text": ("wooden furniture",)},
        ),
    ],
)
def test_what_tells_equal_names_apart(fields: tuple[dict[str, object], dict[str, object]]) -> None:
    records = [
        record(str(n), **({"name": "Melati Jaya"} | values)) for n, values in enumerate(fields)
    ]
    assert together(*records) == []
    # A third record that could be either stays alone; one that is like the first joins it.
    third = record("third", "Melati Jaya")
    assert together(*records, third) == []
    twin = record("twin", **({"name": "Melati Jaya"} | fields[0]))
    assert together(*records, twin) == [["0", "twin"]]


def test_works_of_one_trade_in_two_provinces_stay_together() -> None:
    goods = ("arabica coffee",)
    one = record("1", "Melati Jaya", province="aceh", products_text=goods)
    assert together(one, record("2", "Melati Jaya", province="bali", products_text=goods))


def test_many_records_of_one_name_stay_together(log: DecisionLog) -> None:
    pytest.importorskip("splink", reason="needs sinergi[linkage]")
    linked = link([record(str(n), "Melati Jaya") for n in range(40)], log)
    assert linked.records["company"].n_unique() == 1
    log.decide("one:0", "one:7", "different", who="ana", why="two firms")
    found = dict(
        link([record(str(n), "Melati Jaya") for n in range(9)], log)
        .records.select("unique_id", "company")
        .iter_rows()
    )
    assert found["one:0"] != found["one:7"]
    assert found["one:0"] == found["one:3"]


def test_the_prior_follows_the_records() -> None:
    few = prepare([record("1", "Melati"), record("2", "PT Melati"), record("3", "Kenanga")])
    many = prepare([record(str(n), f"Melati {n}") for n in range(500)])
    # (pairs of equal names + 1) / recall / (pairs of a country + 2)
    assert estimate_prior(few, 1.0) == pytest.approx(2 / 5)
    assert estimate_prior(many, 0.5) == pytest.approx(1 / 0.5 / (500 * 499 / 2 + 2))


def rates(linked: Linked, firm: dict[str, str]) -> tuple[float, float]:
    """Precision and recall of the pairs that came together."""
    company = dict(linked.records.select("unique_id", "company").iter_rows())
    pairs = list(combinations(sorted(firm), 2))
    same = {pair for pair in pairs if firm[pair[0]] == firm[pair[1]]}
    made = {pair for pair in pairs if company[pair[0]] == company[pair[1]]}
    return len(same & made) / len(made), len(same & made) / len(same)


def test_two_tajik_registers_find_each_other(log: DecisionLog) -> None:
    pytest.importorskip("splink", reason="needs sinergi[linkage]")
    with TAJIK.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    records = [
        record(
            str(number),
            row["name"],
            row["register"],
            country="TJK",
            city=row["city"],
            products_text=(row["goods"],),
        )
        for number, row in enumerate(rows)
    ]
    firm = {f"{row['register']}:{number}": row["firm"] for number, row in enumerate(rows)}
    linked = link(records, log)
    precision, recall = rates(linked, firm)
    print(f"\nTajik registers: precision {precision:.3f}, recall {recall:.3f}")
    assert precision >= 0.98
    assert recall >= 0.95
    asked = linked.pairs.filter(pl.col("band") == "ask").height
    assert asked < len(rows) / 4
