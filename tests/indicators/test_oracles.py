"""The packages of the field as oracles, where definitions agree: needs the extra 'oracles'."""

from __future__ import annotations

import warnings

import numpy as np
import polars as pl
import pytest

from sinergi.indicators import compute

from .test_complexity import nested

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def exports() -> pl.DataFrame:
    random = np.random.default_rng(11)
    m = nested(seed=3, countries=25, products=60)
    x = np.round(np.where(m > 0, 1000.0, 30.0) * random.lognormal(size=m.shape), 2)
    c, p = np.indices(x.shape)
    return pl.DataFrame(
        {
            "year": np.full(x.size, 2020),
            "country": [f"C{n:02d}" for n in c.ravel()],
            "product": [f"{n:06d}" for n in p.ravel()],
            "value": x.ravel(),
        }
    )


def agree(ours: pl.DataFrame, theirs: pl.DataFrame, columns: dict[str, str], atol: float) -> None:
    """Columns of both tables agree cell by cell, matched by country and product."""
    both = ours.join(theirs, on=["country", "product"], how="inner", suffix="_theirs")
    assert both.height == ours.height
    for mine, other in columns.items():
        name = f"{other}_theirs" if f"{other}_theirs" in both.columns else other
        np.testing.assert_allclose(
            both[mine].cast(pl.Float64).to_numpy(),
            both[name].cast(pl.Float64).to_numpy(),
            atol=atol,
            rtol=0,
            err_msg=mine,
        )


def test_ecomplexity(exports: pl.DataFrame) -> None:
    """All defaults are its conventions: every column agrees."""
    peer = pytest.importorskip("ecomplexity", reason="needs the extra 'oracles'")
    names = {"time": "year", "loc": "country", "prod": "product", "val": "value"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, of pandas and of log-supermodularity
        theirs = peer.ecomplexity(
            exports.to_pandas(), names, check_logsupermodularity=False, verbose=False
        )
    columns = ("rca", "mcp", "diversity", "ubiquity", "eci", "pci", "density", "coi", "cog")
    ours = compute("complexity", exports, of="all").table
    # Proximity is in single precision here: density and what follows agree to seven digits.
    agree(ours, pl.from_pandas(theirs), {name: name for name in columns}, atol=2e-6)


def test_econcomplex(exports: pl.DataFrame) -> None:
    """PCI by its own scale, no nearness of a product to itself, density in per cent."""
    pytest.importorskip("econcomplex", reason="needs the extra 'oracles'")
    from econcomplex.pipeline import compute_complexity

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = compute_complexity(
            exports.to_pandas(), {"loc": "country", "act": "product", "val": "value"}
        )
    peer = pl.from_pandas(theirs).with_columns(pl.col("density") / 100)
    ours = compute("complexity", exports, of="all", pci_scale="own", diagonal="zero").table
    columns = ("rca", "mcp", "diversity", "ubiquity", "eci", "pci", "density")
    agree(ours, peer, {name: name for name in columns}, atol=2e-6)
