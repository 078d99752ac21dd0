"""Linking: records in, companies out, with the pairs that a person must see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage.bands import ASK_FROM, SAME_FROM, with_bands
from sinergi.companies.linkage.clusters import Refusal, cluster
from sinergi.companies.linkage.engines import Engine
from sinergi.companies.linkage.equal import merges
from sinergi.companies.linkage.pair_decisions import Decision, DecisionLog
from sinergi.companies.linkage.prepare import prepare
from sinergi.companies.linkage.score import score_pairs

PAIR_KEYS = ("left", "right")


class Linked(NamedTuple):
    """What linking found.

    Attributes:
        records: ``company`` (the unique id of its first record), ``unique_id``, ``register``,
            ``record_id``, ``name``: every record that was given, once.
        pairs: ``left``, ``right``, ``probability``, ``weight``, ``band``, ``decided`` (the verdict
            of a person, or null), ``equal`` (whether the names alone make them one), ``prior`` and
            for each comparison ``level_…`` and ``bits_…``; prior and bits add up to the weight.
        refused: Merges that a decision forbids; they wait for a person.
    """

    records: pl.DataFrame
    pairs: pl.DataFrame
    refused: tuple[Refusal, ...]


def link(
    records: Iterable[CompanyRecord],
    log: DecisionLog,
    *,
    engine: Engine = "duckdb",
    same_from: float = SAME_FROM,
    ask_from: float = ASK_FROM,
) -> Linked:
    """Find which records are one company.

    Records of equal names are one company unless a number, a legal form or a person tells them
    apart. Further candidates share a key (a rare word, two words, telephone, web site,
    registration number) and the country. Decisions of people come before the model: what they
    called the same is merged, what they told apart never comes together. The records themselves
    are not changed.
    """
    frame = prepare(records)
    pairs = _with_equal(score_pairs(frame, engine=engine), frame)
    pairs = with_bands(pairs, same_from=same_from, ask_from=ask_from)
    standing = log.standing()
    pairs = _with_decisions(pairs, standing)
    decided = [pair for pair, decision in standing.items() if decision.verdict == "same"]
    apart = [pair for pair, decision in standing.items() if decision.verdict == "different"]
    model = pairs.filter((pl.col("band") == "same") & pl.col("decided").is_null())
    named = frame.drop_nulls("equal").group_by("equal", maintain_order=True)
    equal = merges(group["unique_id"].to_list() for _, group in named)
    undecided = (pair for pair in equal if pair not in standing)
    joined = [*decided, *undecided, *model.select(PAIR_KEYS).iter_rows()]
    clusters = cluster(frame["unique_id"], joined, apart)
    companies = pl.Series("company", [clusters.company[one] for one in frame["unique_id"]])
    found = frame.select(companies, "unique_id", "register", "record_id", "name")
    return Linked(found, pairs, clusters.refused)


def _with_equal(pairs: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The pairs with a column ``equal``: whether the two are one company by their names."""
    group = frame.select("unique_id", "equal")
    sides = pairs.select(PAIR_KEYS)
    for side in PAIR_KEYS:
        told = group.rename({"unique_id": side, "equal": f"equal_{side}"})
        sides = sides.join(told, on=side, how="left", maintain_order="left")
    return pairs.with_columns(equal=sides["equal_left"] == sides["equal_right"])


def _with_decisions(pairs: pl.DataFrame, standing: dict[tuple[str, str], Decision]) -> pl.DataFrame:
    decided = pl.DataFrame(
        [(left, right, decision.verdict) for (left, right), decision in standing.items()],
        schema={"left": pl.String, "right": pl.String, "decided": pl.String},
        orient="row",
    )
    return pairs.join(decided, on=PAIR_KEYS, how="left", maintain_order="left")
