"""A world of four countries and three products, with all that indicators ask for besides trade."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from sinergi.indicators import Inputs

from .conftest import CUBE, LENGTHS

NAMES = "ABCD"
CODES = ("010111", "020222", "030333")


def flows(year: int = 2020, factor: float = 1.0) -> pl.DataFrame:
    i, j, k = np.nonzero(CUBE)
    return pl.DataFrame(
        {
            "year": [year] * i.size,
            "exporter": [NAMES[n] for n in i],
            "importer": [NAMES[n] for n in j],
            "product": [CODES[n] for n in k],
            "value": CUBE[i, j, k] * factor,
        }
    )


def pairs(**columns: np.ndarray) -> pl.DataFrame:
    i, j = np.nonzero(~np.eye(4, dtype=bool))
    return pl.DataFrame(
        {"exporter": [NAMES[n] for n in i], "importer": [NAMES[n] for n in j]}
        | {name: values[i, j] for name, values in columns.items()}
    )


def countries(**columns: list[float]) -> pl.DataFrame:
    return pl.DataFrame({"country": list(NAMES)} | columns)


def tariffs() -> pl.DataFrame:
    mfn = pl.DataFrame(
        [(None, j, k, 0.10) for j in NAMES for k in CODES],
        schema={"exporter": pl.String, "importer": pl.String, "product": pl.String, "rate": float},
        orient="row",
    )
    free = pl.DataFrame(
        [(i, j, k, 0.0) for i, j in ("AB", "BA") for k in CODES], schema=mfn.schema, orient="row"
    )
    return pl.concat([mfn, free])


INPUTS = Inputs(
    distance=pairs(distance=LENGTHS),
    outlook=countries(gdp=[1.10, 1.05, 1.20, 1.02], population=[1.05, 1, 1.10, 1]),
    gdp=countries(value=[1000.0, 2000, 3000, 4000]),
    income=countries(value=[10.0, 20, 30, 40]),
    population=countries(value=[1.0, 2, 3, 4]),
    tariffs=tariffs(),
    covariates=pairs(ln_distance=np.log(np.where(LENGTHS > 0, LENGTHS, 1))),
    table=pl.DataFrame(
        [
            (r, s, float(z))
            for r, row in zip("abc", ([10, 20, 5], [5, 10, 30], [0, 5, 10]), strict=True)
            for s, z in zip("abc", row, strict=True)
        ],
        schema=["seller", "user", "value"],
        orient="row",
    ),
    industries=pl.DataFrame({"industry": list("abc"), "output": [50.0, 100, 100]}),
    bridge=pl.DataFrame({"product": list(CODES), "industry": list("abc")}),
)


def value(table: pl.DataFrame, column: str = "value", **where: object) -> Any:
    found = table.filter(*(pl.col(name) == wanted for name, wanted in where.items()))
    assert found.height == 1
    return found[column].item()
