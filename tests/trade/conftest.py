"""Small worlds written as the producers publish them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = "t,i,j,k,v,q"
# 276 Germany, 360 Indonesia, 762 Tajikistan, 156 China, 490 Other Asia n.e.s.
ROWS_2020 = (
    "2020,360,156,260400,      12.345,     1000.5",
    "2020,360,762,010111,       0.500,          NA",
    "2020,762,360,760110,     100.000,      50.25",
    "2020,490,360,854211,       7.000,       0.001",
)
ROWS_2021 = (
    "2021,762,360,760110,      10.000,       5.000",
    "2021,156,762,610910,       3.000,          NA",
)

WriteZip = Callable[..., Path]


@pytest.fixture
def baci_zip(tmp_path: Path) -> WriteZip:
    """A function that writes rows by year as CEPII's zip and returns its path."""

    def write(
        years: dict[int, tuple[str, ...]] | None = None,
        *,
        revision: str = "HS92",
        version: str = "202601",
        name: str = "baci.zip",
    ) -> Path:
        years = years or {2020: ROWS_2020, 2021: ROWS_2021}
        path = tmp_path / name
        with zipfile.ZipFile(path, "w") as archive:
            for year, rows in years.items():
                text = "\n".join([HEADER, *rows]) + "\n"
                archive.writestr(f"BACI_{revision}_Y{year}_V{version}.csv", text)
            archive.writestr(f"country_codes_V{version}.csv", "country_code,country_name\n")
        return path

    return write
