"""What ``sinergi brief`` is asked for, and what contradicts it."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from sinergi.errors import UsageError


class Mode(Enum):
    """One brief, an earlier one again, one country with all others, or all pairs."""

    ONE = auto()
    AGAIN = auto()
    PARTNERS = auto()
    PAIRS = auto()


_COUNTRIES = {Mode.ONE: 2, Mode.AGAIN: 0, Mode.PARTNERS: 1, Mode.PAIRS: 0}
_ADVICE = {
    Mode.ONE: "Name two countries: sinergi brief IDN TJK",
    Mode.AGAIN: "The earlier brief names the countries: sinergi brief --again FILE",
    Mode.PARTNERS: "Name one country: sinergi brief IDN --all-partners",
    Mode.PAIRS: "Name no country: sinergi brief --all-pairs",
}


def mode(
    a: str | None, b: str | None, *, again: Path | None, all_partners: bool, all_pairs: bool
) -> Mode:
    """What is asked for.

    Raises:
        UsageError: two things at once, or too many or too few countries for it.
    """
    asked = [
        found
        for found, wanted in (
            (Mode.AGAIN, again is not None),
            (Mode.PARTNERS, all_partners),
            (Mode.PAIRS, all_pairs),
        )
        if wanted
    ]
    if len(asked) > 1:
        raise UsageError("--again, --all-partners and --all-pairs exclude each other")
    found = asked[0] if asked else Mode.ONE
    given = sum(country is not None for country in (a, b))
    if given != _COUNTRIES[found]:
        count = ("no country is", "one country is", "two countries are")[given]
        raise UsageError(f"{count} named", advice=_ADVICE[found])
    return found
