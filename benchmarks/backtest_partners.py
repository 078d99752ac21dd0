"""Whether the partners that are named first are those with which trade grew: against simple orders.

All countries are ranked as partners of each country with data up to t. What is asked of the first
ten: how much of the growth of trade both ways they brought, annual mean of t + 1 to t + 5 over that
of t - 4 to t, of what the best ten would have brought (growth); and how many of the flows that came
true, both ways, of what the best ten had (new flows: below 100,000 dollars in t, at least that and
twice as much in t + 5).

    python -m benchmarks.backtest_partners [--write | --check]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from benchmarks import pages
from sinergi.evidence.worlds import world
from sinergi.opportunities.moments import moment
from sinergi.opportunities.opportunity import SMALL
from sinergi.opportunities.partners import Partner, PartnerComponent, partner_weights, partners
from sinergi.trade import catalogue

YEARS = (2014, 2019)
FIRST = 10
RESAMPLES, SEED, CONFIDENCE = 1_000, 1, 0.95
MEASURES = ("growth", "new flows")
BEFORE: dict[PartnerComponent, float] = {
    "unrealised": 0.4,
    "complementarity": 0.2,
    "chains": 0.2,
    "dependence": 0.2,
}
"""The weights of the ranking that trade and its breadth were added to."""


def _traded(one: Partner) -> float:
    return (one.exports.value or 0.0) + (one.imports.value or 0.0)


def _alone(name: PartnerComponent) -> Callable[[Partner], float]:
    return lambda one: one.percentiles.get(name, 0.0)


def _before(one: Partner) -> float:
    known = {name: weight for name, weight in BEFORE.items() if name in one.percentiles}
    whole = sum(known.values())
    return sum(one.percentiles[name] * weight for name, weight in known.items()) / whole


def rankings(size: dict[str, float]) -> dict[str, Callable[[Partner], float]]:
    """Larger is better; ``size`` is what each country trades with all."""
    return {
        "default": lambda one: one.score,
        "trade of the two": lambda one: _traded(one) + 1e-12 * size[one.country],
        "trade with all": lambda one: size[one.country],
        "what it was before": _before,
        **{f"{name} alone": _alone(name) for name in partner_weights() if name != "trade"},
    }


def judged(year: int) -> dict[str, np.ndarray]:
    """Part of the best ten's growth and new flows, ``(countries, 2)``, NaN where nothing came."""
    dataset = catalogue.dataset(catalogue.EMBEDDED_TRADE)
    at = moment(dataset, year)
    flows, later = at.known.window.flows, world(dataset.id, year + 1, year + 5).flows
    gained = np.maximum(later.pairs - flows.pairs, 0.0)
    new = np.zeros_like(gained)
    for exporter in at.exporters():
        new[exporter] = (at.candidates(exporter, SMALL) & at.came_true(exporter, SMALL)).sum(axis=1)
    growth, appeared = gained + gained.T, new + new.T
    traded = flows.exports.sum(axis=1) + flows.imports.sum(axis=1)
    names = at.known.window.countries
    size = dict(zip(names, traded, strict=True))
    found: dict[str, list[list[float]]] = {name: [] for name in rankings(size)}
    for place in np.flatnonzero(traded > 0):
        i = int(place)
        every = partners(names[i], dataset=dataset.id, year=year).items
        # By name, so that a tie does not stand in the order of the default.
        items = sorted(every, key=lambda one: one.country)
        places = np.array([at.known.window.country(one.country) for one in items])
        for name, key in rankings(size).items():
            order = np.argsort([-key(one) for one in items], kind="stable")[:FIRST]
            row = []
            for came in (growth[i], appeared[i]):
                best = np.sort(came[places])[-FIRST:].sum()
                row.append(float(came[places[order]].sum() / best) if best > 0 else np.nan)
            found[name].append(row)
    return {name: np.array(rows) for name, rows in found.items()}


def lines() -> Sequence[str]:
    """The page: countries are resampled, both years of one together."""
    parts = [judged(year) for year in YEARS]
    found = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    generator = np.random.default_rng(SEED)
    sizes = [len(part["default"]) for part in parts]
    draws = generator.integers(max(sizes), size=(RESAMPLES, max(sizes)))
    offsets = np.cumsum([0, *sizes[:-1]])
    rows = [
        np.concatenate(
            [offset + draw[draw < size] for offset, size in zip(offsets, sizes, strict=True)]
        )
        for draw in draws
    ]
    text = [
        f"All countries that trade, years {' and '.join(map(str, YEARS))}; the first {FIRST} of "
        "each; 95% intervals in brackets, countries resampled; less: the default less the row.",
        "",
        "| ranked by | " + " | ".join(f"{name} | less" for name in MEASURES) + " |",
        "| --- |" + " ---: | ---: |" * len(MEASURES),
    ]
    for name, values in found.items():
        cells = []
        for k in range(len(MEASURES)):
            gain = found["default"][:, k] - values[:, k]
            cells.append(f"{np.nanmean(values[:, k]):.3f}")
            edges = np.quantile(
                [np.nanmean(gain[row]) for row in rows],
                ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2),
            )
            told = f"{np.nanmean(gain):+.3f} [{edges[0]:+.3f}, {edges[1]:+.3f}]"
            cells.append("" if name == "default" else told)
        text.append(f"| {name} | {' | '.join(cells)} |")
    return text


if __name__ == "__main__":
    pages.main("partners", lines, "python -m benchmarks.backtest_partners")
