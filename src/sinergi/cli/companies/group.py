"""``sinergi companies``: finds the subcommand's module, imports nothing before it is used."""

from __future__ import annotations

import click

from sinergi.cli.shared.lazy import LazyGroup, Table

COMMANDS: Table = {
    "import": (
        "companies.import_:import_",
        "A register into the store, with a report.",
    ),
    "registers": (
        "companies.registers:registers",
        "The registers in the store; remove one.",
    ),
    "classify": ("companies.classify:classify", "What texts say a company makes."),
    "candidates": (
        "companies.candidates:candidates",
        "Companies ranked for a product and a partner.",
    ),
    "pairs": ("companies.pairs:pairs", "Ranked pairs of companies of two countries."),
    "compare": ("companies.compare:compare", "Are two names one company, and why."),
    "score-pairs": ("companies.compare:score_pairs", "The same for a CSV of pairs."),
    "link": ("companies.link:link", "One company from many records."),
    "review": ("companies.review:review", "Decide on the pairs a person must see."),
    "screen": ("companies.screen:screen", "Look companies up in sanctions lists."),
}
"""Name, where the command lies, and one line of help."""


@click.group(cls=LazyGroup, table=COMMANDS)
def companies() -> None:
    """Companies: registers, what they make, links, candidates, screening."""
