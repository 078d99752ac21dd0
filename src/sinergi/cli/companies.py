"""``sinergi companies``: finds the subcommand's module, imports nothing before it is used."""

from __future__ import annotations

import click

from sinergi.cli.lazy import LazyGroup, Table

COMMANDS: Table = {
    "import": ("sinergi.cli.companies_import:import_", "A register into the store, with a report."),
    "registers": (
        "sinergi.cli.companies_registers:registers",
        "The registers in the store; remove one.",
    ),
    "classify": ("sinergi.cli.companies_classify:classify", "What texts say a company makes."),
    "candidates": (
        "sinergi.cli.companies_candidates:candidates",
        "Companies ranked for a product and a partner.",
    ),
    "pairs": ("sinergi.cli.companies_pairs:pairs", "Ranked pairs of companies of two countries."),
    "compare": ("sinergi.cli.companies_compare:compare", "Are two names one company, and why."),
    "score-pairs": ("sinergi.cli.companies_compare:score_pairs", "The same for a CSV of pairs."),
    "link": ("sinergi.cli.companies_link:link", "One company from many records."),
    "review": ("sinergi.cli.companies_review:review", "Decide on the pairs a person must see."),
    "screen": ("sinergi.cli.companies_screen:screen", "Look companies up in sanctions lists."),
}
"""Name, where the command lies, and one line of help."""


@click.group(cls=LazyGroup, table=COMMANDS)
def companies() -> None:
    """Companies: registers, what they make, links, candidates, screening."""
