"""Small things about text that sections and formats share."""

from __future__ import annotations

from pathlib import PurePath

from sinergi.brief.layout.blocks import Grid, words
from sinergi.brief.model import Brief, Chart, CompanyView, Figure
from sinergi.evidence.provenance import Evidence
from sinergi.vocabulary.dataset_texts import dataset_text

LETTERS = 105
"""Letters of a line of a table as wide as the page."""
WORDS, FEW_WORDS = 0.42, 0.3
"""Parts of the line that columns of words have at least: mostly, and beside many numbers."""
BOLD = 1.1
"""How much wider bold letters are."""
MANY = 5
"""Columns of numbers from which on the columns of words get less."""


def capital(text: str) -> str:
    """With a capital first letter, for what begins a line."""
    return text[:1].upper() + text[1:]


def reasons_line(company: CompanyView, count: int | None = None) -> list[str | Figure]:
    """The first reasons of a candidate on a line; the capacities in them lead to evidence."""
    text = "; ".join(company.reasons[:count])
    found: list[str | Figure] = []
    for figure in company.capacities:
        before, comma, after = text.partition(f", {figure.text}")
        if comma:
            found += [f"{before}, ", figure]
            text = after
    return [*found, text] if text else found


def quote_language(brief: Brief, document: str) -> str | None:
    """The language of a document that is quoted, None where it is not known."""
    for source in brief.sources:
        if document in (source.name, PurePath(source.name).stem):
            return source.lang
    return None


def command(identifier: str) -> str:
    """The command that explains an evidence."""
    return f"sinergi explain '{identifier}'"


def licences(evidence: Evidence, lang: str) -> str:
    """The datasets of an evidence with their licences, on one line."""
    return "; ".join(f"{one.id} ({dataset_text(one.licence, lang)})" for one in evidence.datasets)


def chart_sources(brief: Brief, chart: Chart) -> list[str]:
    """Who made the datasets a chart's values come from; the annex cites them in full."""
    used = {
        point.figure.evidence.rpartition("@")[2]
        for series in chart.series
        for point in series.points
    }
    known = {one.id: one for one in (*brief.datasets, brief.dataset)}
    return [f"{known[name].producer}, {name}" if name in known else name for name in sorted(used)]


def column_widths(grid: Grid) -> list[float]:
    """Widths of a table's columns as parts of the whole.

    A column of numbers is as wide as its longest number, as long as all of them leave
    :data:`WORDS` of the line to the others, which share the rest by their weights; none is
    narrower than the longest word of its title.
    """
    titles = [_title_width(column.title) for column in grid.columns]
    wanted = [max(least, _wanted(grid, place)) for place, least in enumerate(titles)]
    numeric = [place for place, column in enumerate(grid.columns) if column.numeric]
    words_part = FEW_WORDS if len(numeric) >= MANY else WORDS
    room = (1 - words_part) * LETTERS - sum(titles[place] for place in numeric)
    over = sum(wanted[place] - titles[place] for place in numeric)
    part = max(0.0, min(1.0, room / over)) if over else 1.0
    widths = [
        least + (most - least) * (part if place in numeric else 0.0)
        for place, (least, most) in enumerate(zip(titles, wanted, strict=True))
    ]
    left = LETTERS - sum(widths[place] for place in numeric)
    whole = sum(column.width for column in grid.columns if not column.numeric) or 1.0
    return [
        width if column.numeric else max(most, left * column.width / whole)
        for width, most, column in zip(widths, wanted, grid.columns, strict=True)
    ]


def _title_width(title: str) -> float:
    """Letters that the longest word of a title takes: it is bold, and capitals are wide."""
    widest = max(
        (sum(1.4 if one.isupper() else 1.0 for one in word) for word in title.split()), default=1.0
    )
    return BOLD * widest + 1.5


def _wanted(grid: Grid, place: int) -> float:
    """Letters that a column would need: its longest number, or its longest word."""
    texts = [words(line) for row in grid.rows for line in row.cells[place]]
    if grid.columns[place].numeric:
        return max((min(len(text), 20) for text in texts), default=0) + 1.5
    return min(_longest_word(texts), 17 if place == 0 else 13) + 1.0


def _longest_word(texts: list[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=1)
