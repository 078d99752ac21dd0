"""Small things about text that sections and formats share."""

from __future__ import annotations

from pathlib import PurePath

from sinergi.brief.model import Brief, Chart
from sinergi.evidence.provenance import Evidence


def capital(text: str) -> str:
    """With a capital first letter, for what begins a line."""
    return text[:1].upper() + text[1:]


def quote_language(brief: Brief, document: str) -> str | None:
    """The language of a document that is quoted, None where it is not known."""
    for source in brief.sources:
        if document in (source.name, PurePath(source.name).stem):
            return source.lang
    return None


def command(identifier: str) -> str:
    """The command that explains an evidence."""
    return f"sinergi explain '{identifier}'"


def licences(evidence: Evidence) -> str:
    """The datasets of an evidence with their licences, on one line."""
    return "; ".join(f"{one.id} ({one.licence})" for one in evidence.datasets)


def chart_sources(brief: Brief, chart: Chart) -> list[str]:
    """The datasets a chart's values come from, cited; ids end in ``@dataset``."""
    used = {
        point.figure.evidence.rpartition("@")[2]
        for series in chart.series
        for point in series.points
    }
    known = {one.id: one for one in (*brief.datasets, brief.dataset)}
    return [known[name].cite() if name in known else name for name in sorted(used)]
