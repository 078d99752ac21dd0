r"""Economic complexity (Hidalgo and Hausmann 2009): what a country's products say of its know-how.

ECI is the second right eigenvector of :math:`D_c^{-1} M D_p^{-1} M^T`, PCI that of
:math:`D_p^{-1} M^T D_c^{-1} M`, with diversity and ubiquity on the diagonals of ``D``. Both follow
from a symmetric matrix as small as the shorter side of M, exactly, not approximately:

.. math::
    B = D_c^{-1/2} M D_p^{-1/2}, \quad B B^T u = \lambda u, \quad
    ECI = D_c^{-1/2} u_2, \quad PCI = \frac{1}{\lambda_2} D_p^{-1} M^T ECI

so that the ECI of a country is the mean PCI of what it makes. For 5,000 products this takes
milliseconds where the eigenvectors of the large matrix take minutes. Levels are comparable within
a year only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import InputError, UsageError
from sinergi.indicators.arrays import Array, Mask, choice, divide, matrix

PCI_SCALES = ("eci", "own")
COMPONENTS = ("largest", "refuse")

SAFE_GAP = 1.2
SAFE_CORRELATION = 0.3
_NO_EIGENVALUE = 1e-12


@dataclass(frozen=True)
class Complexity:
    """Complexity of one year.

    ``eci``, ``diversity`` ``(C,)``; ``pci``, ``ubiquity`` ``(P,)``; NaN where a country makes or a
    product is made by nothing that was measured. ``eci_raw`` and ``pci_raw`` are the eigenvectors
    with ``eci_raw = mean of pci_raw over M``; ``scale`` is the standard deviation of ``eci_raw``.
    ``lambda2``, ``lambda3`` are eigenvalues, ``gap`` their ratio and ``diversity_correlation`` the
    correlation of ECI with diversity: ``warnings`` says when they are not safe. ``measured`` are
    the countries in the eigenproblem; the others got the mean PCI of what they make.
    """

    eci: Array
    pci: Array
    diversity: Array
    ubiquity: Array
    eci_raw: Array
    pci_raw: Array
    scale: float
    lambda2: float
    lambda3: float
    diversity_correlation: float
    measured: Mask
    warnings: tuple[str, ...]

    @property
    def gap(self) -> float:
        """``lambda2 / lambda3``; near 1 the second eigenvector is not well determined."""
        return self.lambda2 / self.lambda3 if self.lambda3 > 0 else np.inf


def complexity(
    m: ArrayLike,
    *,
    countries: Mask | None = None,
    products: Mask | None = None,
    pci_scale: str = "eci",
    ddof: int = 0,
    components: str = "largest",
) -> Complexity:
    """ECI and PCI from a presence matrix.

    Args:
        m: M ``(C, P)``, binary or continuous.
        countries: Which take part in the eigenproblem, ``(C,)``; all that make anything, if not
            given. The others get the mean PCI of what they make, as cities and provinces do.
        products: Which take part, ``(P,)``. The others get the PCI of who makes them.
        pci_scale: ``"eci"`` gives PCI the mean and deviation of ECI, so that ECI stays the mean of
            PCI (ecomplexity, Stata). ``"own"`` standardises PCI by itself (econcomplex,
            economic-complexity, R).
        ddof: Of the standard deviations: 0 as ecomplexity and econcomplex, 1 as
            economic-complexity and R.
        components: If some countries share no product with the others, even at several removes,
            ``"largest"`` measures the largest group and leaves the rest NaN, with a warning;
            ``"refuse"`` raises.

    Raises:
        InputError: M is no matrix of finite numbers that are not negative, or it is disconnected
            and ``components`` is ``"refuse"``.
        UsageError: an argument is not one of its choices.
    """
    presence = matrix(m, "M")
    choice(pci_scale, PCI_SCALES, "pci_scale")
    choice(components, COMPONENTS, "components")
    rows, columns, warnings = _measured(presence, countries, products, components)
    block = presence[np.ix_(rows, columns)]
    eigenvalues, eci_block = _second_eigenvector(block)
    lambda2, lambda3 = eigenvalues
    correlation = _correlation(block.sum(axis=1), eci_block)
    if correlation < 0:
        eci_block, correlation = -eci_block, -correlation
    eci_raw, pci_raw = _extend(presence, rows, columns, eci_block, lambda2)
    center, scale = (eci_block.mean(), eci_block.std(ddof=ddof)) if rows.any() else (0.0, 0.0)
    own = pci_raw[columns]
    if pci_scale == "eci" or own.size <= ddof:
        pci = divide(pci_raw - center, scale)
    else:
        pci = divide(pci_raw - own.mean(), own.std(ddof=ddof))
    return Complexity(
        eci=divide(eci_raw - center, scale),
        pci=pci,
        diversity=presence.sum(axis=1),
        ubiquity=presence.sum(axis=0),
        eci_raw=eci_raw,
        pci_raw=pci_raw,
        scale=float(scale),
        lambda2=lambda2,
        lambda3=lambda3,
        diversity_correlation=correlation,
        measured=rows,
        warnings=(*warnings, *_doubts(lambda2, lambda3, correlation)),
    )


def _measured(
    presence: Array, countries: Mask | None, products: Mask | None, components: str
) -> tuple[Mask, Mask, list[str]]:
    """Rows and columns of the eigenproblem: asked for, not empty, and connected."""
    rows = _mask(countries, presence.shape[0], "countries")
    columns = _mask(products, presence.shape[1], "products")
    rows &= presence[:, columns].any(axis=1)
    columns &= presence[rows].any(axis=0)
    largest = _largest_component(presence[:, columns], rows)
    warnings = []
    if (apart := int(rows.sum() - largest.sum())) > 0:
        if components == "refuse":
            raise InputError(
                f"{apart} countries share no product with the others",
                where="M",
                advice="Measure the largest group with components='largest', or filter countries",
            )
        warnings.append(f"{apart} countries share no product with the others and are left out")
        rows = largest
        columns &= presence[rows].any(axis=0)
    return rows, columns, warnings


def _mask(given: Mask | None, size: int, name: str) -> Mask:
    if given is None:
        return np.ones(size, dtype=np.bool_)
    mask = np.array(given, dtype=np.bool_)
    if mask.shape != (size,):
        raise UsageError(f"{mask.size} marks for {size} {name}", where=name)
    return mask


def _largest_component(presence: Array, rows: Mask) -> Mask:
    """The largest group of countries linked by products, by walking from product to product."""
    best = np.zeros(rows.shape, dtype=np.bool_)
    unseen = rows.copy()
    linked = presence > 0
    while unseen.sum() > best.sum():
        group = np.zeros(rows.shape, dtype=np.bool_)
        frontier = np.zeros(rows.shape, dtype=np.bool_)
        frontier[np.argmax(unseen)] = True
        while frontier.any():
            group |= frontier
            made = linked[frontier].any(axis=0)
            frontier = rows & ~group & linked[:, made].any(axis=1)
        unseen &= ~group
        if group.sum() > best.sum():
            best = group
    return best


def _second_eigenvector(block: Array) -> tuple[tuple[float, float], Array]:
    """Second and third eigenvalue, and the second right eigenvector of the countries."""
    if min(block.shape) < 2:
        return (0.0, 0.0), np.zeros(block.shape[0])
    roots = np.sqrt(block.sum(axis=1))
    b = block / roots[:, None] / np.sqrt(block.sum(axis=0))
    tall = b.shape[0] > b.shape[1]
    values, vectors = np.linalg.eigh(b.T @ b if tall else b @ b.T)
    lambda2 = float(values[-2])
    lambda3 = float(max(values[-3], 0.0)) if values.size > 2 else 0.0
    if lambda2 < _NO_EIGENVALUE:
        return (0.0, 0.0), np.zeros(block.shape[0])
    second = vectors[:, -2]
    if tall:
        second = b @ second / np.sqrt(lambda2)
    return (lambda2, lambda3), second / roots


def _extend(
    presence: Array, rows: Mask, columns: Mask, eci_block: Array, lambda2: float
) -> tuple[Array, Array]:
    """PCI from the ECI measured, then the ECI of all from PCI."""
    measured = presence[rows]
    pci_raw = divide(divide(eci_block @ measured, measured.sum(axis=0)), lambda2)
    made = presence[:, columns]
    eci_raw = divide(made @ np.nan_to_num(pci_raw[columns]), made.sum(axis=1))
    eci_raw[rows] = eci_block if lambda2 > 0 else np.nan
    return eci_raw, pci_raw


def _correlation(a: Array, b: Array) -> float:
    if a.size < 2 or a.std() == 0 or b.std() == 0:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def _doubts(lambda2: float, lambda3: float, correlation: float) -> list[str]:
    """What a reader must know before believing the numbers."""
    doubts = []
    if lambda2 == 0:
        return ["no second eigenvector: all countries make the same products in the same measure"]
    if lambda2 < SAFE_GAP * lambda3:
        doubts.append(
            f"the second and third eigenvalue are close ({lambda2:.4g}, {lambda3:.4g}): what the "
            "second eigenvector means is not certain; filter small countries"
        )
    if abs(correlation) < SAFE_CORRELATION:
        doubts.append(
            f"ECI and diversity correlate at {correlation:.2f}: the sign of ECI is not certain; "
            "filter small countries"
        )
    return doubts
