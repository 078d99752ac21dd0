"""What a company has to do with plants, in words: "owns Nurek (hydropower plant, 2,700 MW, …)"."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.companies.candidates.reason_texts import say
from sinergi.facilities import Stake, plant_text

SHOWN = 2
"""Plants of a role that are named; the rest are counted."""
WHOLE = 0.995
"""A share from which on it is not said."""
_ROLES = ("owner", "operator", "parent")


def stakes_text(stakes: Sequence[Stake], lang: str) -> str:
    """What it owns, runs and controls, each plant with kind, capacity and state.

    A share is said where it is known and not the whole, and where the shares of a plant add up to
    more than 100 % in the source, that they do.
    """
    told = []
    for role in _ROLES:
        own = [stake for stake in stakes if stake.role == role]
        if not own:
            continue
        plants = "; ".join(_plant(stake, lang) for stake in own[:SHOWN])
        if len(own) > SHOWN:
            plants += "; " + say("plants_more", lang, count=len(own) - SHOWN)
        told.append(say(f"role_{role}", lang, plants=plants))
    return "; ".join(told)


def industry_text(stakes: Sequence[Stake], lang: str) -> str:
    """The industries that captive power plants feed."""
    fed = (stake.facility.feeds for stake in stakes)
    return ", ".join(dict.fromkeys(one.name[lang] for one in fed if one is not None))


def _plant(stake: Stake, lang: str) -> str:
    more = []
    if stake.share is not None and stake.share < WHOLE:
        more.append(say("plant_share", lang, share=f"{stake.share:.0%}"))
    if stake.over:
        more.append(say("plant_over", lang))
    return plant_text(stake.facility, lang, *more)
