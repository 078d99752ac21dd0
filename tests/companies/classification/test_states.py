"""Raw, dried, tanned, concentrate …: the state of a material decides its heading."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from sinergi.companies.classification import Classifier
from sinergi.companies.classification.states import _tables

GOODS = Path(__file__).with_name("goods_local.csv")


@pytest.fixture(scope="module")
def ours() -> Classifier:
    return Classifier()


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("raw cattle hides", "4101"),
        ("tanned cattle leather", "4104"),
        ("kulit sapi mentah", "4101"),
        ("kulit sapi samak", "4104"),
        ("пӯсти гов", "4101"),
        ("пусти гусфанд", "4102"),
        ("шкуры крупного рогатого скота необработанные", "4101"),
        ("сырые шкуры", "4101"),
        ("goat skins raw", "4103"),
        ("sapi hidup", "0102"),
        ("dried apricots", "0813"),
        ("fresh apricots", "0809"),
        ("курага", "0813"),
        ("сушёные абрикосы", "0813"),
        ("зардолуи хушк", "0813"),
        ("зардолу", "0809"),
        ("antimony concentrate", "2617"),
        ("концентрат сурьмяный", "2617"),
        ("консентрати сурма", "2617"),
        ("konsentrat antimon", "2617"),
        ("сурьма металлическая", "8110"),
        ("zinc oxide", "2817"),
        ("cotton thread", "5204"),
        ("хлопчатобумажные нитки", "5204"),
        ("хлопок-волокно", "5201"),
        ("cotton yarn", "5205"),
        ("raw cotton not carded", "5201"),
        ("лом алюминия", "7602"),
        ("dried onion", "0712"),
        ("minyak goreng sawit", "1511"),
    ],
)
def test_the_state_decides(ours: Classifier, text: str, heading: str) -> None:
    answer = ours.heading(text)
    assert answer is not None
    assert answer.code == heading


@pytest.mark.parametrize(
    "text", ["woollen coat of the season", "cotton", "leather goods machinery"]
)
def test_a_material_beside_other_words_decides_nothing(ours: Classifier, text: str) -> None:
    answer = ours.heading(text)
    assert answer is None or answer.code not in {"5101", "5201", "4104"}


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("cotton yarn, dried fruit and nuts", ["5205", "0813"]),
        ("сухофрукты, орехи, хлопок-волокно", ["0813", "0802", "5201"]),
        ("зардолуи хушк, мавиз, чормағз", ["0813", "0806", "0802"]),
        ("biji kopi dan lada", ["0901", "0904"]),
        ("Lead and zinc concentrates", ["2607", "2608"]),
        ("Areca Nuts, Whether/not Shelled/peeled, Fresh Or D", ["0802"]),
        ("benang kapas, kain katun, kapas mentah", ["5205", "5208", "5201"]),
        ("zzz, qqq", []),
    ],
)
def test_lists_name_several_goods(ours: Classifier, text: str, headings: list[str]) -> None:
    assert [answer.code for answer in ours.goods(text)] == headings


def test_old_tajik_glyphs_are_read(ours: Classifier) -> None:
    old, new = ours.heading("Ресмони пахтагї"), ours.heading("Ресмони пахтагӣ")
    assert old is not None
    assert old == new


def test_every_state_and_material_is_used() -> None:
    tables = _tables()
    states = {state for _, state in tables.goods if state}
    assert states <= set(tables.rank)
    assert len({material for material, _ in tables.goods}) > 60


@pytest.mark.parametrize("half", ["a", "b"])
@pytest.mark.parametrize("language", ["id", "ru"])
def test_indonesian_and_russian_goods(ours: Classifier, language: str, half: str) -> None:
    """Half b was written with half a, and looked at only to measure."""
    counts: dict[str, int] = defaultdict(int)
    with GOODS.open(encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if (row["lang"], row["half"]) != (language, half):
                continue
            answer = ours.heading(row["goods"])
            counts["texts"] += 1
            counts["answered"] += answer is not None
            counts["right"] += answer is not None and answer.code in row["hs4"].split("|")
    assert counts["texts"] >= 59
    assert counts["right"] / counts["answered"] >= 0.9
    assert counts["answered"] / counts["texts"] >= 0.7
