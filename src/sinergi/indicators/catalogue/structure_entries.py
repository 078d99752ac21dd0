"""Structure of trade: concentration, intra-industry trade, dependencies."""

from __future__ import annotations

import numpy as np
import polars as pl

from sinergi.indicators import concentration, dependency, intra_industry
from sinergi.indicators.arrays import Array
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
from sinergi.indicators.catalogue.pair_entries import EXPORTER, IMPORTER, only
from sinergi.indicators.inputs import Inputs
from sinergi.indicators.panel import Panel, Trade

_CONCENTRATION = (
    "hhi",
    "hhi_normalised",
    "unctad",
    "theil",
    "theil_extensive",
    "theil_intensive",
    "shannon",
    "n",
)


def _concentration(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    lines, n = _lines(panel, arguments["flow"], arguments["over"]), arguments["n"]
    split = concentration.theil_split(lines, n=n)
    return panel.of_countries(
        hhi=concentration.hhi(lines),
        hhi_normalised=concentration.hhi_normalised(lines, n=n),
        unctad=concentration.unctad(lines, n=n),
        theil=split.total,
        theil_extensive=split.extensive,
        theil_intensive=split.intensive,
        shannon=concentration.shannon(lines),
        n=np.full(panel.shape[0], n or lines.shape[1]),
    )


def _lines(panel: Panel, flow: str, over: str) -> Array:
    if over == "products":
        return panel.exports if flow == "exports" else panel.imports
    pairs = panel.flows.pairs if flow == "exports" else panel.flows.pairs.T
    apart = ~np.eye(pairs.shape[0], dtype=np.bool_)
    # A country is no partner of its own: n counts the others.
    return pairs[apart].reshape(pairs.shape[0], -1)


def _intra_industry(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    if arguments["of"] == "pairs":
        return only(panel, panel.of_pairs(value=_bilateral(panel)), arguments)
    of_no_pair(arguments)
    x, m = panel.exports, panel.imports
    if arguments["of"] == "products":
        return panel.of_cells(value=intra_industry.grubel_lloyd(x, m))
    return panel.of_countries(
        value=intra_industry.aggregate(x, m), adjusted=intra_industry.adjusted(x, m)
    )


def _bilateral(panel: Panel) -> Array:
    """Grubel-Lloyd of all pairs: flows met by one in the other direction, without the cube."""
    flows = panel.flows
    c, p = panel.shape
    i, j, k = (index.astype(np.int64) for index in (flows.exporter, flows.importer, flows.product))
    key, mirror = (i * c + j) * p + k, (j * c + i) * p + k
    order = np.argsort(key)
    place = np.minimum(np.searchsorted(key[order], mirror), key.size - 1)
    met = key[order][place] == mirror
    returned = np.where(met, flows.value[order][place], 0.0)
    both = flows.by_pair(np.minimum(flows.value, returned))
    total = flows.pairs + flows.pairs.T
    # |x - m| = x + m - 2 min(x, m), so the index is the share of trade that is met.
    return np.divide(2 * both, total, out=np.full_like(total, np.nan), where=total > 0)


def _dependency(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    panel = trade.panel(year)
    found = dependency.dependency(panel.flows, threshold=arguments["threshold"])
    held, warnings = _held(trade, year, panel, arguments["threshold"])
    leader = pl.Series(found.leader.ravel())
    imports = panel.flows.imports
    share = np.divide(
        found.leader_value, imports, out=np.full_like(imports, np.nan), where=imports > 0
    )
    table = panel.of_cells(
        import_hhi=found.import_hhi,
        world_hhi=np.broadcast_to(found.world_hhi, panel.shape),
        imports_to_exports=found.imports_to_exports,
        dependent=found.dependent,
        persistent=held,
        leader=panel.countries.gather(leader.clip(0)).zip_with(
            leader >= 0, pl.Series([None], dtype=panel.countries.dtype)
        ),
        leader_share=share,
        suppliers=found.suppliers,
        hhi_without_leader=found.hhi_without_leader,
        selling_exports=found.selling_exports,
        others_exports=found.others_exports,
    )
    return Output(_exposed(panel, table, found, arguments), warnings)


def _exposed(
    panel: Panel, table: pl.DataFrame, found: dependency.Dependency, arguments: Arguments
) -> pl.DataFrame:
    """The rows of one importer, or of those that depend on one supplier."""
    rows = np.ones(panel.shape, dtype=np.bool_)
    if arguments["importer"] is not None:
        rows[np.arange(panel.shape[0]) != panel.country(arguments["importer"])] = False
    if arguments["exporter"] is not None:
        supplier = panel.country(arguments["exporter"])
        rows &= np.stack([dependency.exposure(found, j, supplier) for j in range(panel.shape[0])])
    return table.filter(pl.Series(rows.ravel()))


def _held(
    trade: Trade, year: int, panel: Panel, threshold: float
) -> tuple[pl.Series, tuple[str, ...]]:
    """Whether each cell was dependent in two of three years; null without three years."""
    window = [one for one in range(year - dependency.WINDOW + 1, year + 1) if one in trade.years]
    if len(window) < dependency.WINDOW:
        unknown = pl.Series([None], dtype=pl.Boolean).new_from_index(0, panel.exports.size)
        return unknown, (f"persistence needs three years up to {year}, there are {len(window)}",)
    keys = panel.of_cells().select("country", "product")
    years = []
    for one in window:
        past = trade.panel(one)
        dependent = dependency.dependency(past.flows, threshold=threshold).dependent
        table = past.of_cells(dependent=dependent).drop("year")
        joined = keys.join(table, on=["country", "product"], how="left", maintain_order="left")
        years.append(joined["dependent"].fill_null(value=False).to_numpy())
    return pl.Series(dependency.persistent(years)), ()


INDICATORS = (
    Indicator(
        "concentration",
        "Concentration of exports or imports over products or partners",
        "HHI = sum s^2; UNCTAD = (sqrt HHI - sqrt 1/n) / (1 - sqrt 1/n); Theil = ln n - H, "
        "extensive = ln(n / active)",
        "Herfindahl-Hirschman; UNCTAD; Theil; Cadot, Carrere and Strauss-Kahn 2011",
        "index; theil, shannon: nats",
        "exports",
        {"": ("year", "country", *_CONCENTRATION)},
        each_year(_concentration),
        arguments=(
            Argument("flow", "exports", "of what", choices=("exports", "imports")),
            Argument(
                "over", "products", "over products or partners", choices=("products", "partners")
            ),
            Argument("n", None, "number of classes; those of the table if not given", kind=int),
        ),
        all_goods=False,
        partners=When("over", ("partners",)),
        pair_totals=True,
    ),
    Indicator(
        "intra-industry",
        "Intra-industry trade",
        "1 - sum|x - m| / sum(x + m); adjusted: [sum(x+m) - sum|x-m|] / "
        "[sum(x+m) - |sum x - sum m|]",
        "Grubel and Lloyd 1975",
        "share in [0, 1]",
        "exports and imports",
        {
            "countries": ("year", "country", "value", "adjusted"),
            "products": ("year", "country", "product", "value"),
            "pairs": ("year", "exporter", "importer", "value"),
        },
        each_year(_intra_industry),
        arguments=(of("countries", "products", "pairs"), EXPORTER, IMPORTER),
        all_goods=False,
        partners=When("of", ("pairs",)),
    ),
    Indicator(
        "dependency",
        "Supply dependency of an importer in a product",
        "HHI of suppliers > 0.4 and HHI of world exporters > 0.4 and imports / exports > 1; "
        "persistent: in two of three years",
        "CEPII GeoDep; European Commission SWD(2021)352",
        "indices; imports_to_exports: ratio, 9999 without exports; selling_exports, "
        "others_exports: what suppliers other than the leader, and all others, sell to the world",
        "flows",
        {
            "": (
                "year",
                "country",
                "product",
                "import_hhi",
                "world_hhi",
                "imports_to_exports",
                "dependent",
                "persistent",
                "leader",
                "leader_share",
                "suppliers",
                "hhi_without_leader",
                "selling_exports",
                "others_exports",
            )
        },
        _dependency,
        arguments=(
            Argument(
                "threshold",
                dependency.CONCENTRATED,
                "of both concentrations, strictly above",
                peer="CEPII GeoDep",
                kind=float,
            ),
            Argument("exporter", None, "only where the importer depends and this supplier leads"),
            IMPORTER,
        ),
        all_goods=False,
    ),
)
