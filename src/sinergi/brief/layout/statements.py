"""What was said: in the reader's language, the sentences themselves in the annex."""

from __future__ import annotations

from collections import Counter

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Inline, Line, Row, Span
from sinergi.brief.layout.text import capital, quote_language
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, StatementView

WORDS = 200
"""Letters of the document's own words that a row holds at most."""


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table in the order of the documents, in the reader's words."""
    kept = [said for said in brief.statements if not said.folded]
    if not kept:
        return []
    columns = [
        Column(_("No."), 0.5, numeric=True),
        Column(_("Kind and side"), 2.4),
        Column(_("What was said"), 5.2),
        Column(_("Sector and time"), 2.2),
    ]
    told = Counter(said.span for said in kept)
    rows = [_row(brief, said, _, own=told[said.span] == 1) for said in kept]
    note = _(
        "Read by a machine from the documents, to be confirmed by a person. The sentences "
        "themselves stand in the annex, with how sure the machine is."
    )
    return [Grid("statements", _("Statements"), columns, rows, [note], small=True)]


def quotes(brief: Brief, _: Translator) -> list[Block]:
    """The sentences that the statements were read from, courtesies and repetitions too."""
    if not brief.statements:
        return []
    columns = [
        Column(_("No."), 0.5, numeric=True),
        Column(_("In the words of the document"), 7),
        Column(_("How it was read"), 2.5),
    ]
    rows = [
        Row(
            [
                [[str(said.number)]],
                [_quote(brief, said)],
                _lines(
                    [
                        f"{capital(said.kind_text)}, {said.side_text}",
                        said.confidence_text,
                        _("courtesy or repetition") if said.folded else None,
                    ]
                ),
            ],
            anchor=f"quote-{said.number}",
        )
        for said in brief.statements
    ]
    note = _("The words that a reading rests on are marked.")
    return [Grid("quotes", _("Sentences"), columns, rows, [note], small=True)]


def _row(brief: Brief, said: StatementView, _: Translator, *, own: bool) -> Row:
    """A statement in the document's own words where the reader knows them, else in the gloss.

    ``own`` says that its words are its alone: two things said in one breath are glossed apart.
    """
    readable = quote_language(brief, said.document) == brief.lang and len(said.span) <= WORDS
    what: list[Line]
    if said.gloss is None:
        what = [_quote(brief, said)]
    else:
        what = [[Span(capital(said.span) if own and readable else said.gloss, "strong")]]
    if said.check_text:
        what.append([Span(_("What the data say:") + " ", "strong"), *said.check_text])
    about = [said.sectors_text, said.due_text]
    return Row(
        [
            [[Span(str(said.number), target=f"quote-{said.number}")]],
            [[f"{capital(said.kind_text)}, {said.side_text}"]],
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
