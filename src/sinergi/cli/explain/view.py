"""The screen of ``sinergi explain``."""

from __future__ import annotations

from rich.table import Table

from sinergi.brief.numbers import figure_text
from sinergi.evidence import Evidence, Input
from sinergi.terminal import Console


def show(found: Evidence) -> None:
    """Print an evidence: value, formula, inputs, datasets."""
    console = Console(highlight=False)
    console.print(f"[bold]{found.label}[/]")
    exact = "" if found.value is None else f"   [dim]exactly {found.value!r} {found.unit}[/]"
    console.print(f"  [bold green]{figure_text(found.value, found.unit, 'en')}[/]{exact}")
    if found.unknown:
        console.print(f"  why not known: {found.unknown}")
    facts = Table.grid(padding=(0, 2))
    facts.add_row("id", found.id)
    facts.add_row("formula", found.formula)
    facts.add_row("source", found.source)
    for number, one in enumerate(found.inputs):
        facts.add_row("inputs" if number == 0 else "", _input(one))
    for data in found.datasets:
        facts.add_row("dataset", f"{data.id}: {data.title}")
        facts.add_row("", f"{data.producer}; {data.version}")
        facts.add_row("", f"licence {data.licence} {data.licence_url or ''}")
        facts.add_row("", f"SHA-256 {data.sha256}")
    for note in (*found.notes, *(n for data in found.datasets for n in data.notes)):
        facts.add_row("note", note)
    console.print(facts)
    if found.value is not None:
        console.print("Computed again just now from the datasets named.", style="dim")


def _input(one: Input) -> str:
    if one.evidence:
        value = figure_text(one.value, one.unit or "ratio", "en")
        return f"{one.name} = {value}   {one.evidence}"
    if one.rows is not None:
        return f"{one.name}: {one.rows} of the dataset ({one.filter})"
    if one.value is None and one.filter:
        return f"{one.name}: {one.filter}"
    value = "not known" if one.value is None else f"{one.value:,.10g}"
    return f"{one.name} = {value}"
