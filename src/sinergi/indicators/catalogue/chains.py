"""Production chains: position from input-output tables, downstreaming, links between products."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from sinergi.errors import InputError
from sinergi.indicators import downstreaming, upstreamness, value_chains
from sinergi.indicators.arrays import Array, divide, totals
from sinergi.indicators.catalogue.entry import (
    Argument,
    Arguments,
    Indicator,
    Output,
    each_year,
    of,
)
from sinergi.indicators.frames import long
from sinergi.indicators.inputs import Inputs, places
from sinergi.indicators.panel import Panel, Trade

if TYPE_CHECKING:
    from sinergi.indicators.chains import Chain


class _Table(NamedTuple):
    industries: pl.Series
    z: Array
    output: Array
    use: Array


def _input_output(inputs: Inputs) -> _Table:
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
    return _Table(industries, cells.reshape(size, size), column["output"], use)


def _bridge(inputs: Inputs, industries: pl.Series) -> tuple[pl.Series, Array]:
    """Products, and which belong to which industry, ``(P, S)``."""
    frame = inputs.frame("bridge", ("product", "industry"))
    products = frame["product"].unique().sort()
    p, s = places(products, frame["product"]), places(industries, frame["industry"])
    members = np.zeros((len(products), len(industries)))
    members[p[s >= 0], s[s >= 0]] = 1
    return products, members


def _upstreamness(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    table = _input_output(inputs)
    value = upstreamness.upstreamness(table.z, table.use)
    return _position(trade, year, inputs, arguments, table, value)


def _downstreamness(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    table = _input_output(inputs)
    value = upstreamness.downstreamness(table.z, table.output)
    return _position(trade, year, inputs, arguments, table, value)


def _position(
    trade: Trade, year: int, inputs: Inputs, arguments: Arguments, table: _Table, value: Array
) -> Output:
    """The number of industries as it is, or carried to products or to exports of countries."""
    if arguments["of"] == "industries":
        return Output(long(year, {"industry": table.industries}, value=value))
    products, members = _bridge(inputs, table.industries)
    by_product = upstreamness.bridged(value, members, np.maximum(table.output, 0))
    if arguments["of"] == "products":
        return Output(long(year, {"product": products}, value=by_product))
    panel = trade.panel(year)
    place = places(products, panel.products)
    known = np.where(place >= 0, by_product[place], np.nan)
    said: tuple[str, ...] = ()
    if (lost := int(np.isnan(known).sum())) > 0:
        said = (f"{year}: {lost} of {known.size} products are in no industry and left out",)
    return Output(panel.of_countries(value=upstreamness.of_exports(panel.exports, known)), said)


class _Stages(NamedTuple):
    """Exports, tonnes and unit values of a chain by country and stage, ``(C, S + 1)``."""

    exports: Array
    tonnes: Array
    unit: Array
    world_unit: Array
    material: Array


def _stages(panel: Panel, one: Chain) -> _Stages:
    if panel.rows is None or panel.quantity is None:
        raise InputError(
            "unit values need flows with a column 'quantity' in tonnes", where="downstreaming"
        )
    i, _, k, value = panel.rows
    codes = panel.products.cast(pl.String).to_list()
    stage, content = one.stage_index(codes), one.contents(codes)
    rows = np.flatnonzero(stage[k] >= 0)
    i, k, value, tonnes = i[rows], k[rows], value[rows], panel.quantity[rows]
    unit = downstreaming.winsorised_unit_values(value, tonnes, k)
    stages = len(one.stages)
    group = i.astype(np.int64) * stages + stage[k]
    size, shape = panel.shape[0] * stages, (panel.shape[0], stages)
    known = np.where(np.isnan(tonnes), 0.0, tonnes)
    material = np.nan_to_num(known * content[k])
    world = downstreaming.mean_unit_value(unit, tonnes, stage[k], stages)
    return _Stages(
        exports=totals(group, value, size).reshape(shape),
        tonnes=totals(group, known, size).reshape(shape),
        unit=downstreaming.mean_unit_value(unit, tonnes, group, size).reshape(shape),
        world_unit=world,
        material=totals(group, material, size).reshape(shape),
    )


def _downstreaming(panel: Panel, inputs: Inputs, arguments: Arguments) -> Output:
    # The reader of chains needs pydantic, which is half of what importing the catalogue would cost.
    from sinergi.indicators.chains import chain

    one = chain(arguments["chain"])
    found = _stages(panel, one)
    said = []
    if arguments["of"] == "stages":
        c, s = found.exports.shape
        keys = {
            "country": panel.countries.gather(np.repeat(np.arange(c), s)),
            "stage": pl.Series(np.tile(np.arange(s), c)),
        }
        table = long(
            panel.year,
            keys,
            exports=found.exports,
            tonnes=found.tonnes,
            unit_value=found.unit,
            relative_unit_value=divide(found.unit, found.world_unit),
        )
        return Output(table.filter(pl.col("exports") > 0))
    whole = bool((found.exports.sum(axis=0) > 0).all())
    if not whole:
        empty = ", ".join(str(n) for n in np.flatnonzero(found.exports.sum(axis=0) == 0))
        said.append(
            f"{panel.year}: nobody trades stages {empty} of the chain {one.id} in this table: "
            "the measures are not known"
        )
    if len(one.content) < len(one.stage):
        said.append(
            f"capture counts {len(one.content)} of the {len(one.stage)} products of the chain "
            f"{one.id}: the contents of the others are not known"
        )
    unknown = np.full(panel.shape[0], np.nan)
    table = panel.of_countries(
        exports=found.exports.sum(axis=1),
        stage_index=downstreaming.stage_index(found.exports) if whole else unknown,
        processed_share=downstreaming.processed_share(found.exports) if whole else unknown,
        capture=downstreaming.capture(found.material) if whole and one.content else unknown,
    )
    return Output(table.filter(pl.col("exports") > 0), tuple(said))


def _value_chains(panel: Panel, inputs: Inputs, arguments: Arguments) -> Output:
    labels, links = _links(panel, inputs, arguments["least"])
    found = value_chains.strength(links, panel.exports, panel.imports)
    keys = {"input": labels.gather(links.input), "output": labels.gather(links.output)}
    table = long(
        panel.year,
        keys,
        weight=links.weight,
        lift=found.lift,
        correlation=found.correlation,
        partial=found.partial,
        countries=found.countries,
    )
    few = (
        f"{panel.year}: fewer than {value_chains.LEAST_COUNTRIES} countries: strength not known",
    )
    return Output(table, few if panel.shape[0] < value_chains.LEAST_COUNTRIES else ())


def _links(panel: Panel, inputs: Inputs, least: float) -> tuple[pl.Series, value_chains.Links]:
    """Links between products of the panel: from an edge list, else from an input-output table."""
    if inputs.links is not None:
        frame = inputs.frame("links", ("input", "output"))
        q, p = places(panel.products, frame["input"]), places(panel.products, frame["output"])
        weight = np.ones(len(frame))
        if "weight" in frame.columns:
            weight = frame["weight"].cast(pl.Float64).to_numpy()
        known = (q >= 0) & (p >= 0)
        return panel.products, value_chains.Links(q[known], p[known], weight[known])
    table = _input_output(inputs)
    products, members = _bridge(inputs, table.industries)
    place = places(products, panel.products)
    of_panel = np.where(place[:, None] >= 0, members[place], 0.0)
    coefficients = divide(np.maximum(table.z, 0), np.maximum(table.output, 0), otherwise=0.0)
    return panel.products, value_chains.links_from_table(coefficients, of_panel, least=least)


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
        uses=("bridge",),
    ),
    Indicator(
        "downstreamness",
        "Downstreamness: distance to primary factors",
        "D = (I - A^T)^-1 1, A = Z_rs / Y_s",
        "Fally 2012; Antras and Chor 2018",
        "stages, at least 1",
        "exports",
        _POSITION,
        _downstreamness,
        arguments=(of("industries", "products", "countries"),),
        needs=_INPUT_OUTPUT,
        uses=("bridge",),
    ),
    Indicator(
        "downstreaming",
        "How far down a chain a country sells; the chains that ship are of HS 1992",
        "stage_index = sum (s/S) X_s / sum X_s; processed_share = sum_{s>0} X_s / sum X_s; "
        "capture = 1 - Q_0 g_0 / sum Q_s g_s; unit values drawn in to the world's 1 and 99 %",
        "Our own: no standard formula was found",
        "shares in [0, 1]; unit_value: money a tonne; relative_unit_value: world = 1",
        "flows",
        {
            "countries": (
                "year",
                "country",
                "exports",
                "stage_index",
                "processed_share",
                "capture",
            ),
            "stages": (
                "year",
                "country",
                "stage",
                "exports",
                "tonnes",
                "unit_value",
                "relative_unit_value",
            ),
        },
        each_year(_downstreaming),
        arguments=(
            of("countries", "stages"),
            Argument("chain", "nickel", "id of a chain: a file of data/chains"),
        ),
    ),
    Indicator(
        "value-chains",
        "Links from inputs to outputs, and how far trade bears them out",
        "lift = P(RMA_q >= 1 and RCA_p >= 1) / (P P); correlation of both over countries; partial: "
        "with size held constant",
        "After Karbevska and Hidalgo 2023",
        "lift: ratio, 1 is chance; correlations in [-1, 1]",
        "exports and imports",
        {
            "": (
                "year",
                "input",
                "output",
                "weight",
                "lift",
                "correlation",
                "partial",
                "countries",
            )
        },
        each_year(_value_chains),
        arguments=(Argument("least", 0.01, "coefficients below make no link", kind=float),),
        uses=("links", "table", "industries", "bridge"),
    ),
)
