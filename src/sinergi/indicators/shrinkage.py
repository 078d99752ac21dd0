r"""Ease of trade drawn from what was observed towards gravity by how much is known of the pair.

.. math::
    Ease_{ij} = w_{ij} \, Ease^{obs}_{ij} + (1 - w_{ij}) \, Ease^{grav}_{ij}, \qquad
    w_{ij} = \frac{\mu_{ij}}{\mu_{ij} + k}

The linear credibility estimator of Buehlmann and Straub (1970), *Glaubwuerdigkeit fuer
Schadensaetze*; with a gamma prior of mean :math:`Ease^{grav}` over Poisson flows it is the
empirical Bayes posterior mean of Clayton and Kaldor (1987). ``mu`` is the trade that gravity
expects of the pair, ``k`` the expected trade at which both count the same. Where gravity expects
much, the trade that is there, or is not, tells much; where it expects little, none tells little.

The estimate is continuous in the flow: nothing traded is the limit of little traded. Observed ease
and gravity's are its two ends and are kept as the range.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sinergi.errors import UsageError
from sinergi.indicators.arrays import Array, Mask, divide
from sinergi.indicators.flow_arrays import Flows
from sinergi.indicators.potential import expected_trade, observed_ease


@dataclass(frozen=True)
class Ease:
    """Ease of trade of all pairs, each ``(C, C)``; 1 where a pair trades as shares let expect.

    ``weight`` is that of the observed ease, 1 where gravity predicts nothing. ``low`` and ``high``
    are the smaller and the larger of observed and gravity's ease. ``unseen`` marks the pairs that
    did not trade and for which gravity predicts: their estimate is ``(1 - weight)`` of gravity's.
    """

    value: Array
    low: Array
    high: Array
    weight: Array
    unseen: Mask


def shrunk_ease(flows: Flows, predicted: ArrayLike, k: float) -> Ease:
    """The estimate for all pairs.

    Args:
        flows: The flows.
        predicted: Trade that the gravity model expects of each pair, ``(C, C)``, in the unit of
            the flows; NaN where it predicts nothing, and the observed ease stands alone.
        k: In the unit of the flows, positive.

    Raises:
        UsageError: ``k`` is not positive.
    """
    if not k > 0:
        raise UsageError(f"{k} is no amount of trade", where="k", advice="Give one above 0")
    mu = np.asarray(predicted, dtype=np.float64)
    expected, observed = expected_trade(flows), observed_ease(flows)
    known = ~np.isnan(mu) & (expected > 0)
    np.fill_diagonal(known, False)
    gravity = np.where(known, divide(np.where(known, mu, 0.0), expected, otherwise=0.0), observed)
    weight = np.where(known, divide(mu, mu + k, otherwise=0.0), 1.0)
    return Ease(
        value=weight * observed + (1 - weight) * gravity,
        low=np.minimum(observed, gravity),
        high=np.maximum(observed, gravity),
        weight=weight,
        unseen=known & (flows.pairs == 0),
    )
