"""The documents the brief was read from, with their digests, and how the date was read."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Inline, Line, Lines, Span
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief
from sinergi.brief.numbers import date_text


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """A list of the documents; the reason of the meeting's date below it."""
    if not brief.sources:
        return []
    lines: list[Line] = []
    for source in brief.sources:
        words = [source.name]
        if source.lang:
            words.append(_("language: {code}", code=source.lang))
        if source.published:
            words.append(_("published on {date}", date=date_text(source.published, brief.lang)))
        line: list[Inline] = [", ".join(words), " ", Span(f"SHA-256 {source.sha256}", "code")]
        lines.append(line)
    found: list[Block] = [Lines(lines, "list")]
    met = brief.meeting
    notes = [met.date_reason, *met.notes] if met else []
    reasons = [
        _("Statement {n}: {reason}", n=said.number, reason=said.reason)
        for said in brief.statements
        if said.reason
    ]
    if notes := [note for note in (*notes, *reasons) if note]:
        found.append(Lines([[note] for note in notes], "source"))
    return found
