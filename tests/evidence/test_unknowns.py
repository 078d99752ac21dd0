"""What a measure cannot know is unknown with a reason, and what makes no sense is refused."""

from __future__ import annotations

import pytest

from sinergi.errors import SinergiError, UnknownNameError, UsageError
from sinergi.evidence import evidence

BASKET, WINDOW = "baci-minerals", "2020-2024"
CHAPTERS, MINERALS = "baci-exports", "usgs-minerals"

UNKNOWN = [
    # A country that the dataset never has, as exporter and as importer.
    ("export-potential", ("MCO", "IDN", "260400", WINDOW), BASKET, "country-not-in-dataset"),
    ("unrealised-potential", ("IDN", "MCO", "all", WINDOW), BASKET, "country-not-in-dataset"),
    ("unrealised-potential-low", ("IDN", "MCO", "all", WINDOW), BASKET, "country-not-in-dataset"),
    ("unrealised-potential-high", ("IDN", "MCO", "all", WINDOW), BASKET, "country-not-in-dataset"),
    ("potential-supply", ("MCO", "260400", WINDOW), BASKET, "country-not-in-dataset"),
    ("potential-demand", ("MCO", "260400", WINDOW), BASKET, "country-not-in-dataset"),
    ("potential-ease", ("MCO", "IDN", WINDOW), BASKET, "country-not-in-dataset"),
    ("potential-distance", ("MCO", "IDN", "260400", WINDOW), BASKET, "country-not-in-dataset"),
    ("complementarity", ("MCO", "IDN", "all", WINDOW), BASKET, "country-not-in-dataset"),
    ("shared-chains", ("MCO", "IDN", WINDOW), BASKET, "country-not-in-dataset"),
    ("dependence-relieved", ("IDN", "MCO", WINDOW), BASKET, "country-not-in-dataset"),
    ("trade-value", ("MCO", "IDN", "260400", 2020), BASKET, "country-no-trade-in-years"),
    # A product that the dataset does not hold, and one that is no line of it.
    ("export-potential", ("TJK", "IDN", "870321", WINDOW), BASKET, "product-not-held"),
    ("complementarity", ("TJK", "IDN", "870321", WINDOW), BASKET, "product-not-held"),
    ("complementarity", ("TJK", "IDN", "2604", WINDOW), BASKET, "product-no-line"),
    ("potential-supply", ("TJK", "2604", WINDOW), BASKET, "product-no-line"),
    ("potential-distance", ("TJK", "IDN", "2604", WINDOW), BASKET, "product-no-line"),
    ("peak-year", ("TJK", "IDN", "870321"), BASKET, "product-not-held"),
    ("traded-years", ("TJK", "IDN", "870321"), BASKET, "product-not-held"),
    ("quiet-years", ("TJK", "IDN", "870321"), BASKET, "product-not-held"),
    ("trade-quantity", ("TJK", "IDN", "870321", 2010), BASKET, "product-not-held"),
    ("unit-value", ("TJK", "IDN", "870321", 2010), BASKET, "product-not-held"),
    ("exporter-rank", ("TJK", "870321", 2010), BASKET, "product-not-held"),
    ("market-rank", ("TJK", "IDN", "870321", 2010), BASKET, "product-not-held"),
    # Years outside what is held.
    ("export-potential", ("TJK", "IDN", "760110", "1980-1984"), BASKET, "years-not-covered"),
    ("dependence-relieved", ("TJK", "IDN", "1980-1984"), BASKET, "years-not-covered"),
    ("trade-growth", ("TJK", "IDN", "760110", 1980, 2010), BASKET, "years-not-covered"),
    # What is only meant for all goods.
    ("rca", ("TJK", "760110", WINDOW), BASKET, "not-all-goods"),
    ("density", ("TJK", "760110", WINDOW), BASKET, "not-all-goods"),
    ("pci", ("760110", WINDOW), BASKET, "not-all-goods"),
    ("rca", ("TJK", "2604", WINDOW), BASKET, "product-no-line"),
    ("pci", ("870321", WINDOW), BASKET, "product-not-held"),
    # Totals have no flows between two countries.
    ("export-potential", ("TJK", "IDN", "76", "2016-2020"), CHAPTERS, "totals-no-flows"),
    ("rca", ("MCO", "76", "2018-2020"), CHAPTERS, "country-no-trade-in-years"),
    ("market-rank", ("TJK", "IDN", "76", 2020), CHAPTERS, "totals-no-partners"),
    # No trade at one end, in the years, at all.
    ("trade-growth", ("TJK", "IDN", "760110", 2008, 2012), BASKET, "no-trade-at-end"),
    ("unit-value", ("TJK", "IDN", "760110", 2020), BASKET, "quantity-unknown"),
    ("peak-year", ("TJK", "PRY", "760110"), BASKET, "no-trade-in-dataset"),
    ("exporter-rank", ("LSO", "760110", 2020), BASKET, "country-no-such-trade"),
    ("market-rank", ("TJK", "PRY", "760110", 2020), BASKET, "no-trade-in-years"),
    # Figures that nobody publishes.
    ("gdp", ("PRK", 2020), "wdi", "series-no-value"),
    ("eci", ("MCO", 2020), "eci", "index-not-published"),
    ("eci-rank", ("MCO", 2020), "eci", "index-not-published"),
    ("distance", ("IDN", "XKK"), "geodist", "no-distance"),
    ("mineral", ("TJK", "nickel", "reserves", 2025), MINERALS, "source-no-figure"),
    ("mineral-rank", ("TJK", "nickel", "reserves", 2025), MINERALS, "source-no-figure"),
    ("mineral-share", ("TJK", "nickel", "reserves", 2025), MINERALS, "source-no-figure"),
    ("tariff", ("TJK", "IDN", "999999", "HS22"), "idn-mfn", "no-duty"),
    ("facility-capacity", ("MCO", "coal-power", "operating"), "gem-facilities", "facility-none"),
    # Steps to final use.
    ("ladder-share", ("IDN", "sideways", "2018-2020"), CHAPTERS, "no-such-step"),
    ("ladder-share", ("MCO", "far", "2018-2020"), CHAPTERS, "no-trade"),
    ("upstreamness", ("MCO", "2018-2020"), CHAPTERS, "no-trade"),
    # By chapter: the exporter or the importer is not in the data.
    (
        "chapter-potential",
        ("MCO", "IDN", "870321"),
        "baci-imports",
        "country-no-trade-in-years",
    ),
]


@pytest.mark.parametrize(
    ("measure", "arguments", "dataset", "code"),
    UNKNOWN,
    ids=[f"{name}-{code}-{n}" for n, (name, _, _, code) in enumerate(UNKNOWN)],
)
def test_what_cannot_be_known_has_a_reason(
    measure: str, arguments: tuple[str | int, ...], dataset: str, code: str
) -> None:
    found = evidence(measure, *arguments, dataset=dataset)
    assert found.value is None
    assert found.unknown is not None
    assert found.unknown.code == code


REFUSED: list[tuple[str, tuple[str | int, ...], str, type[SinergiError], str]] = [
    ("export-potential", ("IDN", "IDN", "all", WINDOW), BASKET, UsageError, "same country"),
    ("trade-growth", ("TJK", "IDN", "760110", 2012, 2012), BASKET, UsageError, "must lie after"),
    ("gdp", ("IDN", "2018-2020"), "wdi", UsageError, "is not a year"),
    ("gdp", ("IDN", 2020), BASKET, UsageError, "wdi"),
    ("distance", ("IDN", "TJK"), "wdi", UsageError, "geodist"),
    ("mineral", ("IDN", "nickel", "reserves", 2025), BASKET, UnknownNameError, "no mineral"),
    ("mineral", ("IDN", "nickel", "reserves", "2020-2025"), MINERALS, UsageError, "not a year"),
    ("facility-count", ("IDN", "coal", "operating"), "wdi", UsageError, "gem-facilities"),
    ("facility-count", ("IDN", "windmill", "operating"), "gem-facilities", UsageError, "no kind"),
    ("facility-count", ("IDN", "coal-power", "asleep"), "gem-facilities", UsageError, "no state"),
    ("plant-capacity", ("Nurek",), "gem-facilities", UsageError, "no power plant of number"),
    ("plant-capacity", (99999999,), "gem-facilities", UsageError, "no power plant of number"),
    ("tariff", ("TJK", "IDN", "870321", "HS22"), "wdi", UnknownNameError, "wdi"),
    ("trade-value", ("TJK", "IDN", "7601101", 2020), BASKET, UsageError, "2, 4 or 6 digits"),
    ("trade-value", ("TJK", "IDN", "760110", "next"), BASKET, UsageError, "neither a year"),
    ("trade-value", ("TJK", "ZZZ", "760110", 2020), BASKET, UnknownNameError, "ZZZ"),
    ("no-such-measure", (), BASKET, UnknownNameError, "not known"),
    ("trade-value", ("TJK",), BASKET, UsageError, "takes 4 arguments"),
]


@pytest.mark.parametrize(("measure", "arguments", "dataset", "error", "says"), REFUSED)
def test_what_makes_no_sense_is_refused(
    measure: str,
    arguments: tuple[str | int, ...],
    dataset: str,
    error: type[SinergiError],
    says: str,
) -> None:
    with pytest.raises(error, match=says):
        evidence(measure, *arguments, dataset=dataset)
