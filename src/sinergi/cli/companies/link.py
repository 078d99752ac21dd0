"""``sinergi companies link``: one company from many records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.shared.options import FILE, json_option

if TYPE_CHECKING:
    from sinergi.companies.linkage import Linked


@click.command()
@click.option("--register", "names", multiple=True, help="Link these only (default: all).")
@click.option(
    "--same-from",
    type=click.FloatRange(0, 1),
    default=0.95,
    show_default=True,
    help="Probability from which records are merged.",
)
@click.option(
    "--ask-from",
    type=click.FloatRange(0, 1),
    default=0.1,
    show_default=True,
    help="Probability from which a person is asked.",
)
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb")
@click.option(
    "--companies",
    "merged_out",
    type=FILE,
    help="Write the merged companies to this CSV file, each field with its source.",
)
@click.option("--out", type=FILE, help="Write the companies of all records to this CSV file too.")
@json_option
def link(
    names: tuple[str, ...],
    same_from: float,
    ask_from: float,
    engine: str,
    merged_out: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Find which records of the imported registers are one company.

    Records are put together, never changed or dropped. Pairs in doubt wait for
    "sinergi companies review"; what was decided there holds in every later run.
    """
    from sinergi.cli.shared.output import check_folder
    from sinergi.companies import register_store
    from sinergi.companies.linkage import DecisionLog, merged, results
    from sinergi.companies.linkage import link as link_records
    from sinergi.errors import InputError, UsageError
    from sinergi.store import write_whole

    for path in (out, merged_out):
        if path is not None:
            check_folder(path)
    if ask_from > same_from:
        raise UsageError("--ask-from is above --same-from")
    registers = [register_store.register(name) for name in names] or register_store.registers(
        "companies"
    )
    if not registers:
        raise InputError(
            "no register was imported", advice="Run: sinergi companies import FILE --register NAME"
        )
    linked = link_records(
        (record for register in registers for record in register_store.stored(register)),
        DecisionLog(),
        engine="spark" if engine == "spark" else "duckdb",
        same_from=same_from,
        ask_from=ask_from,
    )
    results.save(linked)
    if out is not None:
        _write(linked, out)
    if merged_out is not None:
        company = dict(linked.records.select("unique_id", "company").iter_rows())
        held = (one for register in registers for one in register_store.stored(register))
        write_whole(merged_out, lambda draft: merged.write(draft, merged.merged(held, company)))
    summary = _summary(linked)
    if as_json:
        click.echo(json.dumps(summary, indent=2))
    else:
        _show(summary, linked)


def _summary(linked: Linked) -> dict[str, int]:
    waiting = linked.pairs.filter(linked.pairs["decided"].is_null())
    counts = dict(waiting.group_by("band").len().iter_rows())
    decided = linked.pairs["decided"].drop_nulls().len()
    return {
        "records": linked.records.height,
        "companies": linked.records["company"].n_unique(),
        "pairs_same": counts.get("same", 0),
        "pairs_to_ask": counts.get("ask", 0),
        "pairs_decided": decided,
        "merges_refused": len(linked.refused),
    }


def _show(summary: dict[str, int], linked: Linked) -> None:
    click.echo(f"{summary['records']} records are {summary['companies']} companies.")
    click.echo(f"{summary['pairs_same']} pairs are the same beyond doubt.")
    click.echo(
        f"{summary['pairs_to_ask']} pairs are in doubt, {summary['pairs_decided']} pairs were "
        "decided by a person: sinergi companies review"
    )
    for refusal in linked.refused:
        click.echo(
            f"Not merged: {refusal.left} and {refusal.right}, because {refusal.apart[0]} and "
            f"{refusal.apart[1]} were decided to be different."
        )


def _write(linked: Linked, out: Path) -> None:
    import polars as pl

    from sinergi.companies.export import neutralise
    from sinergi.store import write_whole

    texts = [pl.col(name).map_elements(neutralise, pl.String) for name in linked.records.columns]
    write_whole(out, linked.records.with_columns(texts).write_csv)
