"""Acts that restrict dealings: who is bound, and a table that cannot be wrong in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.errors import DataError
from sinergi.vocabulary import restrictive_measures
from sinergi.vocabulary.restrictive_measures import measures_between


def test_those_of_a_bloc_bind_its_members_only() -> None:
    assert {one.by for one in measures_between("DEU", "RUS")} == {"EU", "RUS"}
    assert measures_between("DEU", "RUS") == measures_between("RUS", "DEU")
    assert measures_between("SRB", "RUS") == ()


def test_those_of_the_security_council_bind_all() -> None:
    for other in ("CHN", "TUV", "DEU"):
        assert any(one.by == "UN" for one in measures_between("PRK", other))


def test_the_broad_ones_come_first() -> None:
    scopes = [one.scope for one in measures_between("USA", "IRN")]
    assert scopes == ["trade", "listed"]


def test_a_country_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.csv"
    path.write_text("target,by,scope,act,source\nXYZ,UN,trade,1/2,https://un.org\n")
    monkeypatch.setattr(restrictive_measures, "data_path", lambda *_: path)
    with pytest.raises(DataError, match="XYZ"):
        restrictive_measures._measures.__wrapped__()
