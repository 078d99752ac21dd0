"""Files of every format become text, and bad ones a clear error."""

from __future__ import annotations

import io
import json
import socket
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from sinergi.errors import InputError
from sinergi.reading.formats import LARGEST, load_bytes, load_file
from sinergi.reading.rules import RuleReader

SENTENCE = "Министр промышленности Кении предложил сотрудничать в горной отрасли."
BROKEN = Path(__file__).parent / "broken"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a format reader reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def rezip(data: bytes, **parts: bytes) -> bytes:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r"]
)
def test_text_in_any_usual_encoding(encoding: str) -> None:
    text = "\n".join([SENTENCE, "Стороны договорились о встрече в декабре."] * 5)
    document = load_bytes(text.encode(encoding), name="note.txt")
    assert document.text == text
    assert document.id == "note"


def test_html_keeps_the_article_and_leaves_menus_scripts_and_outside_references() -> None:
    page = f"""<html><head><meta property="article:published_time" content="2024-11-23T10:00:00">
    <link rel="canonical" href="https://example.org/a"><script src="http://example.org/x.js">
    var a = "not this";</script></head><body><nav>Menu</nav><article><h1>Title</h1>
    <p>{SENTENCE}</p><p>{SENTENCE * 4}</p><img src="http://example.org/i.png"></article>
    <footer>Cookies</footer></body></html>"""
    document = load_bytes(page.encode(), name="page.html")
    assert document.text.splitlines()[:2] == ["Title", SENTENCE]
    assert document.published == date(2024, 11, 23)
    assert document.url == "https://example.org/a"
    assert "not this" not in document.text
    assert "Menu" not in document.text


def test_html_nested_without_end_is_refused_and_scripts_are_not_counted() -> None:
    with pytest.raises(InputError, match="nested more than"):
        load_bytes(("<div>" * 50_000 + SENTENCE).encode(), name="deep.html")
    script = "<script>" + "if (i<n) f(a<b);" * 5_000 + "</script>"
    page = f"<html><body>{script}<ul>{'<li>x' * 5_000}</ul><p>{SENTENCE}</p></body></html>"
    assert SENTENCE in load_bytes(page.encode(), name="page.html").text


def test_docx_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("One")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("Two")
    stream = io.BytesIO()
    document.save(stream)
    assert load_bytes(stream.getvalue(), name="a.docx").text == "One\nleft; right\nTwo"


def test_docx_macros_are_ignored_and_said_so() -> None:
    data = rezip(word("One"), **{"word/vbaProject.bin": b"Sub AutoOpen()"})
    document = load_bytes(data, name="a.docx")
    assert document.text == "One"
    assert document.notes == ("the macros in it were ignored",)


def test_docx_with_an_entity_bomb_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    data = rezip(word("One"), **{"word/document.xml": bomb})
    with pytest.raises(InputError, match="declares entities"):
        load_bytes(data, name="a.docx")


def test_docx_that_unfolds_too_large_is_refused() -> None:
    data = rezip(word("One"), **{"word/media.bin": bytes(70_000_000)})
    assert len(data) < 200_000
    with pytest.raises(InputError, match="unfolds"):
        load_bytes(data, name="a.docx")


def test_pdf_lines_are_joined_to_paragraphs() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    html = f"<p style='width:200px'>{SENTENCE * 3}</p><p>Second.</p>"
    document = load_bytes(weasyprint.HTML(string=html).write_pdf(), name="a.pdf")
    assert " ".join(document.text.split()).startswith(SENTENCE)
    assert document.text.count("\n") <= 4


def test_a_thousand_pages_are_bounded_and_said_so() -> None:
    writer = PdfWriter()
    for _ in range(1_000):
        writer.add_blank_page(100, 100)
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(InputError, match="no text was found"):
        load_bytes(stream.getvalue(), name="a.pdf")


def test_a_locked_pdf_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(InputError, match="password"):
        load_bytes(stream.getvalue(), name="a.pdf")


def test_mail_gives_subject_body_and_day_and_names_attachments() -> None:
    data = (
        "From: a@example.org\nSubject: Report\nDate: Sat, 23 Nov 2024 08:00:00 +0700\n"
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n"
        f"--X\nContent-Type: text/plain; charset=utf-8\n\n{SENTENCE}\n"
        "--X\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n"
        "x\n--X--\n"
    )
    document = load_bytes(data.encode(), name="a.eml")
    assert document.text.startswith(f"Report\n\n{SENTENCE}")
    assert document.published == date(2024, 11, 23)
    assert document.notes == ("1 attachments were not read: a.pdf",)


def test_json_carries_what_is_known_of_the_document() -> None:
    content = {"text": SENTENCE, "id": "x", "url": "https://example.org", "published": "2024-01-02"}
    document = load_bytes(json.dumps(content).encode(), name="other.json")
    assert (document.id, document.published) == ("x", date(2024, 1, 2))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t ", "is empty"),
        ("a.txt", bytes(range(256)) * 40, "not a text"),
        ("a.pdf", b"%PDF-1.7 broken", "cannot be read as a PDF"),
        ("a.docx", b"PK\x03\x04broken", "broken"),
        ("a.doc", b"\xd0\xcf\x11\xe0rest", "old Word"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[]", "no field 'text'"),
        ("a.json", b'{"text": "x", "published": "soon"}', "'published'"),
        ("a.html", b"<html><script>x</script></html>", "no text was found"),
        ("a.json", b"[" * 100_000, "not JSON"),
    ],
)
def test_bad_input_is_a_clear_error(name: str, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        load_bytes(data, name=name)


def test_a_device_without_an_end_is_refused() -> None:
    with pytest.raises(InputError, match="is a device, not a file"):
        load_file(Path("/dev/zero"))


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="more than"):
        load_file(path)


def test_a_missing_file_and_a_folder_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_file(tmp_path / "none.txt")
    with pytest.raises(InputError, match="folder"):
        load_file(tmp_path)


@pytest.mark.parametrize("path", sorted(BROKEN.iterdir()), ids=lambda p: p.name)
def test_what_once_broke_a_reader_is_read_or_refused(path: Path) -> None:
    try:
        document = load_bytes(path.read_bytes(), name=path.name)
    except InputError:
        return
    for statement in RuleReader().read(document).statements:
        assert document.text[statement.start : statement.end] == statement.span
