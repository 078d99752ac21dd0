"""An id stands for what the store holds now, not for what it held before."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.errors import UnknownNameError
from sinergi.evidence import explain

ID = "trade-value/TJK/IDN/760110/2020@mine"


def load(folder: Path, value: float) -> None:
    path = folder / f"{value}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "BACI_HS92_Y2020_V202601.csv", f"t,i,j,k,v,q\n2020,762,360,760110,{value},1\n"
        )
    assert run(["data", "add", "baci", str(path), "--id", "mine"]) == 0


@pytest.mark.usefixtures("home")
def test_a_dataset_that_was_replaced_gives_its_new_numbers(tmp_path: Path) -> None:
    load(tmp_path, 5.0)
    assert explain(ID).value == pytest.approx(5000)
    assert run(["data", "remove", "mine"]) == 0
    with pytest.raises(UnknownNameError, match="mine"):
        explain(ID)
    load(tmp_path, 7.0)
    assert explain(ID).value == pytest.approx(7000)
