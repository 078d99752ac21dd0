"""The linkage model: Splink settings from ``comparisons.csv`` and ``prior.csv``, and the prior."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import polars as pl
from pydantic import BaseModel, Field

from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path, read_table

NULL = "null"


class ComparisonLevel(BaseModel):
    """One level of one comparison (a row of ``comparisons.csv``)."""

    comparison: str
    level: str
    condition: str | None = None
    frequency: str | None = None
    m: float | None = None
    u: float | None = None
    text: str | None = None


class _Prior(BaseModel):
    recall: float = Field(gt=0, le=1)


class Model(NamedTuple):
    """All comparisons by name, levels in order, and the share of matches that equal names find."""

    comparisons: dict[str, list[ComparisonLevel]]
    recall: float


@cache
def read_model() -> Model:
    """The model that ships.

    Raises:
        DataError: a comparison lacks its null level, or a level its probabilities.
    """
    path = data_path("companies", "linkage", "comparisons.csv")
    comparisons: dict[str, list[ComparisonLevel]] = {}
    for row in read_table(path, ComparisonLevel):
        comparisons.setdefault(row.comparison, []).append(row)
    for name, levels in comparisons.items():
        if levels[0].level != NULL or levels[-1].condition is not None:
            raise DataError(
                f"comparison '{name}' must begin with its level 'null' and end with one "
                "without a condition",
                where=str(path),
            )
        if any(level.m is None or level.u is None for level in levels[1:]):
            raise DataError(f"comparison '{name}': m or u is missing", where=str(path))
    prior = read_table(data_path("companies", "linkage", "prior.csv"), _Prior)
    return Model(comparisons, prior[0].recall)


def estimate_prior(frame: pl.DataFrame, recall: float) -> float:
    """The chance that two records of one country, drawn by lot, are one company.

    Splink's estimate from a deterministic rule, within countries: pairs of equal names by the
    rule's ``recall``, by all pairs of a country. One pair is added, so that a register without
    equal names gets a small chance, not none.

    Args:
        frame: A prepared table (columns ``country`` and ``equal``).
        recall: Share of the true pairs that have equal names (0 to 1).
    """

    def pairs_within(column: str) -> float:
        counted = frame.drop_nulls(column).group_by(column).len()["len"].cast(pl.Float64)
        return float((counted * (counted - 1) / 2).sum())

    return min((pairs_within("equal") + 1) / recall / (pairs_within("country") + 2), 0.5)


def splink_settings(model: Model, prior: float) -> dict[str, Any]:
    """The model as Splink's settings; candidates are records of one country that share a key."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [
            {
                "blocking_rule": "l.keys = r.keys AND l.country = r.country",
                "arrays_to_explode": ["keys"],
            }
        ],
        "comparisons": [
            {
                "output_column_name": name,
                "comparison_levels": [_splink_level(level) for level in levels],
            }
            for name, levels in model.comparisons.items()
        ],
    }


def _splink_level(level: ComparisonLevel) -> dict[str, Any]:
    made: dict[str, Any] = {
        "sql_condition": level.condition or "ELSE",
        "label_for_charts": level.level,
    }
    if level.level == NULL:
        return made | {"is_null_level": True}
    made |= {"m_probability": level.m, "u_probability": level.u}
    if level.frequency:
        made["tf_adjustment_column"] = level.frequency
    return made
