"""The opportunities of one direction as a table, with words on how to read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Column, Part, Sentence, Table
from sinergi.brief.numbers import figure_text
from sinergi.evidence import WORLD, explain
from sinergi.evidence.caching import store_cache
from sinergi.indicators.trade_states import PAUSE, RECENT
from sinergi.opportunities import Number, Opportunities, Opportunity, opportunities

SHOWN = 8
"""Products a table shows."""
SMALLEST = 10_000.0
"""US dollars a year of potential below which a product never traded is not shown: the threshold
of the International Trade Centre for a single market."""
FADED = 0.1
"""Part of its mean of the window below which a country's exports in the last year carry no
opening: a ban or the end of a mine."""

STATES = {
    "traded": N_("traded"),
    "small": N_("small trade"),
    "resumed": N_("traded again"),
    "stopped": N_("stopped"),
    "never": N_("never traded"),
    "unknown": N_("not known"),
}


@dataclass(frozen=True)
class Openings:
    """A table, or the reason why there is none; and how to read it."""

    table: Table | None
    reason: str | None = None
    reading: list[Sentence] = field(default_factory=list)


def openings(context: Context, exporter: str, importer: str) -> Openings:
    """The ranked opportunities from ``exporter`` to ``importer``."""
    _ = context.translator
    for country in (exporter, importer):
        if not context.trades(country):
            return Openings(
                None, _("The dataset holds no trade of {country}.", country=context.name(country))
            )
    found = _ranked(context, exporter, importer)
    if not found.items:
        return Openings(
            None,
            _(
                "The dataset holds no product that {exporter} sells and {importer} buys with a "
                "potential of at least {smallest} a year.",
                exporter=context.name(exporter),
                importer=context.name(importer),
                smallest=figure_text(SMALLEST, "USD", context.lang),
            ),
        )
    return Openings(_table(context, found), reading=_reading(context, found))


def _ranked(context: Context, exporter: str, importer: str) -> Opportunities:
    return _cached(context.dataset.id, exporter, importer)


@store_cache(16)
def _cached(dataset: str, exporter: str, importer: str) -> Opportunities:
    found = opportunities(exporter, importer, dataset=dataset, limit=2 * SHOWN)
    items = tuple(item for item in found.items if _matters(item))
    return found.model_copy(update={"items": items[:SHOWN]})


def _matters(item: Opportunity) -> bool:
    """Whether the two trade or traded the product, or could by a sum worth the paper."""
    return item.peak.value is not None or _open(item)


def _open(item: Opportunity) -> bool:
    return (item.potential.unrealised.value or 0.0) >= SMALLEST


def _faded(context: Context, seller: str, product: str, mean: Number) -> bool:
    """Whether the seller has all but ceased to export what the mean still shows."""
    latest = context.ledger.value("trade-value", seller, WORLD, product, context.last)
    return latest < FADED * (mean.value or 0.0)


def _table(context: Context, found: Opportunities) -> Table:
    _ = context.translator
    exporter, importer = context.name(found.exporter), context.name(found.importer)
    titles = (
        ("product", _("product")),
        ("exports", _("{country} sells to the world", country=exporter)),
        ("imports", _("{country} buys from the world", country=importer)),
        ("growth", _("growth of these imports")),
        ("current", _("between the two, mean")),
        ("peak", _("between the two, largest year")),
        ("unrealised", _("potential still open")),
        ("state", _("state")),
    )
    words = ("product", "state")
    return Table(
        id=f"opportunities-{found.exporter}-{found.importer}",
        title=_("Openings {exporter} → {importer}", exporter=exporter, importer=importer),
        columns=[Column(key=key, title=title, numeric=key not in words) for key, title in titles],
        rows=[_row(context, item) for item in found.items],
        note=_(
            "Annual means of {years}; of {n} products ranked, at most {shown} are shown. Left out: "
            "products never traded whose potential is below {smallest} a year. State at the end of "
            "{last}: stopped after {pause} years without trade; traded again if it went after such "
            "a pause in the last {recent} years; small if the mean is below {small} a year.",
            years="–".join(str(year) for year in found.years),
            last=found.years[1],
            pause=PAUSE,
            recent=RECENT,
            small=figure_text(found.small, "USD", context.lang),
            n=found.considered,
            shown=SHOWN,
            smallest=figure_text(SMALLEST, "USD", context.lang),
        ),
    )


def _row(context: Context, item: Opportunity) -> list[Part | None]:
    return [
        context.ledger.product(item.product),
        _figure(context, item.exports),
        _figure(context, item.imports),
        _figure(context, item.import_growth),
        None if item.status == "never" else _figure(context, item.current),
        None if item.status == "never" else _figure(context, item.peak),
        _figure(context, item.potential.unrealised),
        context.translator(STATES[item.status]),
    ]


def _figure(context: Context, number: Number) -> Part:
    """A component as a figure of the brief; its evidence gives the same value.

    A component that no measure gives (the dataset does not reach back far enough) is words.
    """
    if number.evidence is None:
        return figure_text(number.value, number.unit, context.lang)
    return context.ledger.note(explain(number.evidence))


def _reading(context: Context, found: Opportunities) -> list[Sentence]:
    """What the potential means and how the list is ordered."""
    _ = context.translator
    sentences: list[Sentence] = [
        [
            _(
                "Potential after the export potential indicator of the International Trade Centre "
                "(Decreux and Spies 2016): the exporter's projected share of world supply, times "
                "what the importer demands, times how easily the two trade. Open is what is not "
                "yet traded. The figures are computed here and are not the ITC's."
            )
        ]
    ]
    if any(item.potential.ease_predicted for item in found.items):
        sentences.append(
            [
                _(
                    "The two trade so little that their ease of trade is predicted from distance "
                    "and ties (gravity), not observed."
                )
            ]
        )
    if context.dataset.embedded:
        sentences.append(
            [_("Ease of trade is computed within the basket of raw materials, not all goods.")]
        )
    for item in found.items:
        sentences += _fading(context, found, item)
        sentences += _chain(context, found, item)
    return sentences


def _fading(context: Context, found: Opportunities, item: Opportunity) -> list[Sentence]:
    """A warning where the exporter hardly sells the product any more."""
    if not _faded(context, found.exporter, item.product, item.exports):
        return []
    _ = context.translator
    latest = context.ledger.figure("trade-value", found.exporter, WORLD, item.product, context.last)
    return [
        _.sentence(
            "{product}: {exporter} sold only {latest} of it to the world in {last}, against a mean "
            "of {mean} a year in {window}: no opening as long as that is so.",
            product=context.ledger.product(item.product),
            exporter=context.name(found.exporter),
            latest=latest,
            last=str(context.last),
            mean=_figure(context, item.exports),
            window=context.window_text,
        )
    ]


def _chain(context: Context, found: Opportunities, item: Opportunity) -> list[Sentence]:
    """The value chain the two countries share through a product."""
    if not item.chain.links:
        return []
    link = item.chain.links[0]
    if _faded(context, found.importer, link.product, link.value):
        return []
    message = (
        N_("{product}: {importer} sells a later stage of the same chain, {other} ({value} a year).")
        if link.kind == "importer-processes"
        else N_(
            "{product}: {importer} sells an earlier stage of the same chain, {other} ({value} a "
            "year): an input could flow the other way."
        )
    )
    return [
        context.translator.sentence(
            message,
            product=context.ledger.product(item.product),
            importer=context.name(found.importer),
            other=context.ledger.product(link.product),
            value=_figure(context, link.value),
        )
    ]
