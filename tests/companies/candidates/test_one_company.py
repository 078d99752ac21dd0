"""A company of several registers and of the owners of facilities is one candidate."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.companies.candidates import candidates
from tests.companies.candidates.conftest import take

FIELDS = {"name": "name", "products_text": "goods", "city": "city"}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("linked", [False, True])
def test_talco_of_three_registers_is_one_candidate(tmp_path: Path, linked: bool) -> None:
    """Linking reads imported registers alone: the owner of the smelter must not fall out of them.

    The tracker of facilities writes it as a joint-stock company, a register as a state enterprise.
    """
    first = "name;goods;city\nГУП «ТАЛКО»;алюминий первичный;Турсунзаде\n"
    second = (
        "name;goods;city\nТАЛКО;алюминий;Турсунзаде\n"
        "Tajik Aluminium Company;unwrought aluminium;Tursunzoda\n"
    )
    take(tmp_path, first, "first", country="TJK", fields=FIELDS)
    take(tmp_path, second, "second", country="TJK", fields=FIELDS)
    if linked:
        assert run(["companies", "link"]) == 0
    found = candidates("TJK", "760110", partner="IDN")
    ours = [one for one in found if "талко" in one.name.casefold() or "Aluminium" in one.name]
    assert len(ours) == 1
    sources = " ".join(reason.source for reason in ours[0].reasons)
    assert "first " in sources
    assert "second " in sources
    assert "Global Energy Monitor" in sources


@pytest.mark.usefixtures("home")
def test_a_new_register_joins_no_company_where_two_have_its_name(tmp_path: Path) -> None:
    """Which of two companies of one name, elsewhere and in other trades, nobody can know."""
    text = "name;goods;city\nРассвет;хлопок-волокно;Куляб\nРассвет;пряжа;Худжанд\n"
    take(tmp_path, text, "first", country="TJK", fields=FIELDS)
    assert run(["companies", "link"]) == 0
    take(tmp_path, "name;goods;city\nРассвет;хлопок;\n", "later", country="TJK", fields=FIELDS)
    found = candidates("TJK", "520100", limit=None)
    assert sum("Рассвет" in one.name for one in found) == 3
