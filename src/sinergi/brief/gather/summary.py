"""In short: two to four sentences that one could say aloud."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.brief.gather.context import Context, year_ranges
from sinergi.brief.gather.fits import none_of_size, strongest
from sinergi.brief.gather.goods import fields
from sinergi.brief.gather.standing import (
    Standing,
    all_standings,
    bought,
    flows_of_note,
    largest_in,
    largest_once,
    sold,
)
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.gather.topics import all_goods, total_trade
from sinergi.brief.messages import N_
from sinergi.brief.model import Direction, MeetingView, Promise, Sentence, StatementView
from sinergi.brief.numbers import date_text, figure_text
from sinergi.cooperation.record import JOINT, Kind
from sinergi.evidence.histories import FlowHistory

SENTENCES, DATES = 4, 3
"""How many at most: sentences, and dates that have passed."""
ASK = N_("Ask why it stopped.")
"""What we are told to do: left out of what is shared."""
_BRINGS = {
    Kind.OFFER: (N_("{country:plain} offers: {names}"), ""),
    Kind.ASK: (N_("{country:plain} has requests on: {names}"), N_("has requests on: {names}")),
    Kind.INTEREST: (
        N_("{country:plain} is interested in: {names}"),
        N_("is interested in: {names}"),
    ),
}
"""How what a side brings begins its sentence, and how it goes on after an offer or a request."""


def in_short(
    context: Context,
    said: Sequence[StatementView],
    promised: Sequence[Promise],
    directions: Sequence[Direction],
) -> list[Sentence]:
    """The trade that matters, what each side brings, and how promises stand.

    What was brought is told of both sides: the trade has the room that is left.
    """
    if all(context.trades(country) for country in (context.a, context.b)):
        trade = _trade(context, directions, met=bool(said))
    else:
        trade = [_no_trade(context)]
    brought = _brought(context, said)
    return [*trade[: SENTENCES - len(brought)], *brought, *_promises(context, promised)]


def occasion(
    context: Context, met: MeetingView | None, promised: Sequence[Promise], *, refused: bool = False
) -> list[str]:
    """The lines below the title: what it is about, and what has become of it.

    ``refused`` says that documents were given and that none of them reports a meeting.
    """
    _ = context.translator
    if context.record is None or met is None:
        lines = [_("Before a meeting; prepared for {country:gen}", country=context.name(context.a))]
        if refused:
            lines.append(_("The documents given report no meeting of the two: why is said below."))
        return lines
    parts = (met.place, met.country and met.country.name)
    place = ", ".join(dict.fromkeys(part for part in parts if part))
    where = (
        _("Meeting of {date}, {place}", date=met.date_text, place=place)
        if place
        else _("Meeting of {date}", date=met.date_text)
    )
    if not met.date:
        where = (
            _("Meeting, date not known, {place}", place=place)
            if place
            else _("Meeting, date and place not known")
        )
    late = sum(one.state == "overdue" for one in promised)
    became = (
        _.plural(
            "What has become of it: not known; {n} promised date has passed",
            "What has become of it: not known; {n} promised dates have passed",
            late,
        )
        if late
        else _("What has become of it: not known here")
    )
    return [where, became]


def main_flow(context: Context) -> Standing | None:
    """The flow that the main message is about: the largest that stopped or goes."""
    if not all(context.trades(country) for country in (context.a, context.b)):
        return None
    return next((one for one in all_standings(context) if one.flow), None)


def _trade(context: Context, directions: Sequence[Direction], *, met: bool) -> list[Sentence]:
    """The flows that matter; before a meeting, or without any, first what goes in all."""
    told = [one for one in all_standings(context) if one.flow is not None]
    whole = all_goods(context) if not (met and told) else []
    fit = [] if met else strongest(context)
    shut = len(directions) > 1 and all(way.opportunities_reason for way in directions)
    none = none_of_size(context) if shut and not met else []
    if not told:
        once = largest_once(context)
        if once is not None and once[2].total >= thresholds()["notable"]:
            # It is not told, whether since it ended, is controlled or nobody reported: it went.
            openings = _no_openings(context, directions)
            return [*whole, *fit, _once(context, *once), *_thin(context), *openings, *none]
        openings = [] if shut else _no_openings(context, directions)
        first = _none_yet(context, shut=shut)
        return [*whole, *fit, first, *_thin(context), *openings, *none]
    goes = [one for one in told if one.state == "traded"]
    stopped = [one for one in told if one.state == "stopped" and not one.faded]
    flows = [_goes(context, goes[0])] if goes else []
    if stopped and (not goes or stopped[0].could >= thresholds()["material"]):
        flows.append(_stopped(context, stopped[0], alone=flows_of_note(context) == 1))
    return [*whole, *fit, *flows, *_no_openings(context, directions)]


def _stopped(context: Context, one: Standing, *, alone: bool) -> Sentence:
    _, figure = context.translator, context.ledger.figure
    assert one.flow is not None  # noqa: S101 (stopped flows have gone)
    message = (
        N_(
            "{product} is the one trade that has been tested: it went from {exporter:gen} to "
            "{importer:acc} in {years} (most in {peak}: {most}) and not since. Today "
            "{exporter:plain} sells {sold} a year of it to the world, and {importer:plain} buys "
            "{bought}."
        )
        if alone
        else N_(
            "{product} went from {exporter:gen} to {importer:acc} in {years} (most in {peak}: "
            "{most}) and not since, though {exporter:plain} sells {sold} a year of it to the world "
            "and {importer:plain} buys {bought}."
        )
    )
    told = _.sentence(
        message,
        product=context.ledger.plain_product(one.product),
        exporter=context.name(one.exporter),
        importer=context.name(one.importer),
        years=year_ranges(list(one.flow.years)),
        peak=str(one.flow.peak_year),
        most=figure("trade-value", one.exporter, one.importer, one.product, one.flow.peak_year),
        sold=sold(context, one.exporter, one.product),
        bought=bought(context, one.importer, one.product),
    )
    return told if context.restricted else [*told, " ", _(ASK)]


def _goes(context: Context, one: Standing) -> Sentence:
    _, figure = context.translator, context.ledger.figure
    assert one.flow is not None  # noqa: S101 (what goes has gone)
    way = (one.exporter, one.importer, one.product)
    message = (
        N_(
            "{product}: the largest trade in raw materials between the two, {value} from "
            "{exporter:gen} to {importer:acc} in {year}; in {window} that was {share} of what "
            "{importer:plain} imported of it."
        )
        if context.dataset.embedded
        else N_(
            "{product}: the largest trade between the two, {value} from {exporter:gen} to "
            "{importer:acc} in {year}; in {window} that was {share} of what {importer:plain} "
            "imported of it."
        )
    )
    if one.flow.values[-1] < largest_in(context, one.flow.last):
        # A larger one is controlled, or has all but stopped, and is told elsewhere.
        message = N_(
            "{product}: {value} from {exporter:gen} to {importer:acc} in {year}; in {window} that "
            "was {share} of what {importer:plain} imported of it."
        )
    return _.sentence(
        message,
        window=context.window_text,
        product=context.ledger.plain_product(one.product),
        value=figure("trade-value", *way, one.flow.last),
        year=str(one.flow.last),
        share=figure("market-share", *way, context.window),
        exporter=context.name(one.exporter),
        importer=context.name(one.importer),
    )


def _once(context: Context, exporter: str, importer: str, flow: FlowHistory) -> Sentence:
    """The largest trade on record, where none is worth telling by itself."""
    message = (
        N_(
            "{product}: the largest trade in raw materials between the two on record, from "
            "{exporter:gen} to {importer:acc}, most in {peak} ({most}), the last in {last}."
        )
        if context.dataset.embedded
        else N_(
            "{product}: the largest trade between the two on record, from {exporter:gen} to "
            "{importer:acc}, most in {peak} ({most}), the last in {last}."
        )
    )
    return context.translator.sentence(
        message,
        product=context.ledger.plain_product(flow.product),
        exporter=context.name(exporter),
        importer=context.name(importer),
        peak=str(flow.peak_year),
        most=context.ledger.figure("trade-value", exporter, importer, flow.product, flow.peak_year),
        last=str(flow.last),
    )


def _none_yet(context: Context, *, shut: bool) -> Sentence:
    """That no product has gone; with ``shut``, that none is an opening either."""
    if context.dataset.embedded:
        message = (
            N_(
                "Hardly any raw materials have gone between {a:ins} and {b:ins} (of no product "
                "{smallest} in all years together), and no opening in them is worth a minister's "
                "time."
            )
            if shut
            else N_(
                "Hardly any raw materials have gone between {a:ins} and {b:ins}: of no product "
                "{smallest} in all years together."
            )
        )
    else:
        message = (
            N_(
                "Hardly any goods have gone between {a:ins} and {b:ins} (of no product {smallest} "
                "in all years together), and no opening is worth a minister's time."
            )
            if shut
            else N_(
                "Hardly any goods have gone between {a:ins} and {b:ins}: of no product {smallest} "
                "in all years together."
            )
        )
    return context.translator.sentence(
        message,
        a=context.name(context.a),
        b=context.name(context.b),
        smallest=figure_text(thresholds()["notable"], "USD", context.lang),
    )


def _thin(context: Context) -> list[Sentence]:
    return [total_trade(context)] if context.dataset.complete else []


def _no_trade(context: Context) -> Sentence:
    silent = [c for c in (context.a, context.b) if not context.trades(c)]
    return context.translator.sentence(
        "The data at hand hold no trade of {country:gen}.", country=context.name(silent[0])
    )


def _no_openings(context: Context, directions: Sequence[Direction]) -> list[Sentence]:
    """That nothing worth naming was found is a finding, said in one sentence."""
    without = [way for way in directions if way.opportunities_reason is not None]
    if not without:
        return []
    if len(without) == len(directions):
        message = (
            N_(
                "No opening for raw materials between {a:ins} and {b:ins} is worth a "
                "minister's time."
            )
            if context.dataset.embedded
            else N_("No opening for goods between {a:ins} and {b:ins} is worth a minister's time.")
        )
        names = {"a": context.name(context.a), "b": context.name(context.b)}
        return [context.translator.sentence(message, **names)]
    message = (
        N_("No opening for raw materials from {a:gen} to {b:acc} is worth a minister's time.")
        if context.dataset.embedded
        else N_("No opening for goods from {a:gen} to {b:acc} is worth a minister's time.")
    )
    (way,) = without
    names = {"a": context.name(way.exporter.code), "b": context.name(way.importer.code)}
    return [context.translator.sentence(message, **names)]


def _brought(context: Context, said: Sequence[StatementView]) -> list[Sentence]:
    """What each side brings, and what both would like beyond that."""
    found = [
        line for country in (context.b, context.a) if (line := _brings(context, said, country))
    ]
    own = {name for country in (context.a, context.b) for name in _fields(context, said, {country})}
    both = [name for name in _fields(context, said, {JOINT}) if name not in own]
    if both:
        shared = context.translator.sentence(
            "Both are interested in: {names}.", names=", ".join(both)
        )
        found = [*found[:-1], [*found[-1], " ", *shared]] if found else [shared]
    return found


def _brings(context: Context, said: Sequence[StatementView], country: str) -> Sentence | None:
    """What a side offers, asks for and would like, by the sectors it named."""
    _ = context.translator
    parts: list[str] = []
    told: set[str] = set()
    for kind, (first, further) in _BRINGS.items():
        names = [name for name in _fields(context, said, {country}, kind) if name not in told]
        told.update(names)
        if names:
            words = _(
                further if parts else first, country=context.name(country), names=", ".join(names)
            )
            parts.append(words if parts else words[:1].upper() + words[1:])
    return ["; ".join(parts) + "."] if parts else None


def _fields(
    context: Context, said: Sequence[StatementView], sides: set[str], *kinds: Kind
) -> list[str]:
    """The goods and sectors that these sides named, in the order of the documents."""
    views = [
        view
        for view in said
        if view.side in sides and not view.folded and view.kind in (kinds or _BRINGS)
    ]
    return list(dict.fromkeys(name for view in views for name in fields(context, view)))


def _promises(context: Context, promised: Sequence[Promise]) -> list[Sentence]:
    late = [one for one in promised if one.state == "overdue"]
    if late:
        return [
            context.translator.sentence(
                "Of {n} promises the date of {k} has passed ({due}); nothing is known of it: ask "
                "first.",
                n=str(len(promised)),
                k=str(len(late)),
                due="; ".join(dict.fromkeys(one.due_text for one in late[:DATES])),
            )
        ]
    coming = [one for one in promised if one.state == "coming"]
    if coming:
        return [
            context.translator.sentence(
                "Promises: {n}; the next is due {due}.",
                n=str(len(promised)),
                due=coming[0].due_text,
            )
        ]
    return []


def prepared_line(context: Context) -> str:
    """When the brief was prepared."""
    return context.translator(
        "Country pair brief, prepared {date}", date=date_text(context.today, context.lang)
    )
