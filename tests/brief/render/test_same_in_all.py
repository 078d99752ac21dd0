"""The same figure stands in every format, and every word is translated."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from sinergi.brief.render.terminal import show
from sinergi.brief.render.write import write
from sinergi.vocabulary.languages import LANGUAGES

from .sample import bare, sample


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_are_the_same_everywhere(lang: str, tmp_path: Path) -> None:
    brief = sample(lang)
    html, docx, xlsx, *_ = write(brief, ["html", "docx", "xlsx"], tmp_path)
    page = LexborHTMLParser(html.read_text(encoding="utf-8"))
    document = Document(BytesIO(docx.read_bytes()))
    words = "".join(node.text or "" for node in document.element.body.iter() if node.text)
    book = load_workbook(xlsx)
    values = {cell.value for row in book.worksheets[-2].iter_rows(min_row=2) for cell in row}
    for noted in brief.evidence:
        shown = {a.text() for a in page.css(f"a.figure[href='#evidence-{noted.note}']")}
        assert shown == {noted.text}
        assert noted.text in words
        value = noted.evidence.value
        assert (noted.text if value is None else float(f"{value:.15g}")) in values


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_of_every_format_is_translated(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # A message without a translation is an error.
    for brief in (sample(lang), bare(lang)):
        show(brief, write(brief, ["html", "docx", "xlsx", "pptx", "md", "json"], tmp_path))
    assert capsys.readouterr().out
