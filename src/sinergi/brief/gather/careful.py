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
