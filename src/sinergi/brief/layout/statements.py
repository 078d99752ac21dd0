"""What was said: in the reader's language, with the original beside it."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Inline, Line, Lines, Row, Span
from sinergi.brief.layout.text import capital, quote_language
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, StatementView


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table in the order of the documents; courtesies and repetitions in one line below it."""
    if not brief.statements:
        return []
    columns = [
        Column(_("No."), 0.5, numeric=True),
        Column(_("Kind and side"), 1.6),
        Column(_("What was said"), 5.2),
        Column(_("Sector and time"), 2),
    ]
    rows = [_row(brief, said, _) for said in brief.statements if not said.folded]
    note = _(
        "Read by a machine from the documents, to be confirmed by a person. The words it rests on "
        "are marked."
    )
    found: list[Block] = [Grid("statements", _("Statements"), columns, rows, [note], small=True)]
    folded = [said for said in brief.statements if said.folded]
    if folded:
        found.append(Lines([[_("Courtesies and repetitions, left out above:")]], "source"))
        found.append(
            Grid(
                "folded",
                _("Left out above"),
                columns,
                [_row(brief, s, _) for s in folded],
                small=True,
            )
        )
    return found


def _row(brief: Brief, said: StatementView, _: Translator) -> Row:
    what: list[Line] = [[Span(said.gloss, "strong")]] if said.gloss else []
    what.append(_quote(brief, said))
    if said.check_text:
        what.append([Span(_("What the data say:") + " ", "strong"), *said.check_text])
    about = [said.sectors_text, said.due_text, said.confidence_text]
    return Row(
        [
            [[str(said.number)]],
            [[capital(said.kind_text)], [said.side_text]],
            what,
            _lines(about),
        ],
        anchor=f"statement-{said.number}",
    )


def _lines(texts: list[str | None]) -> Cell:
    return [[text] for text in texts if text]


def _quote(brief: Brief, said: StatementView) -> list[Inline]:
    """The sentence with the words it rests on marked."""
    lang = quote_language(brief, said.document)
    before, found, after = (
        said.sentence.partition(said.span) if said.span else (said.sentence, "", "")
    )
    parts = [Span(before, "muted", lang), Span(found, "mark", lang), Span(after, "muted", lang)]
    return [part for part in parts if part.text]
