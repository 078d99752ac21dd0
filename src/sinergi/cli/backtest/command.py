"""``sinergi backtest``: how well rankings would have foreseen new trade."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.shared.options import FILE, dataset_option, json_option

if TYPE_CHECKING:
    from sinergi.opportunities.backtest import Backtest


@click.command()
@dataset_option
@click.option(
    "--year", "years", type=int, multiple=True, help="Rank with data up to this year; repeatable."
)
@click.option("--horizon", type=int, default=5, show_default=True, help="Years to the outcome.")
@click.option(
    "--small",
    type=float,
    default=100_000,
    show_default=True,
    help="US dollars below which a flow counts as small.",
)
@click.option(
    "--appear",
    type=float,
    default=100_000,
    show_default=True,
    help="US dollars that a flow must reach to have appeared.",
)
@click.option("--ranking", default="default", show_default=True, help="The ranking to judge.")
@click.option(
    "--baseline",
    "baselines",
    multiple=True,
    help="A ranking to compare with; repeatable; default: eight simple ones.",
)
@click.option("--resamples", type=int, default=1000, show_default=True, help="Bootstrap samples.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the bootstrap.")
@click.option("--out", type=FILE, help="Also write the result: FILE.md, FILE.csv or FILE.json.")
@json_option
def backtest(
    dataset: str | None,
    years: tuple[int, ...],
    horizon: int,
    small: float,
    appear: float,
    ranking: str,
    baselines: tuple[str, ...],
    resamples: int,
    seed: int,
    out: Path | None,
    as_json: bool,
) -> None:
    """How well a ranking would have foreseen new trade, against baselines.

    Ranks with data up to year t; asks which flows that were absent or small in t appeared or at
    least doubled five years later. Of the lists of pairs: the first pick and AUC; of those of
    exporters: precision of the best 10, 50 and 100, average precision and AUC.
    """
    import time

    from sinergi.cli.shared.output import check_ending, check_folder
    from sinergi.opportunities import backtest as run
    from sinergi.opportunities.backtest import BASELINES, YEARS

    if out is not None:
        check_ending(out, (".md", ".csv", ".json"))
        check_folder(out)
    start = time.monotonic()
    found = run(
        dataset,
        years=years or YEARS,
        horizon=horizon,
        small=small,
        appear=appear,
        ranking=ranking,
        baselines=baselines or BASELINES,
        resamples=resamples,
        seed=seed,
    )
    if out is not None:
        _write(found, out, time.monotonic() - start)
    if as_json:
        click.echo(found.model_dump_json(indent=2))
    else:
        from sinergi.cli.backtest.view import show

        show(found)


def _write(found: Backtest, out: Path, seconds: float) -> None:
    import os
    from datetime import date

    from sinergi.opportunities.backtest_report import markdown, table
    from sinergi.store import write_text

    if out.suffix.lower() == ".md":
        text = markdown(found, made=date.today(), seconds=seconds, cores=os.cpu_count() or 1)
    elif out.suffix.lower() == ".csv":
        text = table(found).write_csv()
    else:
        text = found.model_dump_json(indent=2) + "\n"
    write_text(out, text)
