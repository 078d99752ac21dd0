"""The topics of the first page: what they and we bring, where it stands, what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.standing import MATERIAL, Standing, bans, bought, sides, sold, standings
from sinergi.brief.messages import N_
from sinergi.brief.model import Sentence, StatementView, Topic
from sinergi.brief.numbers import date_text
from sinergi.cooperation.lines import By, Case, LineRule, line_for
from sinergi.cooperation.record import JOINT, CooperationRecord, Kind
from sinergi.cooperation.topics import topics_of
from sinergi.evidence import ALL
from sinergi.vocabulary.events import PolicyEvent
from sinergi.vocabulary.sectors import Sector, sectors

SHOWN = 8
"""Rows of the table at most."""
INCENTIVES = "investment_terms"
_STRENGTH = (Kind.COMMITMENT, Kind.OFFER, Kind.ASK, Kind.INTEREST, Kind.EXISTING_AGREEMENT)
_ENERGY = frozenset({"energy", "green_energy"})
SAID = {
    Kind.OFFER: N_("offer"),
    Kind.ASK: N_("request"),
    Kind.INTEREST: N_("interest"),
    Kind.COMMITMENT: N_("commitment"),
    Kind.EXISTING_AGREEMENT: N_("existing agreement"),
}


@dataclass
class Subject:
    """A topic while it is put together: statements, the trade in it, and the rule that fits."""

    name: str
    code: str
    statements: list[StatementView] = field(default_factory=list)
    sector: Sector | None = None
    standing: Standing | None = None
    own: dict[str, str] = field(default_factory=dict)
    """What each country sells most of the sector to the world, where that is material."""
    bans: list[PolicyEvent] = field(default_factory=list)
    rule: LineRule | None = None


def subjects(
    context: Context, record: CooperationRecord | None, said: Sequence[StatementView]
) -> list[Subject]:
    """The topics of a meeting, or before one those of the evidence, the weightiest first."""
    found = _of_meeting(context, said) if record else _of_trade(context)
    for subject in found:
        subject.rule = line_for(_case(context, subject))
    return found[: 2 * SHOWN]


def topic_rows(context: Context, found: Sequence[Subject]) -> list[Topic]:
    """The rows of the table; topics that differ in nothing but their name are one row."""
    rows: list[Topic] = []
    for subject in found:
        row = _row(context, subject)
        same = next((one for one in rows if _same(one, row)), None)
        if same is None:
            rows.append(row)
        else:
            same.name += f"; {row.name[:1].lower()}{row.name[1:]}"
            same.statements = sorted({*same.statements, *row.statements})
    return rows[:SHOWN]


def _same(one: Topic, other: Topic) -> bool:
    return (one.they, one.we, one.status, one.line) == (
        other.they,
        other.we,
        other.status,
        other.line,
    )


def decisions(context: Context, found: Sequence[Subject]) -> list[Sentence]:
    """What the topics ask of the reader."""
    return [
        [
            _capital(
                subject.rule.decision.format(
                    context.lang, other=context.name(context.b), sector=subject.name
                )
            )
            + "."
        ]
        for subject in found
        if subject.rule and subject.rule.decision
    ]


def _of_meeting(context: Context, said: Sequence[StatementView]) -> list[Subject]:
    _ = context.translator
    found: dict[str, Subject] = {}
    for view in said:
        if view.kind == Kind.FACT or view.folded:
            continue
        terms = view.kind == Kind.OFFER and INCENTIVES in topics_of(view.span)
        if terms:
            found.setdefault(
                "incentives", Subject(_("incentives and guarantees"), "incentives")
            ).statements.append(view)
        if view.kind == Kind.EXISTING_AGREEMENT:
            found.setdefault(
                "agreements", Subject(_("agreements"), "agreements")
            ).statements.append(view)
            continue
        for code in view.sectors:
            sector = sectors().get(code)
            if sector is not None:
                key = f"{code}-offer" if terms and code in _ENERGY else code
                subject = Subject(sector.name[context.lang], key, sector=sector)
                found.setdefault(key, subject).statements.append(view)
    for subject in found.values():
        _add_trade(context, subject)
    return sorted(found.values(), key=_weight)


def _weight(subject: Subject) -> tuple[int, int, int]:
    """Topics of goods with trade first, then by what was said of them and how often."""
    traded = subject.standing is not None
    kinds = [_STRENGTH.index(Kind(view.kind)) for view in subject.statements]
    return (0 if traded else 1, min(kinds, default=9), -len(subject.statements))


def _add_trade(context: Context, subject: Subject) -> None:
    sector = subject.sector
    if sector is None or not sector.hs:
        return
    found = standings(context, sector.covers)
    goes = [one for one in found if one.state != "never"]
    subject.standing = next(iter(goes or found), None)
    for country, products in sides(context, sector.covers).sold.items():
        best = max(products, key=products.__getitem__, default=None)
        if best is not None and products[best] >= MATERIAL:
            subject.own[country] = best
    subject.bans = bans(context, [code.ljust(6, "0") for code in sector.hs])
    if not subject.bans:
        subject.bans = bans(context, [one.product for one in found])


def _of_trade(context: Context) -> list[Subject]:
    """Before a meeting: the products that go, went, or could go between the two."""
    if not all(context.trades(country) for country in (context.a, context.b)):
        return []
    found = [one for one in standings(context, lambda _: True) if one.state != "never"]
    rows: dict[str, Subject] = {}
    for one in found:
        name = context.ledger.product(one.product)
        rows.setdefault(
            one.product,
            Subject(name, "trade", standing=one, bans=bans(context, [one.product])),
        )
    return list(rows.values())


def _case(context: Context, subject: Subject) -> Case:
    views = sorted(subject.statements, key=lambda view: _STRENGTH.index(Kind(view.kind)))
    about = {"any", subject.code}
    if subject.sector is not None:
        about.add(subject.sector.code)
        if subject.sector.hs and not subject.code.endswith("-offer"):
            about.add("goods")
        if subject.code.endswith("-offer"):
            about.add("energy_offer")
    return Case(
        about=frozenset(about),
        kind=Kind(views[0].kind) if views else None,
        by=_by(context, [view for view in views if view.kind == views[0].kind]) if views else None,
        state=subject.standing.state if subject.standing else None,
        bans=frozenset("us" if one.country == context.a else "them" for one in subject.bans),
    )


def _by(context: Context, views: Sequence[StatementView]) -> By | None:
    said = {view.side for view in views}
    if JOINT in said or {context.a, context.b} <= said:
        return "both"
    if context.b in said:
        return "them"
    return "us" if context.a in said else None


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
    words = ", ".join(_(SAID[kind]) for kind in _STRENGTH if kind in kinds)
    made: Sentence = [_capital(words)] if words else []
    one = subject.standing
    if one is not None:
        product = one.product
        trade = (
            _.sentence("exports {value} a year", value=sold(context, country, product))
            if country == one.exporter
            else _.sentence("imports {value} a year", value=bought(context, country, product))
        )
        made = [*made, "; ", *trade] if made else _upper(trade)
    elif subject.own.get(country):
        product = subject.own[country]
        strength = _.sentence(
            "exports {value} a year ({product})",
            value=sold(context, country, product),
            product=context.ledger.plain_product(product),
        )
        made = [*made, "; ", *strength] if made else _upper(strength)
    return made or ["–"]


def _status(context: Context, subject: Subject) -> Sentence:
    """How the trade between the two stands, and the act that bears on it."""
    _ = context.translator
    made: Sentence
    if subject.standing is not None:
        made = _trade_status(context, subject.standing)
    elif subject.code == "incentives":
        made = [_("Terms and legal basis are not known.")]
    elif subject.code == "agreements":
        made = [_("No text is on file here.")]
    elif subject.sector is not None and not subject.sector.hs:
        made = [_("No step is known yet.")]
    else:
        made = [_("No trade between the two is known in it.")]
    for event in subject.bans[-1:]:
        made = [*made, f" {event.text(context.lang)} ({date_text(event.date, context.lang)})."]
    return made


def _trade_status(context: Context, one: Standing) -> Sentence:
    _, figure = context.translator, context.ledger.figure
    names = {"exporter": context.name(one.exporter), "importer": context.name(one.importer)}
    product = context.ledger.plain_product(one.product)
    if one.flow is None:
        return _.sentence("{product}: never traded between the two.", product=product)
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


def total_trade(context: Context) -> Sentence:
    """What the dataset holds of trade both ways in its last year."""
    figure = context.ledger.figure
    there, back = (
        figure("trade-value", exporter, importer, ALL, context.last)
        for exporter, importer in context.pairs
    )
    return context.translator.sentence(
        "In {year} the goods in the data went from {a:gen} to {b:acc} for {there} and from {b:gen} "
        "to {a:acc} for {back}.",
        year=str(context.last),
        a=context.name(context.a),
        b=context.name(context.b),
        there=there,
        back=back,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _upper(sentence: Sentence) -> Sentence:
    first = sentence[0]
    return [_capital(first), *sentence[1:]] if isinstance(first, str) else sentence
