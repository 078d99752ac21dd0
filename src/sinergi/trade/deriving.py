"""Makes what is kept beside a dataset (see :mod:`sinergi.trade.derived`): all of it, or nothing."""

from __future__ import annotations

import logging
from pathlib import Path

from sinergi import store
from sinergi.errors import StoreError
from sinergi.trade import derived, flows, queries, reporting
from sinergi.trade.catalogue import Dataset
from sinergi.trade.derived import DESCRIPTION, FORMAT, SHELF, Derived, derives, stamp
from sinergi.trade.windows import mean_flows, window

logger = logging.getLogger(__name__)


def keep(ds: Dataset) -> None:
    """See to it that the sums of the dataset are kept; some seconds where they are not.

    Where the store cannot be written, or another process writes to it, nothing is kept and nothing
    said: the sums are computed whenever they are asked for.
    """
    if not derives(ds) or derived.derived(ds) is not None:
        return
    try:
        make(ds)
    except (StoreError, OSError) as error:
        logger.info("sums of %s are not kept: %s", ds.id, error)


def make(ds: Dataset) -> None:
    """Compute the sums of the dataset and put them in the place of those kept before.

    Raises:
        StoreError: the store cannot be written, another process writes to it, or the dataset was
            changed meanwhile.
    """
    begun = stamp(ds)
    with store.draft(ds.id, shelf=SHELF, replace=True) as draft:
        description = _write(ds, draft.folder, begun)
        (draft.folder / DESCRIPTION).write_text(description.model_dump_json() + "\n", "utf-8")
        title = f"Sums kept of {ds.origin.title}"
        store.seal(draft.folder, ds.origin.model_copy(update={"title": title}))
        if stamp(ds) != begun:
            raise StoreError(f"dataset '{ds.id}' was changed while its sums were made")
    kept = {path.name for path in store.folders()}
    for left in store.folders(SHELF):
        if left.name not in kept:
            derived.forget(left.name)


def _write(ds: Dataset, folder: Path, begun: str) -> Derived:
    years = window(ds)
    counted = [year for year in ds.years_held if year >= years[0] - reporting.USUAL]
    exporters, importers = (queries.codes(ds, side, side) for side in ("exporter", "importer"))
    products = queries.products(ds)
    countries = sorted(exporters | importers)
    tables = {
        "means": mean_flows(ds, years, countries, products),
        "world": queries.world_by_product(ds),
        "counts": reporting.count_flows(ds, counted),
    }
    for name, table in tables.items():
        flows.write(table.lazy(), folder / f"{name}.parquet")
    told = reporting.merges_reports(ds) and reporting.holds_all_goods(ds)
    return Derived(
        format=FORMAT,
        made_from=begun,
        window=(years[0], years[-1]),
        counted=(counted[0], counted[-1]),
        silent={y: tuple(sorted(reporting.silent(ds, y))) for y in ds.years_held} if told else {},
        exporters=tuple(sorted(exporters)),
        importers=tuple(sorted(importers)),
        products=tuple(products),
    )
