"""Estimates the probabilities of the linkage model from registers in the user's store.

Usage: python scripts/train_linkage.py REGISTER…

u comes from pairs drawn by lot, m from Splink's expectation maximisation on the candidates that
have the same name. What stands in ``comparisons.csv`` stays for names: pairs drawn by lot that
have one name mostly are one company, and candidates found by telephone or address are as often
sisters of one owner; these values were set by the labelled pairs. It stays for identifiers and
web addresses too, of which too few pairs were seen. Writes ``comparisons.csv`` anew, comments
kept.
"""

from __future__ import annotations

import csv
import logging
import sys
from typing import Any

from splink import Linker

from sinergi.companies import register_store
from sinergi.companies.linkage.engines import database
from sinergi.companies.linkage.linkage_model import (
    NULL,
    estimate_prior,
    read_model,
    splink_settings,
)
from sinergi.companies.linkage.prepare import prepare
from sinergi.vocabulary.tables import data_path

KEPT = ("name", "identifiers", "domain")
LEAST = 1e-7
RANDOM_PAIRS = 1e6
SEED = 11


def main() -> None:
    """Train on the registers named in the arguments and write the two tables."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    registers = [register_store.register(name) for name in sys.argv[1:]]
    frame = prepare(record for one in registers for record in register_store.stored(one))
    model = read_model()
    with database("duckdb", frame) as (_, table):
        linker = Linker(
            table, splink_settings(model, estimate_prior(frame, model.recall)), log_level=None
        )
        training = linker.training
        training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
        training.estimate_parameters_using_expectation_maximisation("l.skeleton = r.skeleton")
        trained = linker.misc.save_model_to_json()
    write(trained)


def write(trained: dict[str, Any]) -> None:
    """Put the trained probabilities into the tables that ship."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for comparison in trained["comparisons"]:
        for level in comparison["comparison_levels"]:
            values = level.get("m_probability"), level.get("u_probability")
            if all(isinstance(value, float) for value in values):
                key = comparison["output_column_name"], level["label_for_charts"]
                found[key] = (max(values[0], LEAST), max(values[1], LEAST))
    path = data_path("companies", "linkage", "comparisons.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    comments = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    for row in rows:
        key = row["comparison"], row["level"]
        if row["level"] != NULL and row["comparison"] not in KEPT and key in found:
            row["m"], row["u"] = (f"{value:.3g}" for value in found[key])
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(comments)
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
