"""The openings of one direction as a table, with words on how to read it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Column, Part, Sentence, Table
from sinergi.brief.numbers import figure_text, whole_percent_text
from sinergi.evidence import explain
from sinergi.evidence.caching import store_cache
from sinergi.opportunities import Number, openings
from sinergi.opportunities.openings import Careful, Opening, Openings, Rate

SHOWN = 6
"""Products a table shows."""

KINDS = {
    "grow": N_("trade to grow"),
    "revive": N_("stopped; to bring back"),
    "new": N_("new"),
}


@dataclass(frozen=True)
class Found:
    """A table, or the reason why there is none; how to read it; and what to be careful with."""

    table: Table | None
    reason: str | None = None
    reading: list[Sentence] = field(default_factory=list)
    careful: tuple[Careful, ...] = ()


def found_openings(context: Context, exporter: str, importer: str) -> Found:
    """The openings from ``exporter`` to ``importer``."""
    _ = context.translator
    for country in (exporter, importer):
        if not context.trades(country):
            reason = _(
                "The data at hand hold no trade of {country:gen}.", country=context.name(country)
            )
            return Found(None, reason)
    found = _openings(context.dataset.id, exporter, importer)
    if found.finding is not None:
        return Found(None, _sentence(found.finding.text(context.lang)), careful=found.careful)
    return Found(_table(context, found), None, _reading(context, found), found.careful)


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
        rows=[_row(context, one) for one in found.items],
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
    sentences: list[Sentence] = [
        [_sentence(found.order.text(context.lang))],
        [
            _(
                "Open is the export potential (Decreux and Spies 2016) that is not yet traded: the "
                "exporter's projected share of world supply, times the importer's demand, times "
                "how easily the two trade; of a flow that stopped, its largest year where that is "
                "more."
            )
        ],
    ]
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
                    "The two have traded nothing yet; of the first products of such pairs {rate} "
                    "came true.",
                    rate=rate,
                )
            ]
        )
    if context.dataset.embedded:
        sentences.append(
            [_("Ease of trade is computed within the basket of raw materials, not all goods.")]
        )
    return sentences
