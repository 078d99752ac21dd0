"""Linking: what is merged, what is asked, that no record is lost and decisions bind."""

from __future__ import annotations

import polars as pl
import pytest

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import DecisionLog, Linked, link
from sinergi.companies.linkage.prepare import domain_key, phone_key, prepare
from tests.companies.linkage.conftest import record

pytest.importorskip("splink", reason="needs sinergi[linkage]")


def companies(linked: Linked) -> dict[str, str]:
    return dict(linked.records.select("unique_id", "company").iter_rows())


def band(linked: Linked, left: str, right: str) -> str:
    found = linked.pairs.filter((pl.col("left") == left) & (pl.col("right") == right))
    return str(found["band"][0]) if found.height else "none"


def test_every_record_comes_out_once(records: list[CompanyRecord], log: DecisionLog) -> None:
    linked = link(records, log)
    assert linked.records["unique_id"].to_list() == [
        f"{one.register}:{one.record_id}" for one in records
    ]
    assert linked.records["name"][9] == "***"


def test_the_same_names_are_merged(records: list[CompanyRecord], log: DecisionLog) -> None:
    linked = link(records, log)
    assert band(linked, "one:1", "two:7") == "same"
    assert companies(linked)["two:7"] == "one:1"


def test_a_slip_with_the_same_telephone_is_merged_or_asked(
    records: list[CompanyRecord], log: DecisionLog
) -> None:
    linked = link(records, log)
    assert band(linked, "one:2", "two:8") in ("same", "ask")


def test_sisters_at_one_address_are_not_merged(
    records: list[CompanyRecord], log: DecisionLog
) -> None:
    found = companies(link(records, log))
    assert found["one:3"] == "one:3"


def test_common_names_in_other_provinces_and_other_numbers_stay_apart(
    records: list[CompanyRecord], log: DecisionLog
) -> None:
    linked = link(records, log)
    found = companies(linked)
    assert found["two:9"] == "two:9"
    assert found["two:10"] == "two:10"
    assert band(linked, "one:4", "two:9") != "same"


def test_countries_are_not_mixed(records: list[CompanyRecord], log: DecisionLog) -> None:
    assert companies(link(records, log))["two:11"] == "two:11"


@pytest.mark.parametrize(
    ("name", "expected"), [("Wirasena Kertalaya", "same"), ("Vesatama Mebelindo", "ask")]
)
def test_a_registration_number(name: str, expected: str, log: DecisionLog) -> None:
    linked = link(
        [
            record("1", "Wirasena Kertalaya Jaya", identifiers={"npwp": "01.334.427.0-054"}),
            record("2", name, identifiers={"npwp": "013344270054"}),
        ],
        log,
    )
    assert band(linked, "one:1", "one:2") == expected


def test_decisions_come_before_the_model(records: list[CompanyRecord], log: DecisionLog) -> None:
    log.decide("one:1", "two:7", "different", who="ana", why="two branches")
    log.decide("one:3", "one:4", "same", who="ana", why="renamed")
    linked = link(records, log)
    found = companies(linked)
    assert found["one:1"] != found["two:7"]
    assert found["one:4"] == found["one:3"]
    decided = linked.pairs.filter(pl.col("left") == "one:1", pl.col("right") == "two:7")
    assert decided["decided"][0] == "different"
    log.undo(1, who="ben", why="a mistake")
    assert companies(link(records, log))["two:7"] == "one:1"


def test_evidence_adds_up_to_the_weight(records: list[CompanyRecord], log: DecisionLog) -> None:
    pairs = link(records, log).pairs
    bits = pairs.select(pl.sum_horizontal(pl.col("^bits_.*$")))["bits_name"].to_list()
    gaps = {round(w - b, 3) for w, b in zip(pairs["weight"].to_list(), bits, strict=True)}
    assert len(gaps) == 1  # what is left is the prior, the same for every pair


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_to_link(count: int, log: DecisionLog) -> None:
    linked = link([record("1", "Solo")][:count], log)
    assert linked.records.height == count
    assert linked.pairs.height == 0


def test_prepared_columns() -> None:
    frame = prepare(
        [
            record(
                "1", "Bintoro, PT", phone="-", website="http://WWW.Bintoro.co.id/x", city="Bali"
            ),
            record("2", "Bintoro Jaya", phone="0361 555-1234", website="none"),
        ]
    )
    assert frame["domain"].to_list() == ["bintoro.co.id", None]
    assert frame["phone"].to_list() == [None, "5551234"]
    assert frame["place"].to_list() == ["bali", None]
    assert frame["address"].to_list() == [None, None]
    assert frame["keys"].to_list()[0] == ["w bintoro"]


@pytest.mark.parametrize(
    ("text", "key"),
    [("+62 21 555 7777", "5557777"), ("021-5557777; 021-5558888", "5557777"), ("123", None)],
)
def test_phone_keys(text: str, key: str | None) -> None:
    assert phone_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [("www.a-b.com", "a-b.com"), ("https://c.id/d", "c.id"), ("0", None), ("", None)],
)
def test_domain_keys(text: str, key: str | None) -> None:
    assert domain_key(text) == key


def test_what_many_share_says_nothing_of_one() -> None:
    frame = prepare(record(str(n), f"Firma{n}", website="shop.com") for n in range(9))
    assert frame["domain"].null_count() == 9


# PySpark leaves its sockets to the garbage collector; its warnings are not ours to mend.
@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_spark_finds_what_duckdb_finds(records: list[CompanyRecord], log: DecisionLog) -> None:
    pytest.importorskip("pyspark", reason="needs sinergi[spark]")
    here, there = link(records, log), link(records, log, engine="spark")
    assert companies(here) == companies(there)
    keys = ["left", "right", "band"]
    assert here.pairs.select(keys).sort(keys).equals(there.pairs.select(keys).sort(keys))
