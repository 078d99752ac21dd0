"""Incentives offered: by whom, to whom, on which legal basis."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Column, Grid, Row, Span, cell
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table, a row an offer."""
    if not brief.incentives:
        return []
    columns = [
        Column(_("Offered by"), 1.6),
        Column(_("What"), 3.4),
        Column(_("To whom"), 2),
        Column(_("Legal basis"), 2),
    ]
    rows = [
        Row(
            [
                cell(one.side_text),
                cell(
                    [
                        one.what,
                        " ",
                        Span(str(one.statement), "muted", target=f"statement-{one.statement}"),
                    ]
                    if one.statement
                    else one.what
                ),
                cell(one.to),
                cell(one.basis),
            ]
        )
        for one in brief.incentives
    ]
    return [Grid("incentives", _("What investors are offered"), columns, rows)]
