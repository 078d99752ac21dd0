"""Which industry makes a product and which industries buy it, from the tables of the USA."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scripts.extract.output import Extract, Given, write_parquet
from sinergi.origin import Licence, Published

_USE = Given(
    "chains/bea2017_detail_use_pro.csv.gz",
    "d352f8fa70d9419d8e188ee157f10a3c9ee30a75cf03f7f87261513b586d71e0",
)
_BRIDGE = Given(
    "chains/hs17_6_to_bea2017_detail.csv.gz",
    "fb0b584a138b9e7bc0ab49e273627174b32f3c00a716de964fef25f9b3206572",
)
LEAST = 0.02
"""Share of what goods-making industries buy of a commodity below which a buyer is left out."""

_LICENCE = Licence(
    name="public domain",
    url="https://www.bea.gov/help/faq/147",
    attribution="U.S. Bureau of Economic Analysis; bridge from HS codes: concordance package (MIT)",
)
_FILES = (
    Published(
        where="U.S. Bureau of Economic Analysis, Input-Output Accounts, 2017 benchmark",
        path="use table after redefinitions, producers' prices, 402 industries",
        terms="public domain",
    ),
    Published(
        where="HS 2017 to BEA 2017 detail bridge",
        path="hs17_6_to_bea2017_detail",
        terms="MIT",
    ),
)


def _bridge(files: Path) -> pl.DataFrame:
    return pl.read_csv(_BRIDGE.below(files), infer_schema=False)


def makers(files: Path, path: Path) -> None:
    """HS 2017 subheading and the BEA industry whose commodity it is."""
    table = _bridge(files).select(
        pl.col("hs17_6").alias("product"), pl.col("bea2017").alias("industry")
    )
    write_parquet(table.unique().sort("product", "industry"), path)


def uses(files: Path, path: Path) -> None:
    """Commodity, industry that buys it, share of what all goods-making industries buy of it."""
    # The bridge also has codes of final demand and government, which begin with a letter.
    makes_goods = {code for code in _bridge(files)["bea2017"] if code[0].isdigit()}
    use = pl.read_csv(_USE.below(files), infer_schema_length=None)
    table = (
        use.filter(pl.col("rownames").is_in(makes_goods))
        .unpivot(
            on=[name for name in use.columns if name in makes_goods],
            index="rownames",
            variable_name="industry",
            value_name="value",
        )
        .rename({"rownames": "commodity"})
        .filter(pl.col("value") > 0)
        .with_columns(share=(pl.col("value") / pl.col("value").sum().over("commodity")).round(4))
        .filter(pl.col("share") >= LEAST)
        .select("commodity", "industry", "share")
    )
    write_parquet(table.sort("commodity", "industry"), path, split=("share",))


EXTRACTS = [
    Extract(
        path="companies/candidates/product-industries.parquet",
        make=makers,
        title="Products of the HS 2017 by the industry that makes them (BEA detail, 2017)",
        producer="U.S. Bureau of Economic Analysis",
        version="2017 benchmark",
        licence=_LICENCE,
        source="https://www.bea.gov/industry/input-output-accounts-data",
        extraction="The bridge's two columns, repeated rows left out.",
        given=(_BRIDGE,),
        files=_FILES,
        notes=("The industries are those of the United States.",),
    ),
    Extract(
        path="companies/candidates/industry-uses.parquet",
        make=uses,
        title="Which goods-making industries buy how much of a commodity (BEA detail, 2017)",
        producer="U.S. Bureau of Economic Analysis",
        version="2017 benchmark",
        licence=_LICENCE,
        source="https://www.bea.gov/industry/input-output-accounts-data",
        extraction="Cells of the use table between commodities and industries that make goods, as "
        "shares of each commodity's row over these industries, to four digits; shares below 0.02 "
        "left out; services, final demand and totals left out.",
        given=(_USE, _BRIDGE),
        files=_FILES,
        notes=(
            "One commodity holds many products: a share says that the industry buys some of them.",
            "The structure is that of the United States in 2017.",
        ),
    ),
]
