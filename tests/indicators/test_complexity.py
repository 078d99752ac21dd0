"""Economic complexity: against the eigenvectors of its definition, published data, traps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinergi.errors import InputError, UsageError
from sinergi.indicators.complexity import Complexity, complexity
from sinergi.indicators.presence import countries_above, presence
from sinergi.indicators.rca import rca


def nested(seed: int = 7, countries: int = 14, products: int = 30) -> np.ndarray:
    """A presence matrix in which the diverse make what is rare: connected, no empty line."""
    random = np.random.default_rng(seed)
    know_how = np.linspace(0, 1, countries)[:, None]
    needed = np.linspace(0, 1, products)[None, :]
    m = (
        random.random((countries, products)) < 1 / (1 + np.exp(12 * (needed - know_how - 0.1)))
    ) * 1.0
    m[:, 0] = 1
    m[-1, :] = 1
    return m


def by_definition(m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """ECI and PCI from the eigenvectors of the large matrices, as the paper writes them."""
    towards_products = m / m.sum(1, keepdims=True)
    towards_countries = (m / m.sum(0)).T
    values, vectors = np.linalg.eig(towards_countries @ towards_products)
    pci = np.real(vectors[:, np.argsort(values.real)[-2]])
    eci = towards_products @ pci
    sign = np.sign(np.corrcoef(m.sum(1), eci)[0, 1])
    eci, pci = sign * eci, sign * pci
    return (eci - eci.mean()) / eci.std(), (pci - eci.mean()) / eci.std()


@pytest.mark.parametrize("shape", [(14, 30), (30, 14)])
def test_is_the_second_eigenvector(shape: tuple[int, int]) -> None:
    m = nested(countries=shape[0], products=shape[1])
    result = complexity(m)
    eci, pci = by_definition(m)
    np.testing.assert_allclose(result.eci, eci, atol=1e-9)
    np.testing.assert_allclose(result.pci, pci, atol=1e-9)
    np.testing.assert_array_equal(result.diversity, m.sum(1))
    np.testing.assert_array_equal(result.ubiquity, m.sum(0))
    assert result.diversity_correlation > 0


def test_continuous_presence_is_the_same_formula() -> None:
    m = presence(np.random.default_rng(3).lognormal(size=(9, 12)), kind="continuous")
    eci, pci = by_definition(m)
    result = complexity(m)
    np.testing.assert_allclose(result.eci, eci, atol=1e-7)
    np.testing.assert_allclose(result.pci, pci, atol=1e-7)


def test_eci_is_the_mean_pci_of_what_a_country_makes() -> None:
    m = nested()
    result = complexity(m)
    np.testing.assert_allclose(m @ result.pci / m.sum(1), result.eci, atol=1e-12)


def test_scales_of_pci_and_degrees_of_freedom() -> None:
    m = nested()
    own = complexity(m, pci_scale="own", ddof=1)
    assert own.pci.mean() == pytest.approx(0, abs=1e-12)
    assert own.pci.std(ddof=1) == pytest.approx(1)
    assert own.eci.std(ddof=1) == pytest.approx(1)
    assert np.corrcoef(own.pci, complexity(m).pci)[0, 1] == pytest.approx(1)


def test_empty_lines_are_nan_alone() -> None:
    m = nested()
    wider = np.zeros((m.shape[0] + 1, m.shape[1] + 1))
    wider[:-1, :-1] = m
    result, before = complexity(wider), complexity(m)
    np.testing.assert_allclose(result.eci[:-1], before.eci, atol=1e-10)
    np.testing.assert_allclose(result.pci[:-1], before.pci, atol=1e-10)
    assert np.isnan(result.eci[-1])
    assert np.isnan(result.pci[-1])


def test_country_left_out_gets_the_mean_pci_of_what_it_makes() -> None:
    m = nested()
    keep = np.ones(m.shape[0], dtype=bool)
    keep[3] = False
    result, others = complexity(m, countries=keep), complexity(m[keep])
    np.testing.assert_allclose(result.eci[keep], others.eci, atol=1e-10)
    np.testing.assert_allclose(result.pci, others.pci, atol=1e-10)
    assert result.eci[3] == pytest.approx(result.pci[m[3] > 0].mean())
    assert not result.measured[3]


def test_product_left_out_gets_the_pci_of_its_makers() -> None:
    m = nested()
    keep = np.ones(m.shape[1], dtype=bool)
    keep[4] = False
    result, others = complexity(m, products=keep), complexity(m[:, keep])
    np.testing.assert_allclose(result.pci[keep], others.pci, atol=1e-10)
    makers = m[:, 4] > 0
    assert result.pci_raw[4] == pytest.approx(others.eci_raw[makers].mean() / others.lambda2)


def test_disconnected_groups() -> None:
    m = np.zeros((17, 33))
    m[:14, :30] = nested()
    m[14:, 30:] = [[1, 1, 0], [0, 1, 1], [1, 1, 1]]
    result = complexity(m)
    assert "3 countries share no product" in result.warnings[0]
    np.testing.assert_allclose(result.eci[:14], complexity(nested()).eci, atol=1e-9)
    assert np.isnan(result.eci[14:]).all()
    assert np.isnan(result.pci[30:]).all()
    with pytest.raises(InputError, match="3 countries share no product"):
        complexity(m, components="refuse")


def test_same_basket_everywhere_has_no_complexity() -> None:
    result = complexity(np.ones((4, 5)))
    assert np.isnan(result.eci).all()
    assert "no second eigenvector" in result.warnings[0]


def test_nothing_at_all() -> None:
    result = complexity(np.zeros((3, 2)))
    assert np.isnan(result.eci).all()
    assert np.isnan(result.pci).all()


def test_close_eigenvalues_are_said() -> None:
    result = complexity(np.eye(6) + np.roll(np.eye(6), 1, axis=1))
    assert result.gap < 1.2
    assert any("eigenvalue" in warning for warning in result.warnings)


def test_bad_arguments() -> None:
    with pytest.raises(UsageError, match="eci, own"):
        complexity(nested(), pci_scale="mine")
    with pytest.raises(UsageError, match="countries"):
        complexity(nested(), countries=np.array([True]))
    with pytest.raises(InputError, match="M: the cell"):
        complexity(-nested())


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_order_and_copies_of_products(seed: int) -> None:
    m = nested(seed)
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(m.shape[0]), random.permutation(m.shape[1])
    result = complexity(m)
    if result.gap < 1.01:
        return
    moved = complexity(m[np.ix_(rows, columns)])
    np.testing.assert_allclose(moved.eci, result.eci[rows], atol=1e-6)
    np.testing.assert_allclose(moved.pci, result.pci[columns], atol=1e-6)
    assert result.eci.mean() == pytest.approx(0, abs=1e-9)
    # Every product twice tells nothing new about the countries.
    np.testing.assert_allclose(complexity(np.hstack([m, m])).eci, result.eci, atol=1e-6)


def test_presence_and_filters() -> None:
    index = np.array([[2.0, np.nan, 0.5], [1.0, 0.0, -0.3]])
    np.testing.assert_array_equal(presence(index), [[1, 0, 0], [1, 0, 0]])
    np.testing.assert_array_equal(presence(index, threshold=0.5), [[1, 0, 1], [1, 0, 0]])
    np.testing.assert_allclose(
        presence(index, kind="continuous"), [[2 / 3, 0, 1 / 3], [1 / 2, 0, 0]]
    )
    x = np.array([[5.0, 0], [94, 0], [1, 0]])
    np.testing.assert_array_equal(countries_above(x, min_share=0.02), [True, True, False])
    np.testing.assert_array_equal(countries_above(x, min_exports=6), [False, True, False])
    people = [1e6, np.nan, 2e6]
    np.testing.assert_array_equal(
        countries_above(x, population=people, min_population=1e6), [True, False, True]
    )
    with pytest.raises(UsageError, match="binary, continuous"):
        presence(index, kind="fuzzy")


@pytest.fixture(scope="module")
def ots2017(shared: Path) -> tuple[pl.DataFrame, np.ndarray, np.ndarray]:
    table = pl.read_csv(
        shared / "data/trade/ots2017_hs07_4_exports_mcp.csv.gz",
        schema_overrides={"hs07_4": pl.String},
    )
    exports = table.pivot(on="hs07_4", index="iso3", values="export_usd").fill_null(0)
    mcp = table.pivot(on="hs07_4", index="iso3", values="mcp").fill_null(0)
    return exports, exports.drop("iso3").to_numpy(), mcp.drop("iso3").to_numpy()


@pytest.fixture(scope="module")
def of_2017(ots2017: tuple[pl.DataFrame, np.ndarray, np.ndarray]) -> Complexity:
    return complexity(presence(rca(ots2017[1])))


def test_open_trade_statistics_presence(
    ots2017: tuple[pl.DataFrame, np.ndarray, np.ndarray],
) -> None:
    np.testing.assert_array_equal(presence(rca(ots2017[1])), ots2017[2])


def test_open_trade_statistics_countries(
    shared: Path, ots2017: tuple[pl.DataFrame, np.ndarray, np.ndarray], of_2017: Complexity
) -> None:
    expected = pl.read_csv(shared / "data/trade/ots2017_expected_countries.csv")
    both = ots2017[0].select("iso3").join(expected, on="iso3", how="left", maintain_order="left")
    np.testing.assert_array_equal(both["diversity"].to_numpy(), of_2017.diversity)
    assert np.corrcoef(both["eci_reflections20"].to_numpy(), of_2017.eci)[0, 1] >= 0.9999
    assert of_2017.warnings == ()


def test_open_trade_statistics_products(
    shared: Path, ots2017: tuple[pl.DataFrame, np.ndarray, np.ndarray], of_2017: Complexity
) -> None:
    expected = pl.read_csv(
        shared / "data/trade/ots2017_expected_products.csv", schema_overrides={"hs07_4": pl.String}
    )
    codes = pl.DataFrame({"hs07_4": ots2017[0].columns[1:]})
    both = codes.join(expected, on="hs07_4", how="left", maintain_order="left")
    np.testing.assert_array_equal(both["ubiquity"].to_numpy(), of_2017.ubiquity)
    assert np.corrcoef(both["pci_reflections20"].to_numpy(), of_2017.pci)[0, 1] >= 0.9999


@pytest.mark.parametrize("seed", range(3))
def test_continuous_presence_needs_a_filter_of_countries(seed: int) -> None:
    """Small economies that sell two things take the second eigenvector over; it is said."""
    random = np.random.default_rng(seed)
    large = nested(seed, 20, 60)
    large *= random.lognormal(size=large.shape) * 1000
    small = np.zeros((20, 60))
    for row in small:
        row[random.integers(0, 60, 2)] = random.lognormal(size=2) / 100
    x = np.vstack([large, small])
    doubtful = complexity(presence(rca(x), kind="continuous"))
    assert any("filter small countries" in warning for warning in doubtful.warnings)
    keep = countries_above(x, min_share=1e-4)
    assert keep.sum() == 20
    index = rca(x, world=x[keep].sum(0))
    safe = complexity(presence(index, kind="continuous"), countries=keep)
    assert safe.warnings == ()
    assert safe.diversity_correlation > 0.9
    assert np.corrcoef(safe.eci[:20], np.arange(20))[0, 1] > 0.9
