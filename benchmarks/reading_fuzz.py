"""Fuzz the format readers and the rule reader: mutated files must end in a record or an InputError.

    .venv/bin/python benchmarks/reading_fuzz.py [SECONDS] [SEED]

What breaks is kept in tests/reading/broken/, where a test reads it ever after.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import sys
import time
import traceback
from pathlib import Path

import docx

from sinergi.errors import InputError
from sinergi.reading.formats import load_bytes
from sinergi.reading.rules import RuleReader

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT / "tests" / "reading" / "gold"
BROKEN = ROOT / "tests" / "reading" / "broken"
SLOWEST = 10.0
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "cp1251", "koi8-r", "gb18030", "cp1252", "utf-32")
MARKS = ("\u200f", "\u202e", "\u0000", "\ufeff", "\u0301", "“", '"', "«", "(", "\r\n", "  ", "—")


def _docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _seeds() -> list[tuple[str, bytes]]:
    from weasyprint import HTML

    seeds: list[tuple[str, bytes]] = []
    for path in sorted(GOLD.glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["text"]
        page = f"<html><body><article><p>{text.replace(chr(10), '</p><p>')}</p></article></body>"
        seeds += [
            ("a.txt", text.encode()),
            ("a.html", page.encode()),
            ("a.eml", b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode()),
            ("a.json", json.dumps({"text": text}, ensure_ascii=False).encode()),
        ]
        if len(seeds) < 60:
            seeds += [("a.docx", _docx(text)), ("a.pdf", HTML(string=page).write_pdf())]
    return seeds


def _mutate(random_: random.Random, name: str, data: bytes) -> tuple[str, bytes]:
    if name in ("a.txt", "a.html") and random_.random() < 0.5:
        text = list(data.decode("utf-8"))
        for _ in range(random_.randint(1, 30)):
            place = random_.randrange(len(text) + 1)
            text[place : place + random_.randint(0, 4)] = random_.choice(MARKS)
        encoding = random_.choice(ENCODINGS)
        return name, "".join(text).encode(encoding, errors="replace")
    changed = bytearray(data)
    for _ in range(random_.randint(1, 12)):
        place = random_.randrange(len(changed) + 1)
        action = random_.random()
        if action < 0.4 and place < len(changed):
            changed[place] = random_.randrange(256)
        elif action < 0.6:
            del changed[place : place + random_.randint(1, 400)]
        elif action < 0.8:
            piece = bytes(changed[place : place + random_.randint(1, 300)])
            changed[place:place] = piece * random_.randint(1, 20)
        else:
            changed[place:place] = random_.randbytes(random_.randint(1, 30))
    if random_.random() < 0.1:
        name = random_.choice(("a.pdf", "a.docx", "a.html", "a.eml", "a.json", "a.txt", "a"))
    return name, bytes(changed)


def main() -> None:
    """Run for so many seconds and print what was tried and what broke."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    random_ = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    seeds, reader = _seeds(), RuleReader()
    tried = refused = broken = 0
    slowest = 0.0
    kinds: set[str] = set()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        name, data = _mutate(random_, *random_.choice(seeds))
        tried += 1
        begin = time.monotonic()
        try:
            document = load_bytes(data, name=name)
            for s in reader.read(document).statements:
                assert document.text[s.start : s.end] == s.span
            assert time.monotonic() - begin < SLOWEST, "too slow"
        except InputError:
            refused += 1
        except Exception:
            broken += 1
            kind = traceback.format_exc().splitlines()[-1][:40]
            if kind in kinds:
                continue
            kinds.add(kind)
            BROKEN.mkdir(exist_ok=True)
            stem = hashlib.sha256(data).hexdigest()[:12]
            (BROKEN / f"{stem}-{name}").write_bytes(data)
            traceback.print_exc()
        slowest = max(slowest, time.monotonic() - begin)
    print(f"{tried} files, {refused} refused, {broken} broken, slowest {slowest:.2f} s")


if __name__ == "__main__":
    main()
