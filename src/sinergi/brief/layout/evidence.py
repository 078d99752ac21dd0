"""Where the numbers come from: datasets, how each measure is computed, every number."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Lines, Row, Span, cell
from sinergi.brief.layout.text import licences
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief
from sinergi.vocabulary.dataset_texts import dataset_text

_ENGLISH = "en"


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """Three tables."""
    if not brief.evidence:
        return [Lines([[_("This brief holds no numbers.")]])]
    explained = _(
        "Each number above leads here. “sinergi explain” with the id beside a number prints "
        "dataset, version, licence, formula and inputs, and computes the number again."
    )
    return [Lines([[explained]]), _datasets(brief, _), _measures(brief, _), _numbers(brief, _)]


def _datasets(brief: Brief, _: Translator) -> Grid:
    columns = [
        Column(_("Id"), 1.4),
        Column(_("Title and producer"), 5),
        Column(_("Version"), 1.4),
        Column(_("Licence"), 2),
    ]
    rows = [
        Row(
            [
                cell([Span(one.id, "code")]),
                cell(
                    [f"{one.producer}: {dataset_text(one.title, brief.lang)}."],
                    [Span(" ".join(one.notes), lang=_ENGLISH)] if one.notes else None,
                    [Span(f"SHA-256 {one.sha256}", "code")],
                ),
                cell(dataset_text(one.version, brief.lang)),
                cell(dataset_text(one.licence, brief.lang), one.licence_url, one.attribution),
            ]
        )
        for one in brief.datasets
    ]
    return Grid("datasets", _("Datasets"), columns, rows, small=True)


def _measures(brief: Brief, _: Translator) -> Grid:
    columns = [
        Column(_("Measure"), 2.2),
        Column(_("Formula"), 4),
        Column(_("Source, dataset (licence)"), 3.8),
    ]
    known = {noted.evidence.measure: noted for noted in brief.evidence}
    rows = [
        Row(
            [
                cell([Span(name, "code")]),
                cell(noted.formula),
                cell(
                    [
                        Span(f"{noted.evidence.source}. ", "muted", _ENGLISH),
                        Span(licences(noted.evidence, brief.lang), "muted"),
                    ]
                ),
            ]
        )
        for name, noted in sorted(known.items())
    ]
    return Grid("measures", _("How the numbers are computed"), columns, rows, small=True)


def _numbers(brief: Brief, _: Translator) -> Grid:
    columns = [
        Column(_("No."), 0.5, numeric=True),
        Column(_("Number"), 5),
        Column(_("Id, for “sinergi explain”"), 4.5),
    ]
    rows = []
    for noted in brief.evidence:
        reason = [Span(f" ({noted.unknown})", "muted")] if noted.unknown else []
        number: list[str | Span] = [f"{noted.label}: ", Span(noted.text, "strong"), *reason]
        identifier = [Span(noted.evidence.id, "code")]
        cells: list[Cell] = [[[str(noted.note)]], [number], [identifier]]
        rows.append(Row(cells, anchor=f"evidence-{noted.note}"))
    return Grid("evidence", _("Numbers"), columns, rows, small=True)
