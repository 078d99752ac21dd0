"""Agreements on investment between the two, and who needs a visa."""

from __future__ import annotations

from datetime import date

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Agreement, Group, Sentence
from sinergi.brief.numbers import date_text
from sinergi.cooperation.treaty_steps import treaty_rule
from sinergi.evidence.datasets import reference
from sinergi.vocabulary import countries, treaties, visas
from sinergi.vocabulary.country_forms import Name
from sinergi.vocabulary.treaties import Treaty, treaties_between
from sinergi.vocabulary.visas import visa_rule

PROPOSED = N_("Proposed: {step}.")
"""What we are told to do: left out of what is shared."""
SHOWN = 6
"""Agreements shown at most; the rest are counted."""


def treaty_rows(context: Context) -> list[Agreement]:
    """The agreements as rows of the table of agreements."""
    _ = context.translator
    source = reference(treaties.DATASET).cite(context.lang)
    return [
        Agreement(
            title=one.title,
            parties=_parties(context, one),
            state=_state(context, one),
            missing=_("the text"),
            source=source,
        )
        for one in treaties_between(context.a, context.b)[:SHOWN]
    ]


def agreements_and_travel(context: Context) -> Group:
    """What protects investors, the step that follows, and the visa rules both ways."""
    _ = context.translator
    return Group(
        title=_("Agreements and travel"),
        sentences=[*_protection(context), *(_visa(context, i, j) for i, j in context.pairs)],
    )


def _protection(context: Context) -> list[Sentence]:
    _ = context.translator
    found = treaties_between(context.a, context.b)
    made: list[Sentence] = []
    if not found:
        made.append([_("No agreement on investment between the two is on UNCTAD's list.")])
    for one in found[:SHOWN]:
        made.append([_stopped(f"{one.title}: {_state(context, one)}")])
    if len(found) > SHOWN:
        made.append([_("{count} more agreements are on the list.", count=len(found) - SHOWN)])
    proposed = treaty_rule(found)
    if proposed is not None:
        rule, treaty = proposed
        text = rule.action.format(
            context.lang,
            other=Name(context.b, context.lang),
            year=treaty.signed.year if treaty and treaty.signed else "",
        )
        made.append([_(PROPOSED, step=_small(text))])
    return made


def _state(context: Context, one: Treaty) -> str:
    _ = context.translator
    if one.status == "in-force":
        if one.in_force is None:
            return _("in force")
        if len(one.parties) != 2 or len(one.blocs) > 1:
            # The list has one day for all: others may have joined later.
            return _(
                "in force among its first members since {date}; ask from when for the two",
                date=_day(context, one.in_force),
            )
        return _("in force since {date}", date=_day(context, one.in_force))
    if one.status == "terminated":
        if one.ended is None:
            return _("ended")
        return _("ended on {date}", date=_day(context, one.ended))
    if one.type == "provisions" and one.signed is not None:
        # Of treaties on trade the list often lacks the day on which they entered into force.
        return _(
            "signed on {date}; UNCTAD's list has no date of entry into force",
            date=_day(context, one.signed),
        )
    if one.signed is None:
        return _("signed, not in force")
    return _("signed on {date}, not in force", date=_day(context, one.signed))


def _day(context: Context, day: date) -> str:
    return date_text(day, context.lang)


def _parties(context: Context, one: Treaty) -> str:
    """The two as they stand in it: by name, or through a bloc."""
    words = []
    for country in (context.a, context.b):
        bloc = next((code for code in one.blocs if country in treaties.blocs()[code]), None)
        name = countries.name(country, context.lang)
        if country in one.parties or bloc is None:
            words.append(name)
        elif bloc in treaties.unchecked():
            words.append(
                context.translator(
                    "{country:plain} ({bloc}; its membership was not checked)",
                    country=context.name(country),
                    bloc=bloc,
                )
            )
        else:
            words.append(f"{name} ({bloc})")
    others = len(one.parties) - 2
    return ", ".join(words) + (f" +{others}" if others > 0 else "")


def _visa(context: Context, passport: str, destination: str) -> Sentence:
    _ = context.translator
    words = {"passport": context.name(passport), "destination": context.name(destination)}
    rule = visa_rule(passport, destination)
    if rule is None:
        return [_("{passport} → {destination}: the visa rule is not known.", **words)]
    told: dict[str, str | Name] = {
        "rule": rule.text(context.lang),
        "date": _day(context, visas.COLLECTED),
        **words,
    }
    if context.today < visas.COLLECTED:
        return [
            _(
                "{passport} → {destination}, ordinary passport: {rule} (as of {date}, later than "
                "this brief; verify with the embassy).",
                **told,
            )
        ]
    return [
        _(
            "{passport} → {destination}, ordinary passport: {rule} (as of {date}; verify with the "
            "embassy).",
            **told,
        )
    ]


def _stopped(text: str) -> str:
    """With one full stop: a date may end in that of its abbreviation."""
    return text if text.endswith(".") else f"{text}."


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
