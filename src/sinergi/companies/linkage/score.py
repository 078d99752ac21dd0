"""Scores candidate pairs with Splink: a probability, and what each comparison adds to it."""

from __future__ import annotations

import logging
import math
from typing import Any

import polars as pl

from sinergi.companies.linkage.engines import Engine, database
from sinergi.companies.linkage.linkage_model import (
    ComparisonLevel,
    Model,
    estimate_prior,
    read_model,
    splink_settings,
)

LEAST = 0.01
"""Pairs below this probability are not kept."""


def score_pairs(
    frame: pl.DataFrame, *, engine: Engine = "duckdb", model: Model | None = None
) -> pl.DataFrame:
    """The candidate pairs of a prepared table with their probability of being one company.

    Returns:
        Columns ``left`` and ``right`` (unique ids, left before right), ``probability``,
        ``weight`` (log2 of the odds) and for each comparison the name of its level, ``level_…``
        (null where it says nothing), and what it adds to the weight, ``bits_…``; ``prior``, the
        weight before any comparison; the most probable first.
    """
    used = model or read_model()
    prior = estimate_prior(frame, used.recall)
    # Splink reports its progress as log lines; the reader of a log asked for ours.
    logging.getLogger("splink").setLevel(logging.ERROR)
    with database(engine, frame) as (_, table):
        from splink import Linker

        linker = Linker(table, splink_settings(used, prior), log_level=None)
        predicted: Any = linker.inference.predict(
            threshold_match_probability=LEAST, warning_mode="never"
        )
        pairs = _tidy(predicted.as_pyarrow_table(), used)
    return pairs.with_columns(prior=pl.lit(math.log2(prior / (1 - prior))))


def _tidy(table: Any, model: Model) -> pl.DataFrame:
    pairs = pl.DataFrame(table)
    swapped = pl.col("unique_id_l") > pl.col("unique_id_r")
    columns = [
        expression
        for name, levels in model.comparisons.items()
        for expression in (_level(name, levels), _bits(name, pairs.columns))
    ]
    return pairs.select(
        pl.when(swapped).then("unique_id_r").otherwise("unique_id_l").alias("left"),
        pl.when(swapped).then("unique_id_l").otherwise("unique_id_r").alias("right"),
        pl.col("match_probability").alias("probability"),
        pl.col("match_weight").alias("weight"),
        *columns,
    ).sort(["probability", "left", "right"], descending=[True, False, False])


def _level(name: str, levels: list[ComparisonLevel]) -> pl.Expr:
    """Splink numbers the levels from the last (0) up; -1 is the level that says nothing."""
    names = {number: level.level for number, level in enumerate(reversed(levels[1:]))}
    gamma = pl.col(f"gamma_{name}").cast(pl.Int64)
    return gamma.replace_strict(names, default=None, return_dtype=pl.String).alias(f"level_{name}")


def _bits(name: str, columns: list[str]) -> pl.Expr:
    """The comparison's weight, with the adjustment for how common the shared value is."""
    adjustment = f"mw_tf_adj_{name}"
    bits = pl.col(f"mw_{name}")
    return (bits + pl.col(adjustment) if adjustment in columns else bits).alias(f"bits_{name}")
