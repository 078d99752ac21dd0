"""Which trade page one tells: the thresholds are data, and each keeps what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.brief.gather import standing
from sinergi.brief.gather.context import Context
from sinergi.brief.gather.ledger import Ledger
from sinergi.brief.gather.standing import Standing, all_standings, pair_trade
from sinergi.brief.gather.thresholds import Threshold, thresholds
from sinergi.brief.messages import translator
from sinergi.errors import DataError
from sinergi.opportunities.plausibility import hub_good
from sinergi.trade import catalogue
from sinergi.vocabulary.tables import data_path, read_parameters

PAIRS = [("RUS", "DEU"), ("IND", "PAK"), ("ROU", "LVA"), ("ITA", "COL"), ("FJI", "TUV")]


def context(a: str, b: str) -> Context:
    _, trade = translator("en"), catalogue.dataset(catalogue.EMBEDDED_TRADE)
    ledger = Ledger(_, trade.id, trade.nomenclature or "")
    return Context(a, b, _, trade, ledger, None, date(2026, 1, 1))


def found(a: str, b: str) -> tuple[Context, list[Standing]]:
    made = context(a, b)
    return made, all_standings(made)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_what_stopped_was_a_trade(a: str, b: str) -> None:
    made, told = found(a, b)
    for one in told:
        if one.state != "stopped" or one.flow is None:
            continue
        assert len(one.flow.years) >= thresholds()["tried"]
        assert not hub_good(one.product)
        assert one.flow.last >= made.last - thresholds()["recent"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_what_goes_is_worth_a_word_today(a: str, b: str) -> None:
    made, told = found(a, b)
    for one in told:
        if one.state == "traded" and one.flow is not None:
            assert one.flow.last == made.last
            assert one.flow.values[-1] >= thresholds()["part"] * pair_trade(made)
            assert one.flow.values[-1] >= thresholds()["faded-last"] * one.flow.peak


@pytest.mark.usefixtures("home")
def test_what_is_down_to_a_trickle_does_not_go() -> None:
    """Crude oil from Russia to Germany: 22 billion dollars in 2012, 7 million in 2024."""
    _made, told = found("RUS", "DEU")
    crude = next(one for one in told if one.product == "270900")
    assert crude.faded
    assert crude.state == "stopped"


@pytest.mark.usefixtures("home")
def test_each_threshold_of_what_stopped_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A threshold a million times as large leaves nothing that stopped, whichever it is."""
    assert any(one.state == "stopped" for one in found("IND", "PAK")[1])
    names: tuple[Threshold, ...] = ("notable", "part", "tried", "material", "worth-way")
    for name in names:
        wrong = {**thresholds(), name: thresholds()[name] * 1e6}
        monkeypatch.setattr(standing, "thresholds", lambda wrong=wrong: wrong)
        assert not any(one.state == "stopped" for one in found("IND", "PAK")[1]), name


def test_a_table_that_lacks_a_threshold_is_refused(tmp_path: Path) -> None:
    text = data_path("brief", "standing.csv").read_text(encoding="utf-8")
    path = tmp_path / "standing.csv"
    path.write_text(text.replace("\nrecent,", "\nrecently,"), encoding="utf-8")
    with pytest.raises(DataError, match="'recent' is missing"):
        read_parameters(path, ("recent",))
    path.write_text(text.replace("recent,15", "recent,many"), encoding="utf-8")
    with pytest.raises(DataError, match=r"line \d+"):
        read_parameters(path, ("recent",))
