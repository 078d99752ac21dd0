"""What has changed between two briefs, on a terminal."""

from __future__ import annotations

from rich.padding import Padding
from rich.text import Text

from sinergi.brief.comparing import Comparison, heading, nothing
from sinergi.terminal import Console

MOST = 20
"""Sentences shown of one part; ``--json`` has all."""


def show_changes(comparison: Comparison) -> None:
    """Print the changes part by part."""
    console = Console(highlight=False)
    console.print(Text(heading(comparison), style="bold"))
    if not comparison.changes:
        console.print(Text(nothing(comparison)))
    for title, sentences in comparison.by_part():
        console.print(Text(f"\n{title} ({len(sentences)})", style="bold"))
        for sentence in sentences[:MOST]:
            console.print(Padding(Text(sentence), (0, 0, 0, 2)))
        if len(sentences) > MOST:
            console.print(Padding(Text(f"… {len(sentences) - MOST}"), (0, 0, 0, 2)))
