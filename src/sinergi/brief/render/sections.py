"""What every format shares: the sections and their titles, and where a chart's data are from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from sinergi.brief.messages import N_, Translator
from sinergi.brief.model import Brief, Chart, CompanyList, CompanyView, Figure, Sentence
from sinergi.evidence.model import Evidence

TITLES = {
    "summary": N_("Key messages"),
    "meeting": N_("The meeting"),
    "statements": N_("What was said"),
    "economies": N_("The two economies"),
    "trade": N_("Trade between the two and its openings"),
    "sectors": N_("What the data say about what was said"),
    "companies": N_("Companies"),
    "plan": N_("Proposed follow-up plan"),
    "limits": N_("What this brief cannot say"),
    "evidence": N_("Where the numbers come from"),
}
"""The sections in the order of the page; their keys are the page's anchors."""


class Section(NamedTuple):
    """A section's anchor, number and title."""

    key: str
    number: int
    title: str


def sections(_: Translator) -> dict[str, Section]:
    """All sections by key."""
    return {
        key: Section(key, number, _(title)) for number, (key, title) in enumerate(TITLES.items(), 1)
    }


def plain(sentence: Sentence) -> str:
    """A sentence without its notes."""
    return "".join(part.text if isinstance(part, Figure) else part for part in sentence)


def quote_language(brief: Brief, document: str) -> str | None:
    """The language of a document that is quoted, None where it is not known."""
    for source in brief.sources:
        if document in (source.name, PurePath(source.name).stem):
            return source.lang
    return None


def capital(text: str) -> str:
    """With a capital first letter, for what begins a line."""
    return text[:1].upper() + text[1:]


def command(identifier: str) -> str:
    """The command that explains an evidence."""
    return f"sinergi explain '{identifier}'"


def licences(evidence: Evidence) -> str:
    """The datasets of an evidence with their licences, on one line."""
    return "; ".join(f"{one.id} ({one.licence})" for one in evidence.datasets)


@dataclass(frozen=True)
class InCommon:
    """What all candidates of a list share, to be said once below it instead of in every row."""

    unknown: list[str]
    screening: str | None

    def own_unknown(self, company: CompanyView) -> str:
        """What is not known of this one in particular."""
        return "; ".join(thing for thing in company.unknown if thing not in self.unknown)


def in_common(found: CompanyList) -> InCommon:
    """What the candidates of a list share."""
    first, *others = found.candidates
    unknown = [thing for thing in first.unknown if all(thing in one.unknown for one in others)]
    same = all(one.screening == first.screening for one in others)
    return InCommon(unknown, first.screening if same else None)


def has_own_unknown(found: CompanyList, common: InCommon) -> bool:
    """Whether the table needs a column of what is not known."""
    return any(common.own_unknown(company) for company in found.candidates)


def chart_sources(brief: Brief, chart: Chart) -> list[str]:
    """The datasets a chart's values come from, cited; ids end in ``@dataset``."""
    used = {
        point.figure.evidence.rpartition("@")[2]
        for series in chart.series
        for point in series.points
    }
    known = {one.id: one for one in (*brief.datasets, brief.dataset)}
    return [known[name].cite() if name in known else name for name in sorted(used)]
