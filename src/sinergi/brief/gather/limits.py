"""What the brief cannot say, said where the reader sees it."""

from __future__ import annotations

from collections.abc import Container

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.profile import covered_share, covered_year
from sinergi.brief.messages import N_, Translator
from sinergi.brief.model import Figure, Sentence
from sinergi.brief.numbers import date_text
from sinergi.companies.screening import stored_lists
from sinergi.evidence.reporting import thin_years
from sinergi.trade import queries
from sinergi.vocabulary import products
from sinergi.vocabulary.editions import later_than

MUCH = 0.8
"""Part of a country's exports that the data must hold to be taken as the whole on page one."""

_OF_TRADE = ("baci-minerals", "baci-imports")
"""Data inside that trade data of all goods, where a user loaded them, take the place of."""


def limits(context: Context) -> list[Sentence]:
    """The limits of the data at hand and of the machine's reading."""
    _ = context.translator
    found: list[Sentence] = []
    if context.dataset.embedded:
        found += _basket(context)
    found += [
        [
            _(
                "The data merge what exporters and importers report; goods that only pass through "
                "a country are counted there too. Countries that report little are seen through "
                "their partners."
            )
        ],
        [
            _(
                "Readings, companies and steps are proposals of a machine. A person must confirm, "
                "correct or refuse each."
            )
        ],
        [_screened(_)],
    ]
    found += _hardly_reported(context, context.window_years)
    found += _untranslated(context, _)
    found += _later(context)
    return found


def _later(context: Context) -> list[Sentence]:
    """The data inside that were published after the day of the brief."""
    _, lang = context.translator, context.lang
    later = [
        f"{one.name[lang]} ({date_text(one.published, lang)})"
        for one in later_than(context.today)
        if context.dataset.embedded or one.dataset not in _OF_TRADE
    ]
    if not later:
        return []
    return [
        [
            _(
                "Published after the day of this brief ({date}), so that nobody knew it then: "
                "{editions}.",
                date=date_text(context.today, lang),
                editions="; ".join(later),
            )
        ]
    ]


def reach(context: Context) -> list[Sentence]:
    """How much of each side's exports the data hold, where that is less than :data:`MUCH`."""
    _ = context.translator
    found: list[Sentence] = []
    little: list[tuple[str, Figure]] = []
    for country in (context.a, context.b):
        share = covered_share(context, country, "exports")
        if share is None or share.value is None:
            found.append(
                [
                    _(
                        "How much of the trade of {country:gen} the data cover is not known.",
                        country=context.name(country),
                    )
                ]
            )
        elif not share.value:
            found.append(
                [
                    _(
                        "The trade data here hold nothing of what {country:plain} exports.",
                        country=context.name(country),
                    )
                ]
            )
        elif share.value < MUCH:
            little.append((country, share))
    return _little(context, little) + found + _hardly_reported(context, {context.last})


def _little(context: Context, little: list[tuple[str, Figure]]) -> list[Sentence]:
    """How much of the exports of one side or both the data hold, in one sentence."""
    if not little:
        return []
    (one, share), (other, second) = little[0], little[-1]
    parts: dict[str, str | Figure | Sentence] = {
        "share": share,
        "country": context.name(one),
        "year": str(covered_year(context, one, "exports")),
    }
    if len(little) == 1:
        message = N_(
            "The trade data here cover {share} of the goods that {country:plain} exports ({year})."
        )
    else:
        message = N_(
            "The trade data here cover {share} of the goods that {country:plain} exports ({year}) "
            "and {second} of those of {other:gen} ({later})."
        )
        parts |= {
            "second": second,
            "other": context.name(other),
            "later": str(covered_year(context, other, "exports")),
        }
    return [context.translator.sentence(message, **parts)]


def _hardly_reported(context: Context, years: Container[int]) -> list[Sentence]:
    """The years of which few flows of a side are recorded: their figures are lower bounds."""
    _, figure = context.translator, context.ledger.figure
    return [
        _.sentence(
            "{country:plain} has hardly reported its trade of {year}: {flows} flows are recorded, "
            "usually {usual}. The figures of that year are lower bounds.",
            country=context.name(country),
            year=str(year),
            flows=figure("recorded-flows", country, year),
            usual=figure("usual-flows", country, year),
        )
        for country in (context.a, context.b)
        for year in sorted(thin_years(context.dataset.id, country, context.window_years))
        if year in years
    ]


def preparer(context: Context) -> list[Sentence]:
    """What would make the brief better, with the commands that do it."""
    _ = context.translator
    found: list[Sentence] = []
    if context.dataset.embedded:
        found.append([_("World trade of all goods: sinergi data add baci PATH")])
    found.append([_("Companies with products from a register: sinergi companies import FILE")])
    found.append([_("Production and reserves of minerals: sinergi data add minerals PATH")])
    if not stored_lists():
        found.append([_("Sanctions lists: sinergi companies screen FILE --list LIST")])
    return found


def _screened(_: Translator) -> str:
    lists = [one.name for one in stored_lists()]
    if not lists:
        return _("Companies were not checked against sanctions lists: no list is loaded.")
    return _(
        "Companies were compared with these lists only: {lists}. What was found stands beside "
        "each company.",
        lists=", ".join(lists),
    )


def _basket(context: Context) -> list[Sentence]:
    _ = context.translator
    shares = [
        _.sentence(
            "{country}: {share} of its exports of goods ({year})",
            country=context.name(country),
            share=share,
            year=str(covered_year(context, country, "exports")),
        )
        for country in (context.a, context.b)
        if (share := covered_share(context, country, "exports"))
    ]
    n = str(len(queries.products(context.dataset)))
    together: Sentence = [part for one in shares for part in ("; ", *one)][1:]
    basket: Sentence = [_("The embedded trade data hold {n} raw materials, not all goods.", n=n)]
    if shares:
        basket = _.sentence(
            "The embedded trade data hold {n} raw materials, not all goods. They cover {shares}.",
            n=n,
            shares=together,
        )
    return [
        basket,
        [
            _(
                "Comparative advantage (RCA) and economic complexity are therefore not computed on "
                "them. Where RCA is shown, it is computed on the totals by chapter (2011–2020); "
                "the complexity index is the published one."
            )
        ],
    ]


def _untranslated(context: Context, _: Translator) -> list[Sentence]:
    """Product names that exist only in another language."""
    if context.lang == "en":
        return []
    missing = [p for p in queries.products(context.dataset) if not products.has_label(p)]
    if not missing:
        return []
    return [
        [
            _(
                "Names of products come from official tariff books; where there is none in this "
                "language, another is given and marked."
            )
        ]
    ]
