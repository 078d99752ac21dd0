"""Measures that show how much of a country's trade of a year was reported at all."""

from __future__ import annotations

from sinergi.errors import UsageError
from sinergi.evidence.measures import Result, measure
from sinergi.evidence.provenance import Input
from sinergi.evidence.reporting import flow_counts
from sinergi.trade.reporting import USUAL, usual_flows
from sinergi.vocabulary.reasons import Reason

_SOURCE = "Own count; what is missing in BACI: Gaulier and Zignago 2010, CEPII WP 2010-23"


def _counts(dataset: str, country: str, year: str) -> tuple[dict[int, int], int]:
    counts = flow_counts(dataset, country)
    if not (year.isdigit() and int(year) in counts):
        raise UsageError(f"'{year}' is no year that dataset '{dataset}' holds")
    return counts, int(year)


@measure(
    "recorded-flows",
    "country year",
    unit="count",
    label="Flows of {country} that are recorded, {year}",
    formula="rows with a value above zero in which the country is exporter or importer",
    source=_SOURCE,
)
def recorded_flows(dataset: str, country: str, year: str) -> Result:
    """A count of products and partners."""
    counts, when = _counts(dataset, country, year)
    return Result(float(counts[when]), (Input(name="rows", rows=counts[when], filter=year),))


@measure(
    "usual-flows",
    "country year",
    unit="count",
    label="Flows of {country} that are usually recorded, before {year}",
    formula=f"median number of recorded flows in the {USUAL} years before that the dataset holds",
    source=_SOURCE,
)
def usual_flows_of(dataset: str, country: str, year: str) -> Result:
    """A count; unknown where fewer than two of the years before are held."""
    counts, when = _counts(dataset, country, year)
    before = f"{when - USUAL}-{when - 1}"
    inputs = (Input(name="rows", filter=before),)
    usual = usual_flows(counts, when)
    if usual is None:
        return Result(None, inputs, Reason("years-not-held", dataset=dataset, years=before))
    return Result(usual, inputs)
