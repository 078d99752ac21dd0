"""Measures of what of a potential is open: its range, and what an opening can be worth at most."""

from __future__ import annotations

from sinergi.evidence.measures import WORLD, Result, as_input, evidence, measure
from sinergi.evidence.potential_measures import CREDIBILITY, ITC, pair_cells, pair_notes
from sinergi.evidence.provenance import Input


@measure(
    "open-potential",
    "exporter importer product year",
    unit="USD",
    label="What is open from {exporter} to {importer}, product {product}, {year}",
    formula="min(max(EPI - v, 0), m_jk - v): the unrealised potential, at most what the importer "
    "buys from others",
    source=ITC,
)
def open_potential(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """US dollars a year.

    The potential has no such bound of its own: ease is of the pair, all products together, and
    can be so large that supply times demand times ease exceeds the demand.
    """
    flow = (exporter, importer, product, year)
    found = {
        "unrealised": evidence("unrealised-potential", *flow, dataset=dataset),
        "imports": evidence("trade-value", WORLD, importer, product, year, dataset=dataset),
        "actual": evidence("trade-value", *flow, dataset=dataset),
    }
    inputs = tuple(as_input(name, one) for name, one in found.items())
    for one in found.values():
        if one.value is None:
            return Result(None, inputs, one.unknown)
    unrealised, imports, actual = (one.value or 0.0 for one in found.values())
    notes = found["unrealised"].notes
    return Result(min(unrealised, imports - actual), inputs, notes=notes, also=("geodist",))


@measure(
    "unrealised-potential-low",
    "exporter importer product year",
    unit="USD",
    label="Unrealised export potential from {exporter} to {importer}, product {product}, {year}: "
    "lower end",
    formula="max(EPI - v, 0) with the smaller of observed ease and gravity's",
    source=f"{ITC}; {CREDIBILITY}",
)
def unrealised_low(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """US dollars a year."""
    return _unrealised_end(dataset, exporter, importer, product, year, low=True)


@measure(
    "unrealised-potential-high",
    "exporter importer product year",
    unit="USD",
    label="Unrealised export potential from {exporter} to {importer}, product {product}, {year}: "
    "upper end",
    formula="max(EPI - v, 0) with the larger of observed ease and gravity's",
    source=f"{ITC}; {CREDIBILITY}",
)
def unrealised_high(dataset: str, exporter: str, importer: str, product: str, year: str) -> Result:
    """US dollars a year."""
    return _unrealised_end(dataset, exporter, importer, product, year, low=False)


def _unrealised_end(
    dataset: str, exporter: str, importer: str, product: str, year: str, *, low: bool
) -> Result:
    found = pair_cells(dataset, exporter, importer, product, year)
    if isinstance(found, Result):
        return found
    pair, chosen = found
    ease = pair.ease_low if low else pair.ease_high
    flow = (exporter, importer, product)
    inputs = (
        Input(name="ease", value=ease, unit="ratio"),
        as_input("potential", evidence("export-potential", *flow, year, dataset=dataset)),
        as_input("actual", evidence("trade-value", *flow, year, dataset=dataset)),
    )
    value = float(pair.unrealised_at(ease)[chosen].sum())
    return Result(value, inputs, notes=pair_notes(dataset, pair), also=("geodist",))
