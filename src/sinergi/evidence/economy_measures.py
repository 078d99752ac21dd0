"""Measures on whole economies: GDP, population, complexity, distance, and the basket's share."""

from __future__ import annotations

from sinergi.errors import UsageError
from sinergi.evidence.cuts import year_of
from sinergi.evidence.measures import ALL, WORLD, Result, as_input, evidence, measure
from sinergi.evidence.provenance import Input, Unit
from sinergi.vocabulary import development, geography
from sinergi.vocabulary.reasons import Reason

_WDI = "The World Bank, World Development Indicators"
_ECI = "Growth Lab at Harvard University, Atlas of Economic Complexity; Hausmann et al. (2014)"


def _series(country: str, series: str, year: str) -> Result:
    values = development.wdi(country, series)
    value = values.get(year_of(year))
    inputs = (Input(name=series, rows=len(values), filter=f"country {country}, year {year}"),)
    if value is None:
        return Result(None, inputs, Reason("series-no-value", country=country, year=year))
    return Result(value, inputs)


def _as_published(name: str, series: str, unit: Unit, label: str, code: str) -> None:
    """Register a series of the WDI as a measure of country and year."""

    @measure(
        name,
        "country year",
        unit=unit,
        label=f"{label} of {{country}}, {{year}}",
        formula=f"as published, {code}",
        source=_WDI,
        dataset="wdi",
    )
    def read(country: str, year: str) -> Result:
        """As the World Bank publishes it."""
        return _series(country, series, year)


_BOP = "(balance of payments)"
_as_published("gdp", "gdp", "USD", "GDP", "NY.GDP.MKTP.CD")
_as_published("gdp-per-head", "gdppc", "USD", "GDP per head", "NY.GDP.PCAP.CD")
_as_published("population", "population", "count", "Population", "SP.POP.TOTL")
for _side, _code in (("exports", "BX.GSR.MRCH.CD"), ("imports", "BM.GSR.MRCH.CD")):
    _as_published(
        f"goods-{_side}",
        f"{_side}_goods_bop",
        "USD",
        f"{_side.capitalize()} of all goods",
        f"{_code} {_BOP}",
    )


@measure(
    "eci",
    "country year",
    unit="index",
    label="Economic complexity index of {country}, {year}",
    formula="as published; second eigenvector of the country-product matrix, standardised",
    source=_ECI,
    dataset="eci",
)
def eci(country: str, year: str) -> Result:
    """No unit; levels of different years are not comparable."""
    when = year_of(year)
    values = development.eci(country)
    inputs = (Input(name="eci", rows=len(values), filter=f"country {country}, year {year}"),)
    if when not in values:
        return Result(None, inputs, Reason("index-not-published", country=country, year=year))
    return Result(values[when], inputs)


@measure(
    "eci-rank",
    "country year",
    unit="rank",
    label="Place of {country} by economic complexity, {year}",
    formula="1 + number of countries whose published index is larger",
    source=_ECI,
    dataset="eci",
)
def eci_rank(country: str, year: str) -> Result:
    """1 is the most complex."""
    ranks = development.eci_ranks(year_of(year))
    inputs = (Input(name="countries with an index", value=float(len(ranks)), unit="count"),)
    if country not in ranks:
        return Result(None, inputs, Reason("index-not-published", country=country, year=year))
    return Result(float(ranks[country]), inputs)


@measure(
    "distance",
    "exporter importer",
    unit="km",
    label="Distance between {exporter} and {importer}",
    formula="great-circle distance between the most populous cities (column dist)",
    source="Mayer and Zignago (2011), Notes on CEPII's distances measures: The GeoDist database",
    dataset="geodist",
)
def distance(exporter: str, importer: str) -> Result:
    """Kilometres."""
    value = geography.distance(exporter, importer)
    if value is None:
        return Result(None, unknown=Reason("no-distance"))
    return Result(value, (Input(name="dist", rows=1, filter=f"{exporter}, {importer}"),))


@measure(
    "basket-share",
    "country side year",
    unit="share",
    label="Share of {country}'s goods {side} that the dataset covers, {year}",
    formula="trade of the dataset over goods trade of the balance of payments",
    source=f"Own ratio; {_WDI}",
)
def basket_share(dataset: str, country: str, side: str, year: str) -> Result:
    """Fraction; ``side`` is ``exports`` or ``imports``. Sources differ, so it may exceed 1."""
    if side not in ("exports", "imports"):
        raise UsageError(f"'{side}' is neither exports nor imports")
    pair = (country, WORLD) if side == "exports" else (WORLD, country)
    over = evidence("trade-value", *pair, ALL, year, dataset=dataset)
    under = evidence(f"goods-{side}", country, year, dataset="wdi")
    inputs = (as_input("dataset", over), as_input("balance of payments", under))
    if over.value is None or not under.value:
        unknown = over.unknown or under.unknown or Reason("no-trade")
        return Result(None, inputs, unknown, also=("wdi",))
    return Result(over.value / under.value, inputs, also=("wdi",))
