"""Feeds damaged files to every reader: each gives a result or one line, nothing else.

    python scripts/fuzz.py [--minutes N] [--mutations N] [--seed N]

Takes small files of every kind, changes them at random (bytes, cuts, copies, odd values) and
calls the reader that a command would call. What is no result and no error of Sinergi is printed
with the file that caused it, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\r", b"\n", b",", b";", b"\x1b[2J", b"1e999",
    b"9" * 5000, b"[" * 3000, b"<a>" * 500, b"\xed\xa0\x80", b"\\ud800", "\u2028\u202eӯ".encode(),
    b"0001-01-01", b"9999-12-31", b"NaN", b"-", b"x" * 200_000, b"&lt;!ENTITY", b"=cmd|' /C'!A0",
)  # fmt: skip
Reader = Callable[[Path], object]


def workbook() -> bytes:
    """A small XLSX table."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in (["name", "city"], ["PT Satu", "Depok"], ["ООО Хлопок", 7]):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    """A small Word document."""
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("Menteri Perdagangan RI bertemu Menteri Industri Kenya.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Jakarta"
    document.save(out)
    return out.getvalue()


def archive(name: str, content: bytes) -> bytes:
    """A zip archive of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return out.getvalue()


def seeds() -> dict[str, tuple[str, bytes, str]]:
    """File name, content and reader of each kind of file."""
    samples = ROOT / "samples"
    reports = (samples / "trade/comtrade.csv").read_bytes()
    entity = {"id": "x", "schema": "Company", "properties": {"name": ["Acme"], "country": ["id"]}}
    baci = b"t,i,j,k,v,q\n2020,360,156,260400,12.345,1000.5\n2020,762,360,760110,1,NA\n"
    found = {
        "baci": ("baci.zip", archive("BACI_HS92_Y2020_V202601.csv", baci), "baci"),
        "comtrade": ("reports.csv", reports, "comtrade"),
        "comtrade gz": ("reports.csv.gz", gzip.compress(reports), "comtrade"),
        "comtrade zip": ("reports.zip", archive("reports.csv", reports), "comtrade"),
        "customs": (
            "lines.csv",
            "Год;Страна отправления;Страна назначения;Код ТН ВЭД;Стоимость, USD\n"
            "2024;Таджикистан;ID;520100;1 500,50\n".encode("cp1251"),
            "customs",
        ),
        "tariffs": ("tariffs.csv", (samples / "trade/tariffs.csv").read_bytes(), "tariffs"),
        "gdp": ("gdp.csv", (samples / "trade/gdp.csv").read_bytes(), "gdp"),
        "distances": ("d.csv", b"exporter,importer,dist\nTJK,IDN,6000\n", "distances"),
        "register csv": ("r.csv", b"name,city\nPT Satu,Depok\n", "register"),
        "register xlsx": ("r.xlsx", workbook(), "register"),
        "register json": ("r.json", b'{"data": [{"name": "A", "city": "B"}]}', "register"),
        "register lines": ("r.jsonl", b'{"name": "A"}\n{"name": "B"}\n', "register"),
        "list ftm": ("l.json", json.dumps(entity).encode() + b"\n", "list"),
        "list ofac": (
            "l.xml",
            b"<sdnList><sdnEntry><uid>1</uid><lastName>A</lastName></sdnEntry></sdnList>",
            "list",
        ),
        "list eu": (
            "l.csv",
            b"Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName\n1;E;Acme\n",
            "list",
        ),
        "list simple": ("l.csv", b"id,schema,name,aliases\n1,Company,Acme,A;B\n", "list"),
        "mapping": ("m.toml", (samples / "trade/customs-mapping.toml").read_bytes(), "mapping"),
        "txt": ("a.txt", (samples / "jakarta-2024-11-22.txt").read_bytes(), "document"),
        "docx": ("a.docx", word(), "document"),
        "html": ("a.html", b"<html><body><article><p>Text</p></article></html>", "document"),
        "eml": ("a.eml", b"Subject: =?utf-8?b?0KI=?=\nDate: x\n\nText\n", "document"),
        "pdf": (
            "a.pdf",
            b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>",
            "document",
        ),
        "json": ("a.json", b'{"text": "Text", "published": "2024-11-22"}', "document"),
    }
    parquet = io.BytesIO()
    import polars as pl

    pl.DataFrame({"name": ["A"], "city": ["B"]}).write_parquet(parquet)
    return found | {"register parquet": ("r.parquet", parquet.getvalue(), "register")}


def readers() -> dict[str, Reader]:
    """What a command would call on a file of a kind."""
    from sinergi.companies.registers.mapping_proposal import propose
    from sinergi.companies.screening import read_list
    from sinergi.reading import read_text
    from sinergi.reading.formats import load_file
    from sinergi.tabular import open_table
    from sinergi.trade.adding import add
    from sinergi.trade.loading import Options
    from sinergi.trade.readers.customs_mapping import read_mapping

    def register(path: Path) -> object:
        source = open_table(path)
        propose(source.columns, source.sample())
        return sum(1 for _ in source.rows(source.columns))

    def document(path: Path) -> object:
        loaded = load_file(path)
        return read_text(loaded.text, id=loaded.id, published=loaded.published)

    def trade(kind: str, options: Options) -> Reader:
        return lambda path: add(kind, path, options=options)

    revision = Options(revision="HS17", accept_rejects=True)
    country = Options(revision="HS22", country="IDN", accept_rejects=True)
    own = Options(accept_rejects=True)
    return {
        "register": register,
        "list": read_list,
        "mapping": read_mapping,
        "document": document,
        "baci": trade("baci", own),
        "comtrade": trade("comtrade", revision),
        "customs": trade("customs", revision),
        "tariffs": trade("tariffs", country),
        "gdp": trade("gdp", own),
        "distances": trade("distances", own),
    }


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four changes."""
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(content))
        end = min(len(content), place + chance.randint(0, 40))
        match chance.randint(0, 5):
            case 0:
                content = content[:place] + bytes([chance.randint(0, 255)]) + content[place + 1 :]
            case 1:
                content = content[:place]
            case 2:
                content = content[:place] + content[end:]
            case 3:
                content = content[:end] + content[place:]
            case 4:
                content = content[:place] + chance.choice(ODD) + content[place:]
            case _:
                content = content[:place] + chance.choice(ODD) + content[end:]
    return content


def main() -> int:
    """Run until the time or the number of mutations is reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--mutations", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    given = parser.parse_args()
    from sinergi.errors import SinergiError

    seed = given.seed if given.seed is not None else random.randrange(10**9)
    chance = random.Random(seed)
    print(f"seed {seed}", flush=True)
    warnings.simplefilter("ignore")
    files = {k: v for k, v in seeds().items() if given.only in k}
    known = readers()
    counts: Counter[str] = Counter()
    faults = 0
    slowest = (0.0, "")
    until = time.monotonic() + given.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SINERGI_HOME"] = str(Path(folder) / "home")
        while time.monotonic() < until and counts.total() < given.mutations:
            kind = chance.choice(list(files))
            name, content, reader = files[kind]
            path = Path(folder) / name
            path.write_bytes(mutated(content, chance))
            begun = time.monotonic()
            try:
                known[reader](path)
                outcome = "read"
            except SinergiError as error:
                outcome = "refused"
                if "\n" in str(error):
                    outcome = "FAULT"
                    print(f"{kind}: several lines: {error!r}")
            except Exception:
                outcome = "FAULT"
                traceback.print_exc()
            counts[f"{kind}: {outcome}"] += 1
            slowest = max(slowest, (time.monotonic() - begun, kind))
            if outcome == "FAULT":
                faults += 1
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{counts.total()}-{name}"
                kept.write_bytes(path.read_bytes())
                print(f"{kind}: kept in {kept}", flush=True)
    for line in sorted(counts):
        print(f"{line:<30} {counts[line]:>6}")
    print(
        f"{counts.total():,} mutations, {faults} faults; slowest {slowest[0]:.1f} s ({slowest[1]})"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
