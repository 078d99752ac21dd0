"""Stores trade datasets that tests make, in a store of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from sinergi import store
from sinergi.origin import Licence, Origin
from sinergi.trade import catalogue, flows
from sinergi.trade.catalogue import Dataset, Description, dataset
from sinergi.trade.coverage import Coverage, YearTotal

from .toy_world import Rows, Write


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store for the module's datasets; ids must differ, since what is read is kept."""
    home = tmp_path_factory.mktemp("home")
    before = os.environ.get("SINERGI_HOME")
    os.environ["SINERGI_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["SINERGI_HOME"]
    else:
        os.environ["SINERGI_HOME"] = before


@pytest.fixture(scope="module")
def write(stored: Path) -> Write:
    """A function that stores rows as a trade dataset."""

    def write_dataset(identifier: str, rows: Rows, *, complete: bool = True) -> Dataset:
        table = pl.DataFrame(rows, schema=flows.SCHEMA, orient="row")
        years = (int(table["year"].min()), int(table["year"].max()))
        description = Description(
            id=identifier,
            kind="trade",
            title="Toy",
            file="flows.parquet",
            nomenclature="HS92",
            complete=complete,
            years=years,
            coverage=Coverage(
                rows_read=table.height,
                rows_kept=table.height,
                years=tuple(
                    YearTotal(year=year, rows=rows)
                    for year, rows in table.group_by("year").len().sort("year").iter_rows()
                ),
            ),
            added="2026-01-01T00:00:00Z",
        )
        origin = Origin(
            title="Toy",
            producer="Test",
            version="1",
            licence=Licence(name="none"),
            source="written by the test",
            extraction="none",
            sha256="",
        )
        with store.draft(identifier) as draft:
            table.sort(flows.SORT_ORDER).write_parquet(draft.folder / "flows.parquet")
            text = description.model_dump_json()
            (draft.folder / catalogue.DESCRIPTION).write_text(text, encoding="utf-8")
            store.seal(draft.folder, origin)
        return dataset(identifier)

    return write_dataset
