"""Growth between two amounts."""

from __future__ import annotations


def annual_growth(first: float, last: float, years: float) -> float:
    """Compound annual rate of growth, ``(last / first) ** (1 / years) - 1``, a fraction.

    Args:
        first: The earlier amount, above 0.
        last: The later amount, in the same unit, above 0.
        years: Time between them, above 0.
    """
    return float((last / first) ** (1 / years) - 1)
