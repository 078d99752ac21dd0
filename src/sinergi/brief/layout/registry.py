"""The sections of a brief: order, title, place, and the formats that show them.

A new section is a module beside this one with a function ``blocks`` and a line in
:data:`SECTIONS`; every format shows its blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sinergi.brief.layout import (
    agreements,
    careful,
    companies,
    company_pairs,
    decisions,
    documents,
    economies,
    evidence,
    incentives,
    limits,
    meeting,
    plan,
    preparer,
    promises,
    raising,
    relations,
    sectors,
    statements,
    steps,
    summary,
    topics,
    trade,
)
from sinergi.brief.layout.blocks import Block, figures_of
from sinergi.brief.messages import N_, Translator, translator
from sinergi.brief.model import Brief

Blocks: TypeAlias = Callable[[Brief, Translator], Sequence[Block]]


class SectionPlace(StrEnum):
    """Where a section stands: on the first two pages, in the body, or in the annex."""

    SUMMARY = "summary"
    BODY = "body"
    ANNEX = "annex"


FORMATS = frozenset({"html", "pdf", "docx", "md", "xlsx", "pptx"})
"""The formats that lay out sections; the JSON holds the typed brief itself."""
NO_SLIDES = FORMATS - {"pptx"}
"""Where a section stands that says nothing else: slides show what they choose (`SLIDES`)."""
_PAGES = NO_SLIDES - {"xlsx"}
_TEXTS = frozenset({"html", "pdf", "docx"})


@dataclass(frozen=True)
class Section:
    """A section: its key is its anchor, ``formats`` are those that show it."""

    key: str
    title: str
    place: SectionPlace
    blocks: Blocks
    formats: frozenset[str] = NO_SLIDES


SECTIONS = (
    Section("summary", N_("In short"), SectionPlace.SUMMARY, summary.blocks, FORMATS),
    Section("topics", N_("Topic by topic"), SectionPlace.SUMMARY, topics.blocks, FORMATS),
    Section(
        "decisions", N_("Decisions asked of you"), SectionPlace.SUMMARY, decisions.blocks, FORMATS
    ),
    Section("promises", N_("What was promised"), SectionPlace.SUMMARY, promises.blocks, FORMATS),
    Section("steps", N_("Next steps"), SectionPlace.SUMMARY, steps.blocks, FORMATS),
    Section(
        "pairs",
        N_("Companies to bring together"),
        SectionPlace.SUMMARY,
        company_pairs.blocks,
        FORMATS,
    ),
    Section("meeting", N_("Who is who"), SectionPlace.SUMMARY, meeting.blocks, FORMATS),
    Section("careful", N_("Be careful with"), SectionPlace.SUMMARY, careful.blocks, FORMATS),
    Section("raising", N_("For the talks"), SectionPlace.BODY, raising.blocks),
    Section("relations", N_("What links the two countries"), SectionPlace.BODY, relations.blocks),
    Section("sectors", N_("Evidence by topic"), SectionPlace.BODY, sectors.blocks),
    Section(
        "trade",
        N_("Trade between the two, and its openings"),
        SectionPlace.BODY,
        trade.blocks,
        FORMATS,
    ),
    Section("economies", N_("The two economies"), SectionPlace.BODY, economies.blocks),
    Section("incentives", N_("Incentives offered"), SectionPlace.BODY, incentives.blocks),
    Section("agreements", N_("Agreements"), SectionPlace.BODY, agreements.blocks),
    Section("companies", N_("Companies"), SectionPlace.BODY, companies.blocks),
    Section("statements", N_("What was said"), SectionPlace.BODY, statements.blocks),
    Section("plan", N_("The whole plan"), SectionPlace.BODY, plan.blocks),
    Section("limits", N_("What this brief cannot say"), SectionPlace.BODY, limits.blocks),
    Section(
        "quotes", N_("The sentences themselves"), SectionPlace.ANNEX, statements.quotes, _PAGES
    ),
    Section(
        "sectorwise", N_("Sector by sector in full"), SectionPlace.ANNEX, relations.in_full, _PAGES
    ),
    Section(
        "purchases",
        N_("What each buys most, by topic"),
        SectionPlace.ANNEX,
        sectors.largest,
        _PAGES,
    ),
    Section("candidates", N_("All candidates"), SectionPlace.ANNEX, companies.in_full, _PAGES),
    Section("preparer", N_("For whoever prepares this brief"), SectionPlace.ANNEX, preparer.blocks),
    Section("documents", N_("Documents read"), SectionPlace.ANNEX, documents.blocks),
    Section(
        "evidence",
        N_("Where the numbers come from"),
        SectionPlace.ANNEX,
        evidence.blocks,
        _TEXTS | {"xlsx"},
    ),
)
"""All sections in the order of the page."""


@dataclass(frozen=True)
class Laid:
    """A section of one brief, ready to be shown."""

    key: str
    number: int
    title: str
    place: SectionPlace
    blocks: Sequence[Block]


def laid_out(brief: Brief, shown_by: str | None = None, parts: Collection[str] = ()) -> list[Laid]:
    """The sections of a brief that have something to show, numbered.

    Args:
        brief: The brief.
        shown_by: Only the sections that this format shows; all by default.
        parts: Only these places or sections (``summary`` is the first two pages); all by default.
    """
    _ = translator(brief.lang)
    found: list[Laid] = []
    for section in SECTIONS:
        if shown_by is not None and shown_by not in section.formats:
            continue
        if parts and section.key not in parts and section.place not in parts:
            continue
        blocks = section.blocks(brief, _)
        if blocks:
            number, title = len(found) + 1, _(section.title)
            found.append(Laid(section.key, number, title, section.place, blocks))
    return found


_NUMBERED = [section.key for section in SECTIONS if section.key != "evidence"]
"""The sections whose figures are numbered: all but the list of the numbers itself."""


def number_evidence(brief: Brief) -> None:
    """Number the evidence of a brief in the order in which its pages show it.

    What no page shows comes after it; each figure takes its evidence's number.
    """
    shown = [
        figure.evidence
        for laid in laid_out(brief, parts=_NUMBERED)
        for block in laid.blocks
        for figure in figures_of(block)
        if figure.note
    ]
    kept = {noted.evidence.id: noted for noted in brief.evidence}
    order = [key for key in dict.fromkeys(shown) if key in kept]
    order += [key for key in kept if key not in set(order)]
    numbers = {key: number for number, key in enumerate(order, start=1)}
    brief.evidence = [kept[key].model_copy(update={"note": numbers[key]}) for key in order]
    for figure in brief.figures():
        if figure.note:
            figure.note = numbers[figure.evidence]
