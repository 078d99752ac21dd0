"""Agreements and travel between two countries, and where the data do not know."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from sinergi.errors import DataError
from sinergi.origin import origin_path
from sinergi.vocabulary import countries, treaties, visas
from sinergi.vocabulary.treaties import blocs, treaties_between
from sinergi.vocabulary.visas import visa_rule


def test_the_treaty_of_2003_was_never_in_force() -> None:
    (only,) = treaties_between("IDN", "TJK")
    assert (only.type, only.status, only.signed) == ("investment", "signed", date(2003, 10, 28))
    assert only.pending
    assert only.in_force is None


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("DEU", "KEN", {("EU - Kenya EPA (2023)", "in-force")}),
        ("VNM", "PER", {("TPP (2016)", "signed")}),
        ("IDN", "CHN", {("China - Indonesia BIT (1994)", "terminated")}),
        ("KEN", "NGA", {("AfCFTA (2018)", "in-force")}),
        ("TJK", "JPN", {("The Energy Charter Treaty (1994)", "in-force")}),
        ("ARG", "MEX", {("LAIA Treaty (1980)", "in-force")}),
        ("FJI", "AUS", {("SPARTECA (1980)", "in-force")}),
        ("CMR", "AGO", {("ECCAS Treaty (1983)", "in-force")}),
        ("DEU", "GRL", {("EC - OCT Association (2001)", "in-force")}),
        ("DEU", "FJI", {("ACP - EU Samoa Agreement (2023)", "in-force")}),
        ("IRN", "TJK", {("Iran, Islamic Republic of - Tajikistan BIT (1995)", "in-force")}),
    ],
)
def test_blocs_and_many_parties(a: str, b: str, expected: set[tuple[str, str]]) -> None:
    found = treaties_between(a, b)
    assert expected <= {(one.title, one.status) for one in found}
    assert {one.id for one in treaties_between(b, a)} == {one.id for one in found}
    order = [("in-force", "signed", "terminated").index(one.status) for one in found]
    assert order == sorted(order)


def test_a_treaty_of_a_bloc_with_others_binds_no_two_of_its_members() -> None:
    assert not [one for one in treaties_between("DEU", "FRA") if one.title.startswith("EU - ")]


def test_no_treaty_is_an_empty_answer() -> None:
    assert treaties_between("LAO", "UZB") == ()
    assert treaties_between("TJK", "FJI") == ()
    assert not [one for one in treaties_between("RUS", "TJK") if "Charter" in one.title]
    assert not [one for one in treaties_between("CUB", "DEU") if one.title.startswith("ACP")]


def test_a_bloc_says_whose_list_of_which_day_it_is() -> None:
    named = [row for row in treaties.party_names().values() if row.code and row.members]
    assert len(named) > 30
    assert all(row.source and row.as_of == date(2025, 4, 8) for row in named)
    assert {
        row.code for row in treaties.party_names().values() if row.code and not row.members
    } == {
        "YUG",
        "OIC",
    }


def test_a_list_compared_with_none_is_told_from_the_others() -> None:
    assert {"COMESA", "SADC", "AU"} <= treaties.unchecked()
    assert not {"EU", "ASEAN", "EAEU", "ECO", "MERCOSUR"} & treaties.unchecked()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Club,CLB,IDN TJK,,,,", "needs 'source' and 'as_of'"),
        ("Club,CLB,IDN QQQ,,http://x,2025-04-08,", "no country has the code 'QQQ'"),
    ],
)
def test_a_broken_bloc_says_where(
    row: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "treaty-parties.csv"
    table.write_text(f"name,code,members,among,source,as_of,checked\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(treaties, "data_path", lambda *_parts: table)
    treaties.party_names.cache_clear()
    with pytest.raises(DataError, match=message):
        treaties.party_names()
    treaties.party_names.cache_clear()


def test_every_party_is_a_country_or_a_bloc() -> None:
    rows = pl.read_parquet(treaties.treaties_path())
    assert rows.height > 3900
    codes = {code for text in rows["parties"] for code in text.split()}
    unknown = {code for code in codes if not countries.is_country(code) and code not in blocs()}
    assert not unknown
    for members in blocs().values():
        assert all(countries.is_country(code) for code in members)


def test_visas_both_ways() -> None:
    there, back = visa_rule("IDN", "TJK"), visa_rule("TJK", "IDN")
    assert there is not None
    assert back is not None
    assert (there.code, there.days, back.code) == ("days", 30, "e-visa")
    assert there.text("id") == "bebas visa 30 hari"
    assert back.text("ru") == "электронная виза"
    assert there.collected == date(2025, 1, 12)


def test_every_rule_has_words() -> None:
    rows = pl.read_parquet(visas.visas_path())
    assert rows.height == 199 * 198
    for code, days in rows.select("rule", "days").unique().iter_rows():
        for lang in ("en", "id", "ru", "tg"):
            assert visas.VisaRule("IDN", "TJK", code, days).text(lang)
    assert (rows["rule"] == "days").sum() == rows["days"].count()


def test_an_unknown_pair_is_not_free() -> None:
    assert visa_rule("ABW", "TJK") is None


def test_damaged_lists_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "visa-rules.parquet"
    path.write_bytes(b"PAR1")
    shutil.copy(origin_path(visas.visas_path()), origin_path(path))
    monkeypatch.setattr(treaties, "treaties_path", lambda: path)
    monkeypatch.setattr(visas, "visas_path", lambda: path)
    for cached in (treaties._all, treaties.treaties_between, visas.visa_rule):
        cached.cache_clear()
    with pytest.raises(DataError, match="damaged"):
        treaties_between("IDN", "TJK")
    with pytest.raises(DataError, match="damaged"):
        visa_rule("IDN", "TJK")
    for cached in (treaties._all, treaties.treaties_between, visas.visa_rule):
        cached.cache_clear()
