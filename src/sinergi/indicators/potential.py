r"""Export potential after Decreux and Spies (2016), with every factor kept apart.

.. math::
    EPI_{ijk} &= Supply_{ik} \cdot Demand_{jk} \cdot Tariff_{ijk} \cdot Ease_{ij}
                 \cdot Distance_{ijk} \\
    Supply_{ik} &= \frac{v_{ik} G_i}{\sum_{i'} v_{i'k} G_{i'}}
                   \cdot \min(1, \frac{v_{ik}}{m_{ik}})
                   \cdot \frac{1 + \bar t_{ik}}{1 + \bar t_k} \\
    Demand_{jk} &= v_{jk} \, Pop_j \, (G_j / Pop_j)^{\epsilon_{jk}} \\
    Tariff_{ijk} &= \frac{1 + \bar t_{jk}}{1 + t_{ijk}} \\
    Ease_{ij} &= \frac{v_{ij}}{\sum_k (v_{ik} / v_k) \, v_{jk}} \\
    Distance_{ijk} &= e^{-|\overline{\ln D}_{jk} - \ln D_{ij}|}

``v`` are flows averaged over the last five years, ``G`` and ``Pop`` the expected over the current
GDP and population in five years. The potential has the unit of the flows. What of it is used and
what is not is decided in each cell, before anything is added up:

    realised = min(EPI, actual)        unrealised = max(EPI - actual, 0)

The indicator is the International Trade Centre's; data and treatment here are not, so the numbers
are not theirs. For pairs that did not trade ease is 0 and so is the potential: ``gravity_ease``
replaces these zeros by a prediction and marks them; ``shrinkage.shrunk_ease`` draws all pairs
towards it, so that the potential is continuous in the flow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError
from sinergi.indicators.arrays import Array, Mask, divide, matrix, vector
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.tariffs import Tariffs, mean_tariffs


@dataclass(frozen=True)
class Outlook:
    """What is expected of each country in five years, and how its demand answers.

    Args:
        gdp: Expected over current GDP, ``(C,)``: 1.10 for ten per cent more. NaN: not known.
        population: The same for population.
        elasticity: Of imports per head to GDP per head, one number or ``(C, P)``.

    NaN is taken as 1, no change, and counted in the ``assumed`` of the factors.
    """

    gdp: ArrayLike | None = None
    population: ArrayLike | None = None
    elasticity: ArrayLike = 1.0


@dataclass(frozen=True)
class PairPotential:
    """The potential of one pair by product ``(P,)``, and all it is made of.

    ``supply = market_share * own_use * margin`` and ``potential = supply * demand * tariff * ease *
    distance``. ``ease_predicted`` says that ease rests on gravity alone, not on trade seen;
    ``distance_assumed`` that the distance of the pair is not known and its factor taken as 1.
    ``ease_low`` and ``ease_high`` are the ends of ease's range, equal to it where it has none.
    """

    market_share: Array
    own_use: Array
    margin: Array
    supply: Array
    demand: Array
    tariff: Array
    ease: float
    distance: Array
    potential: Array
    actual: Array
    ease_predicted: bool
    distance_assumed: bool
    ease_low: float
    ease_high: float

    @property
    def realised(self) -> Array:
        """The part of the potential that trade fills already."""
        return np.minimum(self.potential, self.actual)

    @property
    def unrealised(self) -> Array:
        """The part of the potential that is still open."""
        return np.maximum(self.potential - self.actual, 0.0)

    def unrealised_at(self, ease: float) -> Array:
        """The part that would be open at another ease, such as an end of its range."""
        cells = self.supply * self.demand * self.tariff * ease * self.distance
        return np.maximum(cells - self.actual, 0.0)


@dataclass(frozen=True)
class Factors:
    """The factors of all cells of the world as small tables; the cube is never built.

    ``market_share``, ``own_use``, ``margin``, ``demand``, ``usual_distance`` (geometric mean of an
    importer's distances, NaN without trade) are ``(C, P)``, ``ease`` and ``distance`` ``(C, C)``.
    ``ease_range`` holds the lower and the upper end of ease, ``(C, C)`` each, where they are known.
    ``tariff_base`` is the numerator of the tariff factor, ``1 + levied``, ``(C, P)``.
    ``assumed`` counts what was not known and taken as neutral, by name.
    """

    flows: Flows
    market_share: Array
    own_use: Array
    margin: Array
    demand: Array
    ease: Array
    ease_predicted: Mask
    distance: Array
    usual_distance: Array
    tariffs: Tariffs | None
    tariff_base: Array
    assumed: dict[str, int]
    ease_range: tuple[Array, Array] | None = None

    @cached_property
    def supply(self) -> Array:
        """Projected share in the world market, for own use and for tariffs faced, ``(C, P)``."""
        return self.market_share * self.own_use * self.margin

    def tariff(self, exporter: ArrayLike, importer: ArrayLike, product: ArrayLike) -> Array:
        """The tariff factor of each cell asked for; 1 where the tariff is not known."""
        i, j, k = np.broadcast_arrays(exporter, importer, product)
        if self.tariffs is None:
            return np.ones(i.shape)
        factor = self.tariff_base[j, k] / (1 + self.tariffs.rates(i, j, k))
        return np.where(np.isnan(factor), 1.0, factor)

    def pair(self, exporter: int, importer: int) -> PairPotential:
        """One pair, with its components by product.

        Raises:
            InputError: exporter and importer are the same.
        """
        if exporter == importer:
            raise InputError("exporter and importer are the same country", where="pair")
        tariff = self.tariff(exporter, importer, np.arange(self.flows.products))
        distance = nearness(self.distance[exporter, importer], self.usual_distance[importer])
        ease = float(self.ease[exporter, importer])
        ends = self.ease_range or (self.ease, self.ease)
        supply, demand = self.supply[exporter], self.demand[importer]
        return PairPotential(
            market_share=self.market_share[exporter],
            own_use=self.own_use[exporter],
            margin=self.margin[exporter],
            supply=supply,
            demand=demand,
            tariff=tariff,
            ease=ease,
            distance=distance,
            potential=supply * demand * tariff * ease * distance,
            actual=self.flows.pair(exporter, importer),
            ease_predicted=bool(self.ease_predicted[exporter, importer]),
            distance_assumed=bool(np.isnan(self.distance[exporter, importer])),
            ease_low=float(ends[0][exporter, importer]),
            ease_high=float(ends[1][exporter, importer]),
        )


def nearness(distance: ArrayLike, usual: ArrayLike) -> Array:
    """The distance factor, in (0, 1]: how near ``distance`` is to what is usual, either way.

    ``exp(-|ln a - ln b|) = min(a/b, b/a)``. 1 where either is not known.
    """
    ratio = np.asarray(distance, dtype=np.float64) / np.asarray(usual, dtype=np.float64)
    factor = np.minimum(ratio, 1 / ratio)
    return np.where(np.isnan(factor), 1.0, factor)


def factors(
    flows: Flows,
    *,
    distance: ArrayLike,
    outlook: Outlook | None = None,
    tariffs: Tariffs | None = None,
    ease: tuple[Array, Mask] | None = None,
    ease_range: tuple[Array, Array] | None = None,
    exclude: Mask | None = None,
) -> Factors:
    """The factor tables of a world.

    Args:
        flows: Mean of five years; all countries, since shares are of the world.
        distance: Between countries ``(C, C)`` in any one unit of length, positive; NaN unknown.
        outlook: Expected growth; without it the potential is that of today.
        tariffs: Without them the two tariff factors are 1.
        ease: Of each pair and whether it rests on gravity alone, from ``gravity_ease`` or
            ``shrunk_ease``; without it ease is observed.
        ease_range: The lower and the upper end of each pair's ease, ``(C, C)`` each.
        exclude: Exporter and product ``(C, P)`` whose supply is re-exported and counts as none.

    Raises:
        InputError: a shape does not fit, or a distance is not positive.
    """
    shape = (flows.countries, flows.products)
    gdp, people, elasticity, assumed = _expectations(outlook or Outlook(), shape)
    lengths = _distances(distance, flows.countries)
    projected = flows.exports * gdp[:, None]
    market_share = divide(projected, projected.sum(axis=0), otherwise=0.0)
    if exclude is not None:
        market_share[np.broadcast_to(exclude, shape)] = 0.0
    margin, base, assumed["tariff"] = _tariff_tables(flows, tariffs)
    assumed["distance"] = int(np.isnan(lengths).sum()) - flows.countries
    observed = observed_ease(flows)
    return Factors(
        flows=flows,
        market_share=market_share,
        own_use=np.minimum(1.0, divide(flows.exports, flows.imports, otherwise=1.0)),
        margin=margin,
        demand=flows.imports * people[:, None] * (gdp / people)[:, None] ** elasticity,
        ease=observed if ease is None else ease[0],
        ease_predicted=np.zeros(observed.shape, dtype=np.bool_) if ease is None else ease[1],
        distance=lengths,
        usual_distance=_usual_distance(flows, lengths),
        tariffs=tariffs,
        tariff_base=base,
        assumed={name: count for name, count in assumed.items() if count},
        ease_range=ease_range,
    )


def expected_trade(flows: Flows) -> Array:
    """What the world shares of ``i`` in each product let ``j`` buy from it, ``(C, C)``."""
    share = divide(flows.exports, flows.exports.sum(axis=0), otherwise=0.0)
    return share @ flows.imports.T


def observed_ease(flows: Flows) -> Array:
    """Ease of trade ``(C, C)``: actual over expected trade of a pair, 0 where none is expected."""
    return divide(flows.pairs, expected_trade(flows), otherwise=0.0)


def gravity_ease(flows: Flows, predicted: ArrayLike) -> tuple[Array, Mask]:
    """Ease with a gravity prediction where a pair did not trade, and the mask of these pairs.

    Args:
        flows: The flows.
        predicted: Trade of each pair that the gravity model expects, ``(C, C)``, in the unit of
            the flows; NaN where it predicts nothing, and ease stays 0 there.
    """
    mu = np.asarray(predicted, dtype=np.float64)
    ease, expected = observed_ease(flows), expected_trade(flows)
    unseen = (flows.pairs == 0) & (expected > 0) & ~np.isnan(mu)
    np.fill_diagonal(unseen, False)
    ease[unseen] = mu[unseen] / expected[unseen]
    return ease, unseen


def _expectations(
    outlook: Outlook, shape: tuple[int, int]
) -> tuple[Array, Array, Array, dict[str, int]]:
    """GDP and population ratios ``(C,)``, elasticities ``(C, P)``, and what was assumed."""
    assumed: dict[str, int] = {}
    ratios = []
    for name, values in (("gdp", outlook.gdp), ("population", outlook.population)):
        raw = np.full(shape[0], np.nan) if values is None else np.asarray(values, dtype=np.float64)
        ratio = vector(np.where(np.isnan(raw), 1.0, raw), name, size=shape[0])
        if not (ratio > 0).all():
            raise InputError("an expected ratio is not positive", where=name)
        assumed[name] = int(np.isnan(raw).sum())
        ratios.append(ratio)
    elasticity = np.broadcast_to(np.asarray(outlook.elasticity, dtype=np.float64), shape)
    assumed["elasticity"] = int(np.isnan(elasticity).sum())
    return ratios[0], ratios[1], np.where(np.isnan(elasticity), 1.0, elasticity), assumed


def _distances(distance: ArrayLike, countries: int) -> Array:
    lengths = np.array(distance, dtype=np.float64)
    np.fill_diagonal(lengths, np.nan)
    matrix(np.where(np.isnan(lengths), 1.0, lengths), "distance", shape=(countries, countries))
    if (lengths <= 0).any():
        i, j = (int(n) for n in np.argwhere(lengths <= 0)[0])
        raise InputError(
            f"the distance of the countries {i} and {j} is {lengths[i, j]}",
            where="distance",
            advice="Give a positive length, or NaN where it is not known",
        )
    return lengths


def _usual_distance(flows: Flows, lengths: Array) -> Array:
    """Geometric mean of the distances an importer buys a product over, ``(C, P)``."""
    logs = np.nan_to_num(np.log(lengths))
    known = (~np.isnan(lengths)).astype(np.float64)
    total, weight = np.zeros((2, flows.countries, flows.products))
    for part in flows.chunks():
        pair = part.exporter, part.importer
        total += part.by_importer(part.value * logs[pair])
        weight += part.by_importer(part.value * known[pair])
    return np.exp(divide(total, weight))


def _tariff_tables(flows: Flows, tariffs: Tariffs | None) -> tuple[Array, Array, int]:
    """The margin, the numerator of the tariff factor, and the flows whose tariff is not known."""
    shape = (flows.countries, flows.products)
    if tariffs is None:
        return np.ones(shape), np.ones(shape), 0
    mean = mean_tariffs(flows, tariffs)
    margin = (1 + mean.faced) / (1 + mean.world)
    return np.where(np.isnan(margin), 1.0, margin), 1 + mean.levied, mean.unknown
