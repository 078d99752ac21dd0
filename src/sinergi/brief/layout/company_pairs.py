"""A company of each side that could talk to one another."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Row, Span, cell
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, CompanyView, Country


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table, a row a pair."""
    if not brief.company_pairs:
        return []
    columns = [
        Column(_("Topic"), 1.6),
        Column(_("Could supply"), 3),
        Column(_("Could buy or work on it"), 3),
    ]
    rows = [
        Row(
            [
                cell(one.topic, [Span(one.product, "muted")]),
                _company(one.seller, one.seller_country),
                _company(one.buyer, one.buyer_country),
            ]
        )
        for one in brief.company_pairs
    ]
    note = _("Proposals from registers: ask the companies before naming them to the other side.")
    return [Grid("pairs", _("Pairs of companies"), columns, rows, [note])]


def _company(company: CompanyView, country: Country) -> Cell:
    return cell(
        [Span(company.name, "strong"), f" ({country.name})"],
        [Span("; ".join([*company.reasons[:1], company.screening]), "muted")],
    )
