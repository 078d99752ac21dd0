"""``sinergi companies``: finds the subcommand's module, imports nothing before it is used."""

from __future__ import annotations

import importlib

import click

COMMANDS: dict[str, tuple[str, str]] = {
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


class LazyGroup(click.Group):
    """A group that imports a subcommand's module only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the subcommand, None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the one-line helps without importing the subcommands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=LazyGroup)
def companies() -> None:
    """Companies: registers, what they make, links, candidates, screening."""
