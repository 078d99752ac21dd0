"""Nothing commanding in the files that are written, whatever a name or a document holds."""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path

import pytest

from sinergi.cli.main import run

EVIL = "\x1b]0;owned\x07\x1b[8m\x9b2J\u202egnirts\x7f\x08"
COMMANDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SAMPLE = Path(__file__).resolve().parents[2] / "samples/jakarta-2024-11-22.txt"


def texts_of(path: Path) -> list[str]:
    """The texts in a file, the parts of an archive one by one, numbered characters decoded."""
    if not zipfile.is_zipfile(path):
        return [path.read_text(encoding="utf-8")]
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return [html.unescape(archive.read(name).decode("utf-8")) for name in names]


@pytest.mark.usefixtures("home")
def test_names_and_documents(tmp_path: Path) -> None:
    register, pairs, document = (tmp_path / name for name in ("r.csv", "p.csv", "d.json"))
    register.write_text(f"name,city,products\nPT {EVIL}Nikel,Ken{EVIL},nickel ore{EVIL}\n")
    pairs.write_text(f"left,right\nPT {EVIL},x\n")
    said = SAMPLE.read_text(encoding="utf-8").replace("Faisol Riza", f"Faisol {EVIL}Riza")
    document.write_text(json.dumps({"text": said, "id": EVIL, "url": f"http://x/{EVIL}"}))
    out = tmp_path / "out"
    out.mkdir()
    candidates = ("companies", "candidates", "IDN", "--product", "260400")
    for words in (
        ("companies", "import", str(register), "--register", "m", "--country", "IDN", "--yes"),
        (*candidates, "--xlsx", str(out / "c.xlsx")),
        ("companies", "link", "--companies", str(out / "m.csv"), "--out", str(out / "l.csv")),
        ("companies", "score-pairs", str(pairs), "--out", str(out / "s.csv")),
        ("brief", "IDN", "TJK", "--from", str(document), "--format", "html,docx,xlsx,pptx,md,json",
         "--out", str(out / "brief")),
    ):  # fmt: skip
        assert run(list(words)) == 0, words
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == 11
    for path in files:
        for text in texts_of(path):
            found = COMMANDS.search(text)
            assert found is None, (path.name, text[max(0, found.start() - 60) : found.end() + 20])
    assert "2Jgnirts" not in (out / "s.csv").read_text()
    kept = json.loads((out / "brief/brief.json").read_text())
    assert kept["record"]["id"] == EVIL
