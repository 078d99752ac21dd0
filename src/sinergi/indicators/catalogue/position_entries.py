"""Position in production chains, from input-output tables: upstreamness and downstreamness."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from sinergi.errors import InputError
from sinergi.indicators import upstreamness
from sinergi.indicators.arrays import Array, totals
from sinergi.indicators.catalogue.entry import (
    Arguments,
    Indicator,
    Output,
    of,
)
from sinergi.indicators.inputs import Inputs, places
from sinergi.indicators.long_tables import long
from sinergi.indicators.panel import Trade


class InputOutput(NamedTuple):
    """Industries, flows between them ``(S, S)``; output, domestic use, inventories, ``(S,)``."""

    industries: pl.Series
    z: Array
    output: Array
    use: Array
    inventories: Array


def input_output(inputs: Inputs) -> InputOutput:
    """The input-output table in the order of the table of industries."""
    facts = inputs.frame("industries", ("industry", "output"))
    flows = inputs.frame("table", ("seller", "user", "value"))
    industries = facts["industry"]
    r, s = places(industries, flows["seller"]), places(industries, flows["user"])
    if (lost := int(((r < 0) | (s < 0)).sum())) > 0:
        raise InputError(
            f"{lost} rows are of industries that the table of industries does not have",
            where="table",
            advice="Leave rows of value added and columns of final use out",
        )
    size = len(industries)
    cells = totals(r * size + s, flows["value"].cast(pl.Float64).to_numpy(), size * size)
    column = {
        name: facts[name].cast(pl.Float64).to_numpy() if name in facts.columns else np.zeros(size)
        for name in ("output", "exports", "imports", "inventories")
    }
    use = upstreamness.domestic_use(
        column["output"],
        exports=column["exports"],
        imports=column["imports"],
        inventories=column["inventories"],
    )
    return InputOutput(
        industries, cells.reshape(size, size), column["output"], use, column["inventories"]
    )


def bridge(inputs: Inputs, industries: pl.Series) -> tuple[pl.Series, Array]:
    """Products, and which belong to which industry, ``(P, S)``."""
    frame = inputs.frame("bridge", ("product", "industry"))
    products = frame["product"].unique().sort()
    p, s = places(products, frame["product"]), places(industries, frame["industry"])
    members = np.zeros((len(products), len(industries)))
    members[p[s >= 0], s[s >= 0]] = 1
    return products, members


def _upstreamness(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    if inputs.table is None and inputs.positions is not None and arguments["of"] != "industries":
        given = inputs.frame("positions", ("product", "value")).sort("product")
        by_product = given["value"].cast(pl.Float64).to_numpy()
        return _of_products(trade, year, arguments, given["product"], by_product)
    table = input_output(inputs)
    value = upstreamness.upstreamness(table.z, table.use)
    return _position(trade, year, inputs, arguments, table, value)


def _downstreamness(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    table = input_output(inputs)
    value = upstreamness.downstreamness(table.z, table.output, table.inventories)
    return _position(trade, year, inputs, arguments, table, value)


def _position(
    trade: Trade, year: int, inputs: Inputs, arguments: Arguments, table: InputOutput, value: Array
) -> Output:
    """The number of industries as it is, or carried to products or to exports of countries."""
    if arguments["of"] == "industries":
        return Output(long(year, {"industry": table.industries}, value=value))
    products, members = bridge(inputs, table.industries)
    by_product = upstreamness.bridged(value, members, np.maximum(table.output, 0))
    return _of_products(trade, year, arguments, products, by_product)


def _of_products(
    trade: Trade, year: int, arguments: Arguments, products: pl.Series, by_product: Array
) -> Output:
    """A number of products as it is, or its mean in the exports of countries."""
    if arguments["of"] == "products":
        return Output(long(year, {"product": products}, value=by_product))
    panel = trade.panel(year)
    place = places(products, panel.products)
    known = np.where(place >= 0, by_product[place], np.nan)
    said: tuple[str, ...] = ()
    if (lost := int(np.isnan(known).sum())) > 0:
        said = (f"{year}: {lost} of {known.size} products are in no industry and left out",)
    return Output(panel.of_countries(value=upstreamness.of_exports(panel.exports, known)), said)


_INPUT_OUTPUT = ("table", "industries")
_POSITION = {
    "industries": ("year", "industry", "value"),
    "products": ("year", "product", "value"),
    "countries": ("year", "country", "value"),
}

INDICATORS = (
    Indicator(
        "upstreamness",
        "Upstreamness: distance to final use, of industries, products, and exports of countries",
        "U = (I - Z_rs / Y_r)^-1 1, Y = output + imports - exports - inventories",
        "Antras, Chor, Fally and Hillberry 2012",
        "stages, at least 1",
        "exports",
        _POSITION,
        _upstreamness,
        arguments=(of("industries", "products", "countries"),),
        needs=_INPUT_OUTPUT,
        uses=("bridge", "positions"),
        all_goods=False,
    ),
    Indicator(
        "downstreamness",
        "Downstreamness: distance to primary factors",
        "D = (I - A^T)^-1 1, A = Z_rs / Y_s x Y_r / (Y_r - N_r), N additions to inventories",
        "Fally 2012; Antras and Chor 2018",
        "stages, at least 1",
        "exports",
        _POSITION,
        _downstreamness,
        arguments=(of("industries", "products", "countries"),),
        needs=_INPUT_OUTPUT,
        uses=("bridge",),
        all_goods=False,
    ),
)
