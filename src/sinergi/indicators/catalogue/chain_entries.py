"""Production chains: downstreaming, and links between products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import polars as pl

from sinergi.errors import InputError, UsageError
from sinergi.indicators import downstreaming, value_chains
from sinergi.indicators.arrays import Array, divide, totals
from sinergi.indicators.catalogue.entry import (
    Argument,
    Arguments,
    Indicator,
    Output,
    When,
    each_year,
    of,
    of_no_pair,
)
from sinergi.indicators.catalogue.position_entries import bridge, input_output
from sinergi.indicators.inputs import Inputs, places
from sinergi.indicators.long_tables import long
from sinergi.indicators.panel import Panel, Trade

if TYPE_CHECKING:
    from sinergi.indicators.chain_tables import Chain


class _Stages(NamedTuple):
    """Exports, tonnes and unit values of a chain by country and stage, ``(C, S + 1)``.

    ``priced`` are the tonnes whose unit value is known.
    """

    exports: Array
    tonnes: Array
    unit: Array
    world_unit: Array
    material: Array
    priced: Array


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
        priced=totals(group, np.where(np.isnan(unit), 0.0, known), size).reshape(shape),
    )


def _downstreaming(panel: Panel, inputs: Inputs, arguments: Arguments) -> Output:
    # The reader of chains needs pydantic, which is half of what importing the catalogue would cost.
    from sinergi.indicators.chain_tables import chain

    one = chain(arguments["chain"])
    found = _stages(panel, one)
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
    said = list(_untraded(panel.year, found, one))
    whole = not said
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


def _chain(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    if arguments["of"] == "upgrading":
        return _upgrading(trade, year, arguments)
    return _downstreaming(trade.panel(year), inputs, arguments)


def _upgrading(trade: Trade, year: int, arguments: Arguments) -> Output:
    """Countries with a unit value in both years: without one there is no change to split."""
    from sinergi.indicators.chain_tables import chain

    since = year - 1 if arguments["since"] is None else arguments["since"]
    if since >= year:
        raise UsageError(f"{since} is not before {year}", where="since")
    one = chain(arguments["chain"])
    before, after = trade.panel(since), trade.panel(year)
    was, now = _stages(before, one), _stages(after, one)
    rows: list[tuple[object, ...]] = []
    for c, b in enumerate(places(before.countries, after.countries)):
        tonnes = (was.priced[b], now.priced[c])
        if b < 0 or not all(side.sum() > 0 for side in tonnes):
            continue
        money = (np.nan_to_num(was.unit[b]) * tonnes[0], np.nan_to_num(now.unit[c]) * tonnes[1])
        split = downstreaming.upgrading(money[0], tonnes[0], money[1], tonnes[1])
        means = (float(money[n].sum() / tonnes[n].sum()) for n in (0, 1))
        rows.append((year, since, after.countries[c], *means, *split))
    numbers = dict.fromkeys(_UPGRADING[3:], pl.Float64)
    schema: dict[str, Any] = {
        **dict.fromkeys(("year", "since"), pl.Int32),
        "country": after.countries.dtype,
        **numbers,
    }
    table = pl.DataFrame(rows, schema=schema, orient="row")
    said = _untraded(since, was, one) + _untraded(year, now, one)
    if said:
        # A stage that the table does not have takes no tonnes: the shift would only seem to be 0.
        table = table.with_columns(pl.lit(None, pl.Float64).alias(n) for n in _UPGRADING[5:])
    return Output(table, said)


def _untraded(year: int, found: _Stages, one: Chain) -> tuple[str, ...]:
    """What must be said where stages of the chain are not in the table."""
    empty = np.flatnonzero(found.exports.sum(axis=0) == 0)
    if not empty.size:
        return ()
    return (
        f"{year}: nobody trades stages {', '.join(str(n) for n in empty)} of the chain {one.id} in "
        "this table: the measures are not known",
    )


def _value_chains(panel: Panel, inputs: Inputs, arguments: Arguments) -> Output:
    labels, links = _links(panel, inputs, arguments["least"])
    if arguments["of"] == "meetings":
        return Output(_meetings(panel, labels, links, arguments))
    of_no_pair(arguments)
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


def _meetings(
    panel: Panel, labels: pl.Series, links: value_chains.Links, arguments: Arguments
) -> pl.DataFrame:
    exporter, importer = arguments["exporter"], arguments["importer"]
    if exporter is None or importer is None:
        raise UsageError("meetings are of one pair: give exporter and importer")
    a, b = panel.country(exporter), panel.country(importer)
    found = value_chains.meetings(links, panel.exports[a], panel.imports[b], panel.exports[b])
    size = found.link.size
    keys = {
        "exporter": pl.Series([exporter] * size, dtype=pl.String),
        "importer": pl.Series([importer] * size, dtype=pl.String),
        "input": labels.gather(links.input[found.link]),
        "output": labels.gather(links.output[found.link]),
    }
    return long(
        panel.year,
        keys,
        weight=links.weight[found.link],
        supplied=found.supplied,
        bought=found.bought,
        made=found.made,
    )


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
    table = input_output(inputs)
    products, members = bridge(inputs, table.industries)
    place = places(products, panel.products)
    of_panel = np.where(place[:, None] >= 0, members[place], 0.0)
    coefficients = divide(np.maximum(table.z, 0), np.maximum(table.output, 0), otherwise=0.0)
    return panel.products, value_chains.links_from_table(coefficients, of_panel, least=least)


_UPGRADING = (
    *("year", "since", "country", "unit_value_before", "unit_value"),
    *("change", "price", "shift"),
)

INDICATORS = (
    Indicator(
        "downstreaming",
        "How far down a chain a country sells; the chains that ship are of HS 1992",
        "stage_index = sum (s/S) X_s / sum X_s; processed_share = sum_{s>0} X_s / sum X_s; "
        "capture = 1 - Q_0 g_0 / sum Q_s g_s; unit values drawn in to the world's 1 and 99 %; "
        "upgrading: change = price + shift, price = sum_s mean(w_s) dUV_s, "
        "shift = sum_s mean(UV_s) dw_s, w_s shares of tonnes",
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
            "upgrading": _UPGRADING,
        },
        _chain,
        arguments=(
            of("countries", "stages", "upgrading"),
            Argument("chain", "nickel", "id of a chain: a file of data/chains"),
            Argument("since", None, "upgrading: the year compared with, else the last", kind=int),
        ),
        all_goods=False,
        earlier=When("of", ("upgrading",)),
        nomenclature="HS92",
    ),
    Indicator(
        "value-chains",
        "Links from inputs to outputs, and how far trade bears them out",
        "lift = P(RMA_q >= 1 and RCA_p >= 1) / (P P); correlation of both over countries; partial: "
        "with size held constant; meetings: exports of q by the exporter, imports of q and exports "
        "of p by the importer, by min(supplied, bought) weight",
        "After Karbevska and Hidalgo 2023",
        "lift: ratio, 1 is chance; correlations in [-1, 1]; flows: money",
        "exports and imports",
        {
            "links": (
                *("year", "input", "output", "weight"),
                *("lift", "correlation", "partial", "countries"),
            ),
            "meetings": (
                *("year", "exporter", "importer", "input", "output", "weight"),
                *("supplied", "bought", "made"),
            ),
        },
        each_year(_value_chains),
        arguments=(
            of("links", "meetings"),
            Argument("least", 0.01, "coefficients below make no link", kind=float),
            Argument("exporter", None, "meetings: who sells the inputs"),
            Argument("importer", None, "meetings: who buys them and sells the outputs"),
        ),
        uses=("links", "table", "industries", "bridge"),
        all_goods=When("of", ("links",)),
    ),
)
