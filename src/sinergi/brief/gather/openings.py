"""The openings of one direction as a table, with words on how to read it.

Raw materials are known by product; other goods, where the data at hand are totals, by the chapter
of the exporter. Both stand in one list by their worth, those by chapter marked.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Column, Part, Sentence, Table
from sinergi.brief.numbers import figure_text, whole_percent_text
from sinergi.evidence import explain
from sinergi.evidence.caching import store_cache
from sinergi.evidence.chapter_measures import chapter_years, import_years, totals_of
from sinergi.opportunities import Number, openings
from sinergi.opportunities.by_chapter import ChapterOpening
from sinergi.opportunities.openings import Careful, Opening, Openings, Rate
from sinergi.vocabulary import products

SHOWN = 6
"""Products of each kind that a table shows at most."""
TOLD = 3
"""Openings by chapter of which the advantage and the competitor are told, and of those whose worth
is uncertain, of which the range is."""

KINDS = {
    "grow": N_("trade to grow"),
    "revive": N_("stopped; its largest year"),
    "unsure": N_("went before; whether it still goes is not known"),
    "new": N_("new"),
}


@dataclass(frozen=True)
class OpenProduct:
    """A product of a table: what companies are asked for, and its name for the reader."""

    code: str
    label: str


@dataclass(frozen=True)
class OpeningsTable:
    """A table, or the reason why there is none; how to read it; and what to be careful with."""

    table: Table | None
    reason: str | None = None
    reading: list[Sentence] = field(default_factory=list)
    careful: tuple[Careful | ChapterOpening, ...] = ()
    beyond: list[Sentence] = field(default_factory=list)
    """Of the largest openings by chapter: how strong the exporter is, and who supplies now."""
    products: tuple[OpenProduct, ...] = ()
    """The products of the table, in its order."""


def found_openings(context: Context, exporter: str, importer: str) -> OpeningsTable:
    """The openings from ``exporter`` to ``importer``."""
    _ = context.translator
    for country in (exporter, importer):
        if not context.trades(country):
            reason = _(
                "The data at hand hold no trade of {country:gen}.", country=context.name(country)
            )
            return OpeningsTable(None, reason)
    found = _openings(context.dataset.id, exporter, importer)
    return OpeningsTable(
        _table(context, found) if found.ranked else None,
        None if found.finding is None else _sentence(found.finding.text(context.lang)),
        _reading(context, found) if found.ranked else [],
        (*found.careful, *found.beyond_careful),
        [_strength(context, one) for one in found.beyond[:TOLD]],
        tuple(_open_product(context, one) for one in found.ranked),
    )


def _open_product(context: Context, one: Opening | ChapterOpening) -> OpenProduct:
    if isinstance(one, ChapterOpening):
        return OpenProduct(one.product, chapter_product(context, one))
    return OpenProduct(one.opportunity.product, context.ledger.product(one.opportunity.product))


@store_cache(16)
def _openings(dataset: str, exporter: str, importer: str) -> Openings:
    return openings(exporter, importer, dataset=dataset, limit=SHOWN)


def _sentence(text: str) -> str:
    """A reason as a sentence: with a capital and a stop."""
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def _table(context: Context, found: Openings) -> Table:
    _ = context.translator
    exporter, importer = context.name(found.exporter), context.name(found.importer)
    titles = (
        ("product", _("product")),
        ("exports", _("{country} sells to the world", country=exporter)),
        ("imports", _("{country} buys from the world", country=importer)),
        ("current", _("between the two, mean")),
        ("worth", _("what is open")),
        ("kind", _("kind")),
        ("rate", _("came true before")),
    )
    words = ("product", "kind", "rate")
    return Table(
        id=f"openings-{found.exporter}-{found.importer}",
        title=_("Openings {exporter} → {importer}", exporter=exporter, importer=importer),
        columns=[Column(key=key, title=title, numeric=key not in words) for key, title in titles],
        rows=[
            _by_chapter(context, one) if isinstance(one, ChapterOpening) else _row(context, one)
            for one in found.ranked
        ],
        note=_(
            "Annual means of {years}. {n} products were looked at; at least {least} a year must be "
            "open.",
            years="–".join(str(year) for year in found.years),
            n=found.considered,
            least=figure_text(found.least, "USD", context.lang),
        ),
    )


def _row(context: Context, one: Opening) -> list[Part | None]:
    item = one.opportunity
    return [
        context.ledger.product(item.product),
        _figure(context, item.exports),
        _figure(context, item.imports),
        None if item.status == "never" else _figure(context, item.current),
        _figure(context, one.worth),
        context.translator(KINDS[one.kind]),
        _rate(context, one.rate) if one.rate else None,
    ]


def chapter_product(context: Context, one: ChapterOpening) -> str:
    """The product's name with its code, in the nomenclature of the totals."""
    return f"{products.name(one.product, context.lang, one.nomenclature)} (HS {one.product})"


def _by_chapter(context: Context, one: ChapterOpening) -> list[Part | None]:
    """What the exporter sells of the product, and what goes already, is not known."""
    return [
        chapter_product(context, one),
        None,
        _figure(context, one.imports),
        None,
        _figure(context, one.worth),
        context.translator("estimated by chapter"),
        None,
    ]


def _strength(context: Context, one: ChapterOpening) -> Sentence:
    if one.rival is None or one.rival_share is None:
        return context.translator.sentence(
            "{product}, estimated by chapter: {exporter} has an advantage in {chapter} (RCA "
            "{rca}).",
            product=chapter_product(context, one),
            chapter=products.name(one.chapter, context.lang),
            rca=_figure(context, one.advantage),
            exporter=_names(context, one)["exporter"],
        )
    return context.translator.sentence(
        "{product}, estimated by chapter: {exporter} sells {exports} a year of {chapter} (RCA "
        "{rca}); {share} of what {importer} buys of the product comes from "
        "{rival:gen}.",
        product=chapter_product(context, one),
        chapter=products.name(one.chapter, context.lang),
        exports=_figure(context, one.exports),
        rca=_figure(context, one.advantage),
        share=_figure(context, one.rival_share),
        rival=context.name(one.rival),
        **_names(context, one),
    )


def _names(context: Context, one: ChapterOpening) -> dict[str, str]:
    _measure, exporter, importer, *_rest = (one.worth.evidence or "//").split("/")
    return {"exporter": context.name(exporter), "importer": context.name(importer)}


def _rate(context: Context, rate: Rate) -> str:
    """How often the first of such a list came true, with its interval."""
    low, high = (whole_percent_text(part, context.lang) for part in (rate.low, rate.high))
    return f"{whole_percent_text(rate.first_pick, context.lang)} ({low}–{high})"


def _figure(context: Context, number: Number) -> Part:
    """A component as a figure of the brief; its evidence gives the same value.

    A component that no measure gives (the dataset does not reach back far enough) is words.
    """
    if number.evidence is None:
        return figure_text(number.value, number.unit, context.lang)
    return context.ledger.note(explain(number.evidence))


def _reading(context: Context, found: Openings) -> list[Sentence]:
    """How the list is ordered, what is open, and how often such came true."""
    _ = context.translator
    sentences: list[Sentence] = _how_by_chapter(context) if found.beyond else []
    if not found.items:
        return sentences
    sentences += [
        [_sentence(found.order.text(context.lang))],
        [
            _(
                "Open is the export potential (Decreux and Spies 2016) that is not yet traded: the "
                "exporter's projected share of world supply, times the importer's demand, times "
                "how easily the two trade; of a flow that stopped, its largest year where that is "
                "more; never more than the importer buys from others."
            )
        ],
    ]
    sentences += [_range(context, one) for one in found.items if one.spread is not None][:TOLD]
    if any(one.rate for one in found.items):
        sentences.append(
            [
                _(
                    "Came true before: of the first products of such lists in earlier years, the "
                    "part that was traded within the years after, with its interval."
                )
            ]
        )
    if found.pair_rate:
        rate = _rate(context, found.pair_rate)
        sentences.append(
            [
                _(
                    "None of the goods in the data has gone from {exporter:gen} to {importer:acc} "
                    "on record; of the first products of such lists {rate} came true.",
                    exporter=context.name(found.exporter),
                    importer=context.name(found.importer),
                    rate=rate,
                )
            ]
        )
    if context.dataset.embedded:
        sentences.append(
            [_("Ease of trade is computed within the basket of raw materials, not all goods.")]
        )
    return sentences


def _range(context: Context, one: Opening) -> Sentence:
    """The two ends of what is open, where the trade of the pair tells little of them."""
    spread = one.spread
    assert spread is not None  # noqa: S101 (asked for those that have one)
    return context.translator.sentence(
        "{product}: what is open lies between {low} and {high} a year, by whether the trade of the "
        "two or gravity says how easily they trade.",
        product=context.ledger.product(one.opportunity.product),
        low=_figure(context, spread.low),
        high=_figure(context, spread.high),
    )


def _how_by_chapter(context: Context) -> list[Sentence]:
    """What the numbers of openings by chapter are: other levels and other years."""
    return [
        [
            context.translator(
                "Estimated by chapter: of the exporter only the whole HS chapter is known (mean of "
                "{sold}); what the importer buys is the product (mean of {bought}, at least). Open "
                "is the exporter's share of the chapter times these imports times how easily the "
                "two trade all goods, taken down to the part that such estimates proved to be "
                "worth. What already goes of the product is not known: ask before it is called "
                "new.",
                sold=chapter_years().replace("-", "–"),
                bought=import_years(totals_of("imports").id).replace("-", "–"),
            )
        ]
    ]
