"""The index: finds a name among many, whatever script it is asked in."""

from __future__ import annotations

import pytest

from sinergi.companies.names import normalise
from sinergi.companies.names.name_index import NameIndex, keys

NAMES = [
    "PT Perkebunan Nusantara III",
    "PT Perkebunan Nusantara IV",
    "Dushanbe Dairy Plant LLC",
    "Gazprombank JSC",
    "PT Wijaya Karya Beton",
    "PT Candra Asri",
    "Barqi Tojik OJSHC",
    "Tajik Aluminium Company",
    "Spitamen Bank CJSC",
    "PT Bukit Makmur Mandiri Utama",
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex(normalise(name) for name in NAMES)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("PTPN III", "PT Perkebunan Nusantara III"),
        ("ООО «Комбинати ширии Душанбе»", "Dushanbe Dairy Plant LLC"),
        ("Gazprom Bank", "Gazprombank JSC"),
        ("Tjandra Asri", "PT Candra Asri"),
        ("ОАХК «Барки Точик»", "Barqi Tojik OJSHC"),
        ("ТАЛКО", "Tajik Aluminium Company"),
        ("Spitmen Bank", "Spitamen Bank CJSC"),
    ],
)
def test_the_best_one_is_the_right_one(index: NameIndex, query: str, name: str) -> None:
    found = index.search(normalise(query))
    assert NAMES[found[0].place] == name
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_initials_bring_a_candidate(index: NameIndex) -> None:
    assert 9 in index.candidates(normalise("BMMU"))


def test_threshold_and_limit(index: NameIndex) -> None:
    name = normalise("PT Perkebunan Nusantara III")
    assert len(index.search(name, limit=1)) == 1
    assert [one.place for one in index.search(name, threshold=0.9)] == [0]


def test_nothing_in_nothing_out(index: NameIndex) -> None:
    assert index.search(normalise("")) == []
    assert NameIndex([]).search(normalise("Sitora")) == []
    assert len(NameIndex([normalise("")])) == 1
    assert index.candidates(normalise("qqqq")) == []


def test_equal_names_share_all_keys() -> None:
    assert keys(normalise("ООО «Фарход»")) == keys(normalise("ҶДММ «Фарҳод»"))
