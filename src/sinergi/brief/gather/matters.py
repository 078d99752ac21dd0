"""What can be talked about before a meeting: each matter with the words that a line needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.fits import fits
from sinergi.brief.gather.standing import Standing, bans
from sinergi.brief.gather.topics import Subject
from sinergi.brief.model import Direction, Figure, Sentence
from sinergi.brief.numbers import date_text
from sinergi.cooperation.treaty_steps import treaty_rule
from sinergi.opportunities.plausibility import to_port
from sinergi.vocabulary import visas
from sinergi.vocabulary.treaties import Treaty, treaties_between
from sinergi.vocabulary.visas import visa_rule

About = Literal[
    "trade", "sector", "opening", "treaty", "visa", "ban", "landlocked", "measures", "any"
]
Side = Literal["us", "them"]
State = Literal["traded", "stopped", "none", "ended", "signed", "force"]
_ENDED: dict[str, State] = {"signed": "signed", "terminated": "ended", "in-force": "force"}
_SECTORS = 3
"""Sectors one way that are talked about at most."""


@dataclass(frozen=True)
class Matter:
    """One thing that a line of the table can be about.

    ``name`` is what several matters of one line are listed by, ``words`` fill the other places.
    """

    about: About
    side: Side | None = None
    state: State | None = None
    name: str | None = None
    words: dict[str, str | Figure | Sentence] = field(default_factory=dict)


def matters(
    context: Context, found: Sequence[Subject], directions: Sequence[Direction]
) -> list[Matter]:
    """All that is known to talk about, the weightiest of each kind first."""
    trade = [one.standing for one in found if one.standing is not None]
    if context.restricted:
        of_goods = [Matter("measures")]
    else:
        of_goods = [
            *(_trade(context, one) for one in trade),
            *_bans(context, trade),
            *_openings(context, directions),
            *_sectors(context),
            *_landlocked(context),
        ]
    return [*of_goods, *_treaty(context), *_visas(context), Matter("any")]


def _side(context: Context, country: str) -> Side:
    return "us" if country == context.a else "them"


def _trade(context: Context, one: Standing) -> Matter:
    state: State | None = "traded" if one.state == "traded" else None
    return Matter(
        "trade",
        _side(context, one.exporter),
        "stopped" if one.state == "stopped" else state,
        context.ledger.plain_product(one.product),
    )


def _bans(context: Context, trade: Sequence[Standing]) -> list[Matter]:
    """Exports that a side restricts of what the two traded."""
    return [
        Matter("ban", _side(context, one.exporter), None, context.ledger.plain_product(one.product))
        for one in trade
        if any(act.country == one.exporter for act in bans(context, [one.product]))
    ]


def _sectors(context: Context) -> list[Matter]:
    made: list[Matter] = []
    for country in (context.a, context.b):
        own = [one for one in fits(context) if one.seller == country][:_SECTORS]
        made += [
            Matter("sector", _side(context, country), None, one.sector.name[context.lang])
            for one in own
        ]
    return made


def _openings(context: Context, directions: Sequence[Direction]) -> list[Matter]:
    """The largest opening each way; of one product both ways the larger."""
    firsts: dict[str, tuple[float, Matter]] = {}
    for way in directions:
        if way.opportunities is None or not way.opportunities.rows:
            continue
        keys = [column.key for column in way.opportunities.columns]
        row = dict(zip(keys, way.opportunities.rows[0], strict=True))
        product, worth = str(row["product"]), row["worth"]
        value = worth.value or 0.0 if isinstance(worth, Figure) else 0.0
        if product in firsts and firsts[product][0] >= value:
            continue
        firsts[product] = (
            value,
            Matter(
                "opening",
                _side(context, way.exporter.code),
                None,
                product,
                {
                    "exporter": context.name(way.exporter.code),
                    "importer": context.name(way.importer.code),
                    "worth": worth if isinstance(worth, Figure) else str(worth),
                    "kind": str(row["kind"]),
                },
            ),
        )
    return [matter for _value, matter in firsts.values()]


def _landlocked(context: Context) -> list[Matter]:
    """Who has no coast, between countries that are no neighbours of one landmass."""
    return [
        Matter("landlocked", _side(context, country))
        for country in (context.a, context.b)
        if country in to_port()
    ]


def _treaty(context: Context) -> list[Matter]:
    """The agreement of the two on investment: what stands open, else the newest in force."""
    found = treaties_between(context.a, context.b)
    proposed = treaty_rule(found)
    if proposed is None:
        return [
            Matter("treaty", None, "force", words={"title": one.title})
            for one in found
            if one.status == "in-force" and _of_two(context, one)
        ][:1]
    treaty = proposed[1]
    if treaty is None:
        return [Matter("treaty", None, "none")]
    return [Matter("treaty", None, _ENDED[treaty.status], words={"title": treaty.title})]


def _of_two(context: Context, one: Treaty) -> bool:
    return {context.a, context.b} == set(one.parties)


def _visas(context: Context) -> list[Matter]:
    """Whose citizens need a visa before they travel to the other."""
    made: list[Matter] = []
    for passport, destination in context.pairs:
        rule = visa_rule(passport, destination)
        if rule is not None and rule.code == "required":
            words = {
                "rule": rule.text(context.lang),
                "date": date_text(visas.COLLECTED, context.lang),
            }
            made.append(Matter("visa", _side(context, passport), None, words={**words}))
    return made
