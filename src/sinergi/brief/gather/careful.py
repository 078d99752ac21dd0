"""What to be careful with: acts that restrict trade, claims that the data contradict, readings."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.openings import OpeningsTable, chapter_product
from sinergi.brief.gather.topics import Subject
from sinergi.brief.model import Sentence, StatementView
from sinergi.brief.numbers import date_text
from sinergi.companies.screening import stored_lists
from sinergi.opportunities.by_chapter import ChapterOpening
from sinergi.opportunities.openings import Careful
from sinergi.vocabulary.countries import is_country
from sinergi.vocabulary.restrictive_measures import UN, Measure

SHOWN = 6
"""Lines at most."""


def careful(
    context: Context,
    found: Sequence[Subject],
    said: Sequence[StatementView],
    opened: Sequence[OpeningsTable],
    *,
    named: bool,
) -> list[Sentence]:
    """One line a thing; ``named`` is whether companies are named in the brief."""
    _ = context.translator
    lines: list[Sentence] = []
    lines += [_measure(context, one) for one in context.measures]
    told: set[str] = set()
    for subject in found:
        for event in subject.bans:
            if event.source not in told:
                told.add(event.source)
                when = date_text(event.date, context.lang)
                act = _(
                    "{what} ({date}). Act: {source}.",
                    what=event.text(context.lang, context.today),
                    date=when,
                    source=event.source,
                )
                lines.append([act])
    for found_one in opened:
        for good in found_one.careful:
            lines += _controlled(context, good, told)
    for view in said:
        if view.check == "contradicted" and view.check_text:
            what = _("Statement {n}, {side}", n=view.number, side=view.side_text)
            lines.append([f"{what}. ", *view.check_text])
    unclear = [view.number for view in said if view.side is None]
    if unclear:
        numbers = ", ".join(map(str, unclear))
        lines.append([_("Who said it is not clear in statements {numbers}.", numbers=numbers)])
    if named and not stored_lists():
        lines.append([_("No company here was checked against sanctions lists.")])
    return lines[:SHOWN]


def _measure(context: Context, one: Measure) -> Sentence:
    """An act that restricts dealings between the two; what it covers is not judged here."""
    _ = context.translator
    by: str = context.name(one.by) if is_country(one.by) else _bloc(context, one.by)
    target = context.name(one.target) if is_country(one.target) else _bloc(context, one.target)
    return _.sentence(
        "Restrictive measures of {by:gen} concerning {target:gen}: {act}. Lawyers must say what "
        "they cover today: ask them before goods or companies are named.",
        by=by,
        target=target,
        act=one.act,
    )


def _bloc(context: Context, code: str) -> Issuer:
    """The name of a bloc or of the Security Council, as it stands after "of"."""
    _ = context.translator
    return Issuer({UN: _("the UN Security Council"), "EU": _("the European Union")}[code])


class Issuer(str):
    """A name that the catalogue gives in the one form that is needed."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self)


def _controlled(context: Context, good: Careful | ChapterOpening, told: set[str]) -> list[Sentence]:
    """A good in which trade is controlled, with the regime and what to mind, once a product."""
    if good.product in told:
        return []
    told.add(good.product)
    control = good.controls[0]
    care = control.care(context.lang)
    name = (
        chapter_product(context, good)
        if isinstance(good, ChapterOpening)
        else context.ledger.product(good.product)
    )
    words = [f"{name}: {control.title(context.lang)}"]
    words += [care] if care else []
    text = ". ".join(word.removesuffix(".") for word in words)
    return [[f"{text} ({control.place(context.lang)})."]]
