"""The screen of ``sinergi opportunities --openings``."""

from __future__ import annotations

from sinergi.cli.opportunities.careful import print_careful
from sinergi.cli.shared.terminal_tables import amount, fitted, money, plain
from sinergi.opportunities.by_chapter import ChapterOpening
from sinergi.opportunities.openings import Opening, Openings
from sinergi.terminal import Console
from sinergi.trade import catalogue
from sinergi.vocabulary import countries, products

_KINDS = {
    "grow": "traded, to grow",
    "revive": "stopped, to revive",
    "unsure": "went before, now not known",
    "new": "none on record",
}


def show(found: Openings) -> None:
    """Print the openings, what to be careful with, and what was left out and why."""
    console = Console(highlight=False)
    a, b = countries.name(found.exporter), countries.name(found.importer)
    revision = catalogue.dataset(found.dataset).nomenclature or "HS92"
    console.print(f"[bold]Openings from {a} to {b}[/], {found.dataset}")
    console.print(
        f"{found.considered} products looked at; from {amount(found.least)} USD a year; "
        f"{found.order}.",
        style="dim",
    )
    if found.ranked:
        titles = ("product", "state", "open", f"{a}\nsells", f"{b}\nbuys", "came\ntrue")
        rows = [
            _chapter(one) if isinstance(one, ChapterOpening) else _known(one, revision)
            for one in found.ranked
        ]
        console.print(fitted(titles, rows, console.width, words=(0, 1)))
    if found.finding:
        console.print(f"{found.finding}.")
    if found.pair_rate is not None:
        console.print(
            f"None of these has gone from {a} to {b} on record: of such lists the first pick "
            f"came true in {found.pair_rate.first_pick:.1%}, any of their products in "
            f"{found.pair_rate.any_pick:.1%}, within five years."
        )
    careful = [
        (f"{products.written(one.product, revision)} {one.name}", one.controls)
        for one in found.careful
    ]
    careful += [
        (f"{products.written(one.product, one.nomenclature)} {one.name}", one.controls)
        for one in found.beyond_careful
    ]
    print_careful(console, careful)
    for out in found.left_out:
        console.print(
            f"[dim]left out {products.written(out.product, revision)} {out.name}, "
            f"{money(out.worth)} USD: "
            f"{'; '.join(out.reasons)}[/]"
        )
    if found.beyond:
        console.print(
            "By chapter: estimated from the exporter's share of the chapter, in which its "
            "advantage (RCA) is given; what already goes is not known. Came true: how often the "
            "first of such lists did in the backtest.",
            style="dim",
        )


def _known(one: Opening, revision: str) -> list[str]:
    item = one.opportunity
    spread, worth = one.spread, money(one.worth)
    if spread is not None:
        worth += f" ({money(spread.low)} to {money(spread.high)})"
    return [
        f"{products.written(item.product, revision)} {item.name}",
        _KINDS[one.kind],
        worth,
        money(item.exports),
        money(item.imports),
        f"{one.rate.first_pick:.1%}" if one.rate else "",
    ]


def _chapter(one: ChapterOpening) -> list[str]:
    return [
        f"{products.written(one.product, one.nomenclature)} {one.name}",
        "by chapter",
        money(one.worth),
        f"RCA {plain(one.advantage, 1)}",
        money(one.imports),
        "",
    ]
