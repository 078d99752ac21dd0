"""Reserves, production and shares of the world's, said in four languages, against the USGS."""

from __future__ import annotations

import pytest

from sinergi.evidence.claim_checks import check
from sinergi.reading.claims import claims_in

SHIPPED = "baci-minerals"
SAID = (
    ("en", "Indonesia has the world's largest nickel reserves", "rank", "supported"),
    ("en", "Indonesia holds 42 % of the world's nickel reserves", "share", "supported"),
    ("en", "Indonesia's share of world nickel reserves is 42 percent", "share", "supported"),
    ("en", "Indonesia has nickel reserves of 21 million tonnes", "value", "not_checkable"),
    ("en", "The nickel reserves of Indonesia amount to 62 million tonnes", "value", "supported"),
    ("en", "Indonesia produced 2.2 million tonnes of nickel in 2024", "value", "supported"),
    ("en", "Indonesia produced 22 million tonnes of nickel in 2024", "value", "contradicted"),
    ("id", "Indonesia menguasai 42 persen cadangan nikel dunia", "share", "supported"),
    ("id", "Cadangan nikel Indonesia mencapai 21 juta ton", "value", "not_checkable"),
    ("id", "Indonesia memproduksi 2,2 juta ton nikel pada 2024", "value", "supported"),
    ("ru", "На долю Индонезии приходится 42 % мировых запасов никеля", "share", "supported"),
    ("ru", "Запасы никеля в Индонезии составляют 21 млн тонн", "value", "not_checkable"),
    ("ru", "В 2024 году Индонезия произвела 2,2 млн тонн никеля", "value", "supported"),
    ("ru", "Таджикистан занимает второе место в мире по добыче сурьмы", "rank", "contradicted"),
    ("tg", "42 фоизи захираи никели ҷаҳон ба Индонезия рост меояд", "share", "supported"),
    ("tg", "Захираи никели Индонезия 21 миллион тоннаро ташкил медиҳад", "value", "not_checkable"),
    ("tg", "Индонезия дар соли 2024 2,2 миллион тонна никел истеҳсол кард", "value", "supported"),
)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("lang", "sentence", "kind", "verdict"), SAID)
def test_it_is_read_and_compared(lang: str, sentence: str, kind: str, verdict: str) -> None:
    (claim,) = claims_in(sentence, lang)
    assert (claim.unread, claim.kind) == (None, kind)
    checked = check(claim, SHIPPED, said=2024)
    assert checked.verdict == verdict
    assert checked.evidence
    assert {data.id for one in checked.evidence for data in one.datasets} == {"usgs-minerals"}


@pytest.mark.usefixtures("home")
def test_reserves_of_an_earlier_edition_are_no_contradiction() -> None:
    (claim,) = claims_in("Indonesia has nickel reserves of 21 million tonnes", "en")
    checked = check(claim, SHIPPED)
    assert checked.reason.code == "claim-other-edition"
    assert checked.evidence[0].value == 62e6


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Indonesia will produce 3 million tonnes of nickel in 2027"),
        ("en", "Nickel production of Indonesia rose to 2.2 million tonnes in 2024"),
        ("en", "Indonesia's share in the trade turnover is 10 percent"),
        ("en", "Indonesia has 21 million tonnes of nickel and 3 million tonnes of tin reserves"),
        ("ru", "Доля Индонезии в товарообороте составляет 10 %"),
        ("ru", "Доля Индонезии в мировых запасах никеля выросла на 5 %"),
    ],
)
def test_what_is_something_else_is_not_compared(lang: str, sentence: str) -> None:
    assert all(claim.unread is not None for claim in claims_in(sentence, lang))


@pytest.mark.usefixtures("home")
def test_what_names_no_year_is_compared_with_the_year_it_was_said_in() -> None:
    (claim,) = claims_in("Indonesia produces 60 % of the world's nickel production", "en")
    years = {
        said: check(claim, SHIPPED, said=said).evidence[0].arguments["year"]
        for said in (2019, 2024, 2030, None)
    }
    assert years == {2019: "2025", 2024: "2024", 2030: "2025", None: "2025"}
