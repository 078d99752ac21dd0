"""The screen of ``sinergi partners``."""

from __future__ import annotations

from sinergi.cli.shared.terminal_tables import fitted, money, plain, years_text
from sinergi.opportunities import Partners
from sinergi.terminal import Console
from sinergi.vocabulary import countries


def show(found: Partners) -> None:
    """Print the ranked partners with their components."""
    console = Console(highlight=False)
    period = years_text(found.years)
    name, code = countries.name(found.country), found.country
    console.print(f"[bold]Partners of {name}[/], {found.dataset}, {period}")
    titles = (
        *("#", "partner", "score", f"open\nfrom {code}", f"open\nto {code}", "fit\nout", "fit\nin"),
        *("shared\nchains", "relieves", f"{code}\nsells", f"{code}\nbuys"),
    )
    rows = [
        [
            str(item.rank),
            f"{item.country} {item.name}",
            f"{item.score:.2f}",
            money(item.unrealised_out),
            money(item.unrealised_in),
            plain(item.complementarity_out),
            plain(item.complementarity_in),
            plain(item.chains, 0),
            money(item.dependence),
            money(item.exports),
            money(item.imports),
        ]
        for item in found.items
    ]
    console.print(fitted(titles, rows, console.width, words=(1,)))
    for line in found.warnings:
        console.print(f"[yellow]note[/] {line}")
    console.print(
        "open: unrealised export potential; fit: complementarity (0 to 1), out and in; relieves: "
        "supplies on which the country depends that the partner could give. "
        f"{'; '.join(found.conventions)}.",
        style="dim",
    )
