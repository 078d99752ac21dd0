"""The screens of ``sinergi opportunities``: the ranked table, and one product explained."""

from __future__ import annotations

from rich import box
from rich.table import Table

from sinergi.cli.opportunities.careful import print_careful
from sinergi.cli.shared.terminal_tables import (
    amount,
    fitted,
    money,
    percent,
    plain,
    print_whole,
    short,
    year,
    years_text,
)
from sinergi.errors import UnknownNameError
from sinergi.indicators.trade_states import PAUSE
from sinergi.opportunities import Number, Opportunities, Opportunity
from sinergi.opportunities.controls import Control, controls
from sinergi.terminal import Console
from sinergi.vocabulary import countries, products

_FACTS: tuple[tuple[str, str], ...] = (
    ("exports", "exporter sells"),
    ("world_export_share", "  of world exports"),
    ("imports", "importer buys"),
    ("import_growth", "  growth a year"),
    ("world_import_share", "  of world imports"),
    ("current", "trade, mean"),
    ("market_share", "  of importer's imports"),
    ("peak", "trade at its peak"),
    ("peak_year", "  in the year"),
    ("last_year", "  last traded"),
    ("complementarity", "complementarity"),
    ("export_unit_value", "unit value, exporter"),
    ("import_unit_value", "unit value, importer"),
    ("pair_unit_value", "unit value of the flow"),
    ("tariff", "import duty"),
    ("rca", "RCA"),
    ("density", "density"),
    ("complexity", "PCI"),
)
_POTENTIAL: tuple[tuple[str, str], ...] = (
    ("potential", "export potential"),
    ("unrealised", "  unrealised"),
    ("supply", "  supply"),
    ("demand", "  demand"),
    ("ease", "  ease"),
    ("distance", "  distance factor"),
)


def show(found: Opportunities) -> None:
    """Print the ranked table with its components, conventions and warnings."""
    console = Console(highlight=False)
    a, b = countries.name(found.exporter), countries.name(found.importer)
    period = years_text(found.years)
    console.print(f"[bold]Opportunities from {a} to {b}[/], {found.dataset}, {period}")
    console.print(
        f"potential {money(found.potential)} USD, of it unrealised {money(found.unrealised)}; "
        f"ease {plain(found.ease)}; complementarity {plain(found.complementarity)}; "
        f"{plain(found.distance, 0)} km"
    )
    if not found.items:
        console.print(f"No product that {a} sells is bought by {b} in this dataset.")
    else:
        console.print(_table(found, console.width))
    for line in found.warnings:
        console.print(f"[yellow]note[/] {line}")
    print_careful(console, _controlled(found))
    console.print(
        f"Annual means in US dollars (k, m, bn), ? not known; ranking {found.ranking}. Status: "
        f"traded, small (mean below {amount(found.small)}), resumed (again after {PAUSE} years or "
        f"more without), stopped (none for {PAUSE} years or more), never, unknown (the dataset "
        "lacks years). Open: unrealised export potential (~ a wide range, which "
        "--explain shows). Chain: the importer sells a later (↓) "
        "or earlier (↑) stage. All components of one product: "
        f"sinergi opportunities {found.exporter} {found.importer} --explain PRODUCT",
        style="dim",
    )


def _table(found: Opportunities, width: int) -> Table:
    a, b = found.exporter, found.importer
    nomenclature = found.nomenclature or "HS92"
    titles = (
        *("#", "product", f"{a}\nsells", f"{b}\nbuys", "growth\na year", "trade,\nmean"),
        *("status", "peak", "open", "duty", "chain"),
    )
    rows = [
        [
            str(item.rank),
            f"{products.written(item.product, nomenclature)} {item.name}",
            money(item.exports),
            money(item.imports),
            percent(item.import_growth, sign=True),
            money(item.current),
            item.status,
            _peak(item),
            _open(item),
            percent(item.tariff),
            _chain(item),
        ]
        for item in found.items
    ]
    return fitted(titles, rows, width, words=(1, 6, 10))


def _controlled(found: Opportunities) -> list[tuple[str, tuple[Control, ...]]]:
    """The goods of the list that a convention or the exporter's own ban controls."""
    revision = found.nomenclature or "HS92"
    return [
        (f"{products.written(item.product, revision)} {item.name}", held)
        for item in found.items
        if (held := controls(item.product, revision, found.exporter))
    ]


def _open(item: Opportunity) -> str:
    """What is open, marked where its two readings are far apart."""
    mark = "~" if item.potential.unrealised_range is not None else ""
    return f"{mark}{money(item.potential.unrealised)}"


def _peak(item: Opportunity) -> str:
    if item.peak.value is None:
        return ""
    return f"{money(item.peak)} {year(item.peak_year)}"


def _chain(item: Opportunity) -> str:
    marks = {"importer-processes": "↓", "importer-feeds": "↑"}
    return "".join(dict.fromkeys(marks[link.kind] for link in item.chain.links))


def explain(found: Opportunities, product: str) -> None:
    """Print all components of one product, each with the id of its evidence.

    Raises:
        UnknownNameError: the product is not in the list.
    """
    item = next((one for one in found.items if one.product == product), None)
    if item is None:
        raise UnknownNameError(
            f"product {product} is not among the {found.considered} that {found.exporter} sells "
            f"and {found.importer} buys, or that went between them, in dataset {found.dataset}"
        )
    console = Console(highlight=False)
    a, b = countries.name(found.exporter), countries.name(found.importer)
    console.print(
        f"[bold]{item.product} {item.name}[/] from {a} to {b}: rank {item.rank} of ", end=""
    )
    console.print(f"{found.considered}, status {item.status}")
    print_whole(_facts(found, item))
    if item.competitors:
        print_whole(_competitors(item))
    for link in item.chain.links:
        way = (
            f"{b} sells a later stage ({link.other_stage_name}) and may process it"
            if link.kind == "importer-processes"
            else f"{b} sells an earlier stage ({link.other_stage_name}) that could go to {a}"
        )
        console.print(
            f"  chain {link.chain}: {way}: {link.product}, {money(link.value)} USD  "
            f"[dim]{link.value.evidence}[/]"
        )
    if item.chain.unknown:
        console.print(f"  [yellow]not known[/] {item.chain.unknown}")
    console.print(_contributions(found, item))
    for line in (*found.conventions, *found.warnings):
        console.print(f"  {line}", style="dim")


def _facts(found: Opportunities, item: Opportunity) -> Table:
    table = Table(box=None, padding=(0, 1), show_header=False)
    table.add_column("what", no_wrap=True)
    table.add_column("value", no_wrap=True)
    table.add_column("evidence", style="dim", no_wrap=True)
    rows = [(text, getattr(item, name)) for name, text in _FACTS]
    potential = [(text, getattr(item.potential, name)) for name, text in _POTENTIAL]
    if (spread := item.potential.unrealised_range) is not None:
        potential[2:2] = [("    at least", spread.low), ("    at most", spread.high)]
    rows[11:11] = potential
    rows.append(("distance", found.distance))
    for text, number in rows:
        table.add_row(text, *_fact(number))
    return table


def _fact(number: Number) -> tuple[str, str]:
    if number.value is None:
        return short(number), number.unknown or ""
    return short(number), number.evidence or ""


def _competitors(item: Opportunity) -> Table:
    table = Table(
        title="Other suppliers", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    table.add_column("country")
    for title in ("USD", "share", "USD/t"):
        table.add_column(title, justify="right")
    table.add_column("evidence", style="dim", no_wrap=True)
    for one in item.competitors:
        table.add_row(
            countries.name(one.country),
            money(one.value),
            percent(one.share),
            plain(one.unit_value, 0),
            one.value.evidence,
        )
    return table


def _contributions(found: Opportunities, item: Opportunity) -> Table:
    table = Table(
        title=f"Why rank {item.rank}: parts of the score {item.score:.2f} ({found.ranking})",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, 1),
    )
    table.add_column("component")
    for title in ("value", "weight", "weight x ln", "against the list's mean"):
        table.add_column(title, justify="right")
    for part in sorted(item.contributions, key=lambda one: -one.against_mean):
        table.add_row(
            part.component,
            f"{part.value:.3g}",
            f"{part.weight:g}",
            f"{part.contribution:.2f}",
            f"{part.against_mean:+.2f}",
        )
    return table
