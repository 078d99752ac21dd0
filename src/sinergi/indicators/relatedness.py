r"""How near a country is to a product it does not make, and what making it would open.

.. math::
    density_{cp} = \frac{\sum_q M_{cq} \phi_{pq}}{\sum_q \phi_{pq}}, \quad
    COI_c = \sum_p density_{cp} (1 - M_{cp}) PCI_p, \quad
    COG_{cp} = (1 - M_{cp}) \sum_q \frac{\phi_{pq}}{\sum_{q'} \phi_{qq'}} (1 - M_{cq}) PCI_q

Hausmann, Hidalgo et al. (2014), as ecomplexity computes them: COI and COG take the eigenvector as
it is, COI is standardised, COG is divided by the deviation of ECI.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sinergi.indicators.arrays import Array, choice, divide, matrix, z_score
from sinergi.indicators.complexity import Complexity

NORMALISERS = ("other", "target")
OUTLOOK_SCALES = ("z", "none")

Phi = NDArray[np.floating[Any]]


def density(m: ArrayLike, phi: Phi) -> Array:
    """Density ``(C, P)`` in [0, 1]; econcomplex prints it times 100. Distance is 1 - density.

    Args:
        m: M ``(C, P)``.
        phi: Proximity ``(P, P)``; its precision is that of the product.

    NaN for a product that is near to none, not even itself.
    """
    presence = matrix(m, "M").astype(phi.dtype)
    return divide(presence @ phi, phi.sum(axis=0, dtype=np.float64))


def opportunity_outlook(
    m: ArrayLike, densities: Array, measured: Complexity, *, scale: str = "z"
) -> Array:
    """Complexity outlook index ``(C,)``: how much complexity lies near a country.

    ``scale="z"`` standardises it over the countries measured (ecomplexity); ``"none"`` leaves the
    sum, in units of the deviation of ECI. The index moves when PCI is shifted, so it uses the
    eigenvector itself, not the standardised PCI; econcomplex does otherwise. NaN for a country
    that makes nothing.
    """
    choice(scale, OUTLOOK_SCALES, "coi_scale")
    presence = matrix(m, "M")
    worth = np.nan_to_num(measured.pci_raw)
    sums = (np.nan_to_num(densities) * (1 - presence)) @ worth
    sums = np.where(np.isnan(measured.eci_raw), np.nan, sums)
    if scale == "none":
        return divide(sums, measured.scale)
    of_measured = sums[measured.measured]
    if of_measured.size == 0:
        return np.full(sums.shape, np.nan)
    return divide(sums - of_measured.mean(), of_measured.std())


def opportunity_gain(
    m: ArrayLike, phi: Phi, measured: Complexity, *, normaliser: str = "other"
) -> Array:
    """Complexity outlook gain ``(C, P)``; 0 where the country makes the product already.

    ``normaliser="other"`` divides by the proximities of the product that is opened, ``q``
    (ecomplexity, R, Atlas); ``"target"`` by those of the product that is begun, ``p``
    (econcomplex). NaN for products without PCI.
    """
    choice(normaliser, NORMALISERS, "cog_normaliser")
    absent = 1 - matrix(m, "M")
    total = phi.sum(axis=0, dtype=np.float64)
    worth = divide(np.nan_to_num(measured.pci_raw), measured.scale, otherwise=0.0)
    if normaliser == "other":
        worth = divide(worth, total, otherwise=0.0)
    gain: Array = ((absent * worth).astype(phi.dtype) @ phi).astype(np.float64)
    if normaliser == "target":
        gain = divide(gain, total)
    gain *= absent
    gain[:, np.isnan(measured.pci)] = np.nan
    return gain


def relative_density(m: ArrayLike, densities: Array) -> Array:
    """Density as a standard score over the products a country does not make (Pinheiro 2022).

    ``(C, P)``; NaN where the country makes the product, or has too few options to compare.
    """
    options = np.where(matrix(m, "M") > 0, np.nan, densities)
    return np.stack([z_score(row) for row in options])
