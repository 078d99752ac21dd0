"""Small files made to hang a reader or fill its memory: read at once, or refused in one line."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib

import pytest

from sinergi.errors import InputError
from sinergi.reading import read_text
from sinergi.reading.formats import load_bytes
from sinergi.reading.layout import Block, Layout
from sinergi.reading.segments import LONGEST_SENTENCE, sentences

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


RESTART = '<w:vMerge w:val="restart"/>'


def _docx(body: str) -> bytes:
    import docx

    made = io.BytesIO()
    docx.Document().save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = f"<w:document {W}><w:body>{body}</w:body></w:document>"
                content = text.encode()
            target.writestr(name, content)
    return out.getvalue()


def _cell(text: str, properties: str) -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def _pdf() -> bytes:
    """One page whose small stream unfolds to 300 MB of drawing."""
    stream = zlib.compress(b"BT (x) Tj ET\n" * 25_000_000, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    out = b"%PDF-1.4\n"
    for number, content in enumerate(objects, start=1):
        out += b"%d 0 obj%s endobj\n" % (number, content)
    return out + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def test_a_huge_grid_span_is_one_cell() -> None:
    cells = _cell("Indonesia", '<w:gridSpan w:val="2000000000"/>')
    document = load_bytes(_docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), name="span.docx")
    assert document.text == "Indonesia"


def test_merged_rows_are_not_read_again_and_again() -> None:
    start = f"<w:tr>{_cell('Tajikistan', RESTART)}</w:tr>"
    more = f"<w:tr>{_cell('', '<w:vMerge/>')}{_cell('row', '')}</w:tr>"
    document = load_bytes(_docx(f"<w:tbl>{start}{more * 5000}</w:tbl>"), name="merged.docx")
    assert document.text.startswith("Tajikistan\nrow\nrow")
    assert document.text.count("Tajikistan") == 1


WORD = "=?utf-8?b?" + base64.b64encode(b"words").decode() + "?= "
HOSTILE: dict[str, tuple[str, bytes]] = {
    "encoded words": ("a.eml", f"Subject: {WORD * 20_000}\n\nText.\n".encode()),
    "attributes": (
        "a.html",
        b"<html><p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x</p></html>",
    ),
    "deep": ("a.html", b"<div>" * 100_000),
    "pdf": ("a.pdf", _pdf()),
    "number": ("a.json", b'{"text": ' + b"1" * 5000 + b"}"),
    "brackets": ("a.json", b"[" * 500_000),
    "punycode": (
        "a.eml",
        b"Content-Type: text/plain; charset=punycode\n\n" + b"a-\xff" * 100_000,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_hang_is_refused_or_read(name: str) -> None:
    file, content = HOSTILE[name]
    assert len(content) < 2_500_000
    try:
        load_bytes(content, name=file)
    except InputError as error:
        line = str(error)
    else:
        line = ""
    assert "\n" not in line


@pytest.mark.parametrize("joint", [",", "，", " ", "x"])
def test_a_sentence_without_end_is_cut(joint: str) -> None:
    """Rules compare all that stands in a sentence: one of 200,000 characters took 19 seconds."""
    text = joint.join(["中方愿扩大进口" if joint == "，" else "both sides agreed to trade"] * 4_000)
    layout = Layout([Block(0, len(text))])
    found = sentences(text, layout, frozenset())
    assert all(one.end - one.start <= LONGEST_SENTENCE for one in found)
    kept = "".join(text[one.start : one.end] for one in found)
    assert kept.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met on {} March 2025 in Jakarta.",
        "Indonesia will send a list within {} days.",
        "Индонезия направит список в течение {} дней, {} марта 2025 года.",
        "印度尼西亚将于{}年{}月{}日提交清单。",
        "Indonesia mengekspor {} ton nikel pada {} Maret {}.",
    ],
)
def test_a_number_of_five_thousand_digits(text: str) -> None:
    """Python refuses to read it as a number."""
    report = "Menteri Perdagangan RI bertemu Menteri Industri Kenya. " + text
    assert read_text(report.replace("{}", "9" * 5000), id="x").id == "x"
