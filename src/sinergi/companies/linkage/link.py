"""Linking: records in, companies out, with the pairs that a person must see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage.bands import ASK_FROM, SAME_FROM, with_bands
from sinergi.companies.linkage.clusters import Refusal, cluster
from sinergi.companies.linkage.decisions import Decision, DecisionLog
from sinergi.companies.linkage.engines import Engine
from sinergi.companies.linkage.prepare import prepare
from sinergi.companies.linkage.score import score_pairs

PAIR_KEYS = ("left", "right")


class Linked(NamedTuple):
    """What linking found.

    Attributes:
        records: ``company`` (the unique id of its first record), ``unique_id``, ``register``,
            ``record_id``, ``name``: every record that was given, once.
        pairs: ``left``, ``right``, ``probability``, ``weight``, ``band``, ``decided`` (the verdict
            of a person, or null) and for each comparison ``level_…`` and ``bits_…``.
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

    Candidates share a key (a rare word, two words, telephone, web site, registration number) and
    the country. Decisions of people come before the model: what they called the same is merged,
    what they told apart never comes together. The records themselves are not changed.
    """
    frame = prepare(records)
    pairs = with_bands(score_pairs(frame, engine=engine), same_from=same_from, ask_from=ask_from)
    standing = log.standing()
    pairs = _with_decisions(pairs, standing)
    decided = [pair for pair, decision in standing.items() if decision.verdict == "same"]
    apart = [pair for pair, decision in standing.items() if decision.verdict == "different"]
    model = pairs.filter((pl.col("band") == "same") & pl.col("decided").is_null())
    merges = [*decided, *model.select(PAIR_KEYS).iter_rows()]
    clusters = cluster(frame["unique_id"], merges, apart)
    companies = pl.Series("company", [clusters.company[one] for one in frame["unique_id"]])
    found = frame.select(companies, "unique_id", "register", "record_id", "name")
    return Linked(found, pairs, clusters.refused)


def _with_decisions(pairs: pl.DataFrame, standing: dict[tuple[str, str], Decision]) -> pl.DataFrame:
    decided = pl.DataFrame(
        [(left, right, decision.verdict) for (left, right), decision in standing.items()],
        schema={"left": pl.String, "right": pl.String, "decided": pl.String},
        orient="row",
    )
    return pairs.join(decided, on=PAIR_KEYS, how="left", maintain_order="left")
