"""A trade dataset's window of years as arrays: what indicators of the whole world read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import polars as pl
from threadpoolctl import threadpool_limits

from sinergi.errors import InputError, UnknownNameError
from sinergi.evidence.caching import refresh, store_cache
from sinergi.evidence.potential_parameters import potential_parameters
from sinergi.indicators.arrays import Array, Mask
from sinergi.indicators.complexity import Complexity, complexity
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.gravity import gravity
from sinergi.indicators.potential import Factors, factors
from sinergi.indicators.presence import presence
from sinergi.indicators.proximity import proximity
from sinergi.indicators.rca import rca
from sinergi.indicators.relatedness import density
from sinergi.indicators.shrinkage import Ease, shrunk_ease
from sinergi.trade import catalogue, derived, deriving, queries, totals
from sinergi.trade.catalogue import Dataset
from sinergi.trade.coverage import FEW_COUNTRIES
from sinergi.trade.derived import MEANS
from sinergi.trade.windows import mean_flows
from sinergi.vocabulary import geography
from sinergi.vocabulary.reasons import Reason
from sinergi.vocabulary.shipped import whole

DUMMIES = ("contig", "comlang_off", "colony")
"""Ties of a pair in GeoDist that gravity takes: border, official language, colonial tie."""


Number = TypeVar("Number")


def _one_thread(function: Callable[[World], Number]) -> Callable[[World], Number]:
    """Matrices of this size leave a second thread of BLAS waiting for the first."""
    limited: Callable[[World], Number] = threadpool_limits.wrap(limits=1, user_api="blas")(function)
    return limited


@dataclass(frozen=True)
class World:
    """All flows of a window of years as annual means, with the labels of their indices.

    ``flows.value`` is in US dollars a year. ``distance`` is in km, ``(C, C)``, NaN where it is not
    known and on the diagonal.
    """

    dataset: str
    years: range
    countries: tuple[str, ...]
    products: tuple[str, ...]
    flows: Flows
    distance: Array
    dummies: Array
    """Common border, official language and colonial tie of pairs, ``(3, C, C)``, NaN unknown."""

    @property
    def period(self) -> str:
        """The window as an evidence id writes it: ``2020-2024``, or a single year."""
        return period(self.years)

    @cached_property
    def country_index(self) -> dict[str, int]:
        """Place of each country."""
        return {code: place for place, code in enumerate(self.countries)}

    @cached_property
    def product_index(self) -> dict[str, int]:
        """Place of each product."""
        return {code: place for place, code in enumerate(self.products)}

    def country(self, code: str) -> int:
        """The country's place.

        Raises:
            UnknownNameError: it has no trade in the dataset.
        """
        if code not in self.country_index:
            raise UnknownNameError(f"{code} has no trade in dataset '{self.dataset}'")
        return self.country_index[code]

    @cached_property
    @_one_thread
    def gravity(self) -> tuple[Array, Reason | None]:
        """Trade that the gravity model expects of each pair ``(C, C)``, or NaN and the reason.

        PPML with exporter and importer effects on the logarithm of distance, common border,
        common official language and colonial tie; a covariate that is the same for all pairs of
        these countries is left out.
        """
        logs = np.log(self.distance)
        known = ~np.isnan(logs)
        varying = [one for one in self.dummies if known.any() and np.ptp(one[known]) > 0]
        try:
            fit = gravity(self.flows.pairs, np.stack([logs, *varying]))
        except InputError:
            return np.full(logs.shape, np.nan), Reason("gravity-fails")
        return fit.fitted, None

    @cached_property
    @_one_thread
    def potential(self) -> Factors:
        """The factors of the export potential, ease drawn towards gravity by what is known."""
        ease = self.ease
        return factors(
            self.flows,
            distance=self.distance,
            ease=(ease.value, ease.unseen),
            ease_range=(ease.low, ease.high),
        )

    @cached_property
    def ease(self) -> Ease:
        """Ease of trade of all pairs, its range and how much of it was observed."""
        return shrunk_ease(self.flows, self.gravity[0], potential_parameters()["credibility"])

    @cached_property
    def rca(self) -> Array:
        """Balassa index of exports ``(C, P)``; 0 where nothing is exported."""
        return np.nan_to_num(rca(self.flows.exports))

    @cached_property
    @_one_thread
    def complexity(self) -> Complexity:
        """ECI and PCI of the window, from ``RCA >= 1``."""
        return complexity(presence(self.rca))

    @cached_property
    @_one_thread
    def density(self) -> Array:
        """How near each country's exports are to each product, ``(C, P)``; NaN: near to none."""
        made = presence(self.rca)
        return density(made, proximity(made))

    @cached_property
    def suppliers(self) -> Array:
        """Number of countries that sell each product to each country, ``(C, P)``."""
        return self.flows.by_importer(np.ones_like(self.flows.value))

    @cached_property
    def ties(self) -> Array:
        """Number of products that each country sells to each other, ``(C, C)``."""
        return self.flows.by_pair(np.ones_like(self.flows.value))


def trade_dataset(identifier: str | None) -> Dataset:
    """The trade dataset of this id; None: the newest complete one of the user, else the embedded.

    Raises:
        UnknownNameError: there is none, or it holds no trade.
    """
    if identifier is None:
        return catalogue.default_trade()
    dataset = catalogue.dataset(identifier)
    if dataset.kind != "trade":
        raise UnknownNameError(
            f"dataset '{identifier}' holds {dataset.kind}, no trade flows",
            advice="'sinergi data list' shows what each holds",
        )
    return dataset


def period(years: range) -> str:
    """The years as an evidence id writes them: ``2020-2024``, or ``2024`` for a single one."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


@store_cache(4)
def world(identifier: str, first: int, last: int) -> World:
    """The flows of ``first`` to ``last`` of a trade dataset, as annual means.

    Countries and products are all of the dataset, so that two windows share their indices.

    Raises:
        UnknownNameError: there is no such trade dataset.
    """
    refresh()
    dataset = trade_dataset(identifier)
    deriving.keep(dataset)
    years = range(first, last + 1)
    countries = tuple(queries.countries(dataset))
    products = tuple(queries.products(dataset))
    distance, dummies = _geography(countries)
    return World(
        dataset=identifier,
        years=years,
        countries=countries,
        products=products,
        flows=_flows(dataset, years, countries, products),
        distance=distance,
        dummies=dummies,
    )


@store_cache(4)
def pair_world(identifier: str, first: int, last: int) -> World:
    """The total trade of pairs, ``first`` to ``last``, as annual means: a world of one product.

    Its ease of trade is the intensity of trade in all goods, drawn towards gravity.

    Raises:
        UnknownNameError: there is no dataset of totals of pairs of this id.
    """
    refresh()
    dataset = catalogue.dataset(identifier)
    if dataset.kind != "totals" or dataset.flow != "pairs":
        raise UnknownNameError(f"dataset '{identifier}' holds no totals of pairs")
    years = range(first, last + 1)
    countries = tuple(queries.countries(dataset))
    distance, dummies = _geography(countries)
    return World(
        dataset=identifier,
        years=years,
        countries=countries,
        products=(totals.ALL_GOODS,),
        flows=_flows(dataset, years, countries, (totals.ALL_GOODS,)),
        distance=distance,
        dummies=dummies,
    )


def _flows(
    dataset: Dataset, years: range, countries: tuple[str, ...], products: tuple[str, ...]
) -> Flows:
    """The mean flows: kept ones where there are such of these years, else from the flows."""
    means = derived.means(dataset, years)
    if means is None:
        means = mean_flows(dataset, years, countries, products)
    exporter, importer, product, value = (means[name].to_numpy() for name in MEANS)
    return Flows(exporter, importer, product, value, len(countries), len(products))


def _geography(countries: tuple[str, ...]) -> tuple[Array, Array]:
    place = {code: number for number, code in enumerate(countries)}
    table = (
        pl.scan_parquet(whole(geography.distances_path()))
        .filter(pl.col("exporter").is_in(place) & pl.col("importer").is_in(place))
        .select("exporter", "importer", "dist", *DUMMIES)
        .collect()
    )
    i = table["exporter"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
    j = table["importer"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
    grids = np.full((1 + len(DUMMIES), len(countries), len(countries)), np.nan)
    for grid, name in zip(grids, ("dist", *DUMMIES), strict=True):
        grid[i, j] = table[name].cast(pl.Float64).to_numpy()
    distance = grids[0]
    np.fill_diagonal(distance, np.nan)
    return distance, grids[1:]


def few_exporters(found: World) -> str | None:
    """What to say where so few countries export that they are no world, None else."""
    count = int((found.flows.exports.sum(axis=1) > 0).sum())
    if count >= FEW_COUNTRIES:
        return None
    return (
        f"only {count} countries export in dataset {found.dataset}: imports, shares, potential and "
        "advantage are those of trade with these alone"
    )


def unknown_ease(found: World, exporter: int, importer: int) -> Reason | None:
    """Why the export potential of a pair is not known, None where it is."""
    if found.flows.pairs[exporter, importer] > 0:
        return None
    predicted: Mask = found.potential.ease_predicted
    if predicted[exporter, importer]:
        return None
    reason = found.gravity[1]
    if reason is not None:
        return reason
    if np.isnan(found.distance[exporter, importer]):
        return Reason("gravity-no-distance")
    return None
