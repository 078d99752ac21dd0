"""The table of topics of the first page: each topic's row in words."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.energy import supply
from sinergi.brief.gather.goods import goods_trade
from sinergi.brief.gather.standing import Standing, bans, bought, sold
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.gather.topics import SAID, STRENGTH, Subject, spoken_seller
from sinergi.brief.messages import N_
from sinergi.brief.model import Sentence, Topic
from sinergi.brief.numbers import date_text
from sinergi.cooperation.record import JOINT, Kind
from sinergi.evidence import ALL
from sinergi.evidence.histories import pair_history
from sinergi.evidence.sector_answers import exports_of, imports_of
from sinergi.trade import catalogue

SHOWN = 8
"""Rows of the table at most."""
_NAMED = 2
"""Products of a sector that a status names."""


def topic_rows(context: Context, found: Sequence[Subject]) -> list[Topic]:
    """The rows of the table; topics that stand alike are one row, their lines one after another."""
    rows: list[Topic] = []
    for subject in found:
        row = _row(context, subject)
        same = next((one for one in rows if _alike(one, row)), None)
        if same is None:
            rows.append(row)
        else:
            _merge(same, row)
    return rows[:SHOWN]


def _alike(one: Topic, other: Topic) -> bool:
    return (one.they, one.we, one.status) == (other.they, other.we, other.status)


def _merge(kept: Topic, other: Topic) -> None:
    """Two topics in one row: one line to take, or each topic's own after its name."""
    if other.line != kept.line:
        kept.line = [*_of_topic(kept.name, kept.line), " ", *_of_topic(other.name, other.line)]
    kept.name += f"; {_small(other.name)}"
    kept.statements = sorted({*kept.statements, *other.statements})


def _of_topic(name: str, line: Sentence) -> Sentence:
    """A line that says which topic it is about; one that already does is left."""
    told = isinstance(line[0], str) and "; " in name
    return line if told else [f"{name}: ", *_lower(line)]


def _row(context: Context, subject: Subject) -> Topic:
    assert subject.rule is not None  # noqa: S101 (set by subjects)
    return Topic(
        name=_capital(subject.name),
        they=_side(context, subject, context.b),
        we=_side(context, subject, context.a),
        status=_status(context, subject),
        line=[subject.rule.line[context.lang]],
        statements=[view.number for view in subject.statements],
        rule=subject.rule.rule,
    )


def _side(context: Context, subject: Subject, country: str) -> Sentence:
    """What one side said of it, and what it does with the product."""
    _ = context.translator
    kinds = {Kind(view.kind) for view in subject.statements if view.side in (country, JOINT)}
    words = ", ".join(_(SAID[kind]) for kind in STRENGTH if kind in kinds)
    made: Sentence = [_capital(words)] if words else []
    trade = _trade(context, subject, country)
    if not trade:
        return made or ["–"]
    return [*made, "; ", *trade] if made else _upper(trade)


def _trade(context: Context, subject: Subject, country: str) -> Sentence:
    """What a side sells or buys of it; empty where nothing worth telling is known."""
    _, sector = context.translator, subject.sector
    one = subject.standing
    if one is not None:
        if country == one.exporter:
            return _.sentence("exports {value} a year", value=sold(context, country, one.product))
        buys, sells = bought(context, country, one.product), sold(context, country, one.product)
        if (sells.value or 0.0) >= (buys.value or 0.0) > 0:
            return _.sentence("imports {value} a year, exports {sold}", value=buys, sold=sells)
        return _.sentence("imports {value} a year", value=buys)
    if subject.code.endswith("-offer"):
        return supply(context, country) if country == spoken_seller(context, subject) else []
    if sector is None or not sector.hs:
        return []
    if subject.own.get(country):
        product = subject.own[country]
        return _.sentence(
            "exports {value} a year ({product})",
            value=sold(context, country, product),
            product=context.ledger.plain_product(product),
        )
    if context.dataset.complete:
        return []
    if subject.goods:
        return goods_trade(context, subject.goods, country)
    return _of_totals(context, subject, country)


def _of_totals(context: Context, subject: Subject, country: str) -> Sentence:
    """What a side sells or buys of a sector by the totals: its part in what was said."""
    _, note, sector = context.translator, context.ledger.note, subject.sector
    assert sector is not None  # noqa: S101 (asked of sectors only)
    if spoken_seller(context, subject) in (country, None):
        sells = exports_of(sector, country)
        if sells is None or (sells.value.value or 0.0) < thresholds()["material"]:
            return []
        return _.sentence("exports {value} a year", value=note(sells.value))
    buys = imports_of(sector, country, limit=0)
    if buys is None or (buys.value.value or 0.0) < thresholds()["material"]:
        return []
    return _.sentence("imports at least {value} a year", value=note(buys.value))


def _status(context: Context, subject: Subject) -> Sentence:
    """How the trade between the two stands, and the act that bears on it."""
    _ = context.translator
    acts = subject.bans
    if subject.standing is not None:
        made = _trade_status(context, subject.standing)
        # An act on another product of the sector says nothing of this trade.
        acts = bans(context, [subject.standing.product])
    elif subject.code == "incentives":
        made = [_("Terms and legal basis are not known.")]
    elif subject.code == "agreements":
        made = [_("No text is on file here.")]
    elif subject.code.endswith("-offer"):
        made = [_("Price, volume and place are not known.")]
    elif subject.seller is not None:
        made = _at_most(context, subject)[1:] or ["–"]
    elif subject.sector is not None and not subject.sector.hs:
        made = [_("No step is known yet.")]
    else:
        made = _untraded(context, subject)
    for event in acts[-1:]:
        words = event.text(context.lang, context.today)
        made = [*made, f" {words} ({date_text(event.date, context.lang)})."]
    return made


def _untraded(context: Context, subject: Subject) -> Sentence:
    """A sector of goods of which nothing worth telling went: what the data can say of that."""
    _ = context.translator
    if not subject.held:
        return [_("The data here do not hold these goods one by one."), *_at_most(context, subject)]
    flows = [
        flow
        for exporter, importer in context.pairs
        for flow in pair_history(context.dataset.id, exporter, importer).flows
        if flow.product in subject.held
    ]
    names = ", ".join(context.ledger.plain_product(one) for one in subject.held[:_NAMED])
    if context.dataset.complete or len(subject.held) > _NAMED:
        message = (
            N_("Next to nothing of it has gone between the two since {first}.")
            if flows
            else N_("Nothing of it has gone between the two since {first}.")
        )
        return [_(message, first=context.first), *_at_most(context, subject)]
    message = (
        N_("{products}: next to nothing has gone between the two since {first}.")
        if flows
        else N_("{products}: nothing has gone between the two since {first}.")
    )
    return [_(message, products=names, first=context.first), *_at_most(context, subject)]


def _at_most(context: Context, subject: Subject) -> Sentence:
    """All goods that went the way that was spoken of: more than that it cannot have been."""
    seller, held = spoken_seller(context, subject), catalogue.default_totals("pairs")
    if context.dataset.complete or seller is None or held is None or held.years is None:
        return []
    buyer = context.a if seller == context.b else context.b
    year = held.years[1]
    figure = context.ledger.figure("trade-value", seller, buyer, ALL, year, dataset=held.id)
    if figure.value is None:
        return []
    return [
        " ",
        *context.translator.sentence(
            "All goods from {exporter:gen} to {importer:acc} in {year}: {value}.",
            exporter=context.name(seller),
            importer=context.name(buyer),
            year=str(year),
            value=figure,
        ),
    ]


def _trade_status(context: Context, one: Standing) -> Sentence:
    _, figure = context.translator, context.ledger.figure
    names = {"exporter": context.name(one.exporter), "importer": context.name(one.importer)}
    product = context.ledger.plain_product(one.product)
    if one.flow is None:
        return _.sentence(
            "{product}: none has gone from {exporter:gen} to {importer:acc} on record.",
            product=product,
            **names,
        )
    way = (one.exporter, one.importer, one.product)
    if one.faded:
        return _.sentence(
            "{product}: from {exporter:gen} to {importer:acc} all but stopped, {value} in {year} "
            "(most {most} in {peak}).",
            product=product,
            value=figure("trade-value", *way, one.flow.last),
            year=str(one.flow.last),
            most=figure("trade-value", *way, one.flow.peak_year),
            peak=str(one.flow.peak_year),
            **names,
        )
    if one.state == "stopped":
        return _.sentence(
            "{product}: went from {exporter:gen} to {importer:acc} until {last} (most {most} in "
            "{peak}), not since.",
            product=product,
            last=str(one.flow.last),
            most=figure("trade-value", *way, one.flow.peak_year),
            peak=str(one.flow.peak_year),
            **names,
        )
    return _.sentence(
        "{product}: goes from {exporter:gen} to {importer:acc}, {value} in {year}.",
        product=product,
        value=figure("trade-value", *way, one.flow.last),
        year=str(one.flow.last),
        **names,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    """With a small first letter, unless it is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _upper(sentence: Sentence) -> Sentence:
    first = sentence[0]
    return [_capital(first), *sentence[1:]] if isinstance(first, str) else sentence


def _lower(sentence: Sentence) -> Sentence:
    first = sentence[0]
    return [_small(first), *sentence[1:]] if isinstance(first, str) else sentence
