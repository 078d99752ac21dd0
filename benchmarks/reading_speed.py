"""How fast documents are read, and how much memory it takes.

    python benchmarks/reading_speed.py [FOLDER]

Reads the project's own gold documents (or the JSON documents of the folder) again and again until
1,000 are read, clusters them as one run, and prints milliseconds a page, seconds in all, and
megabytes; then the longest text that is read (200,000 characters) in each language. Exit 1 when one
of those takes more than five seconds of the processor.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from pathlib import Path

DOCUMENTS = 1_000
LONG, LIMIT = 200_000, 5.0
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "reading" / "gold"


def longest(texts: dict[str, list[str]]) -> list[str]:
    """Read a text of the greatest length in each language; the languages beyond the limit."""
    from sinergi.reading.document import Document
    from sinergi.reading.rules import RuleReader

    slow = []
    wholes = {lang: "\n\n".join(parts) for lang, parts in texts.items()}
    # A sentence without end, as a text without full stops has it.
    wholes |= {
        f"{lang}, one sentence": re.sub(r"[.。!?！？;；\n]+", ", ", whole)
        for lang, whole in wholes.items()
    }
    for name, whole in sorted(wholes.items()):
        lang = name.partition(",")[0]
        text = (whole * (LONG // len(whole) + 1))[:LONG]
        once = time.process_time()
        RuleReader().read(Document("long", text, lang=lang))
        seconds = time.process_time() - once
        print(f"{len(text):,} characters, {name:<20} {seconds:8.2f} s")
        if seconds > LIMIT:
            slow.append(name)
    return slow


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER, help="of JSON documents")
    folder = parser.parse_args().folder
    begin = time.perf_counter()
    from sinergi.reading.document import Document
    from sinergi.reading.lexicon import languages, lexicon
    from sinergi.reading.rules import RuleReader
    from sinergi.reading.same_event import assign_events

    for lang in languages():
        lexicon(lang)
    start = time.perf_counter() - begin
    documents = [json.loads(p.read_text("utf-8")) for p in sorted(folder.glob("*.json"))]
    texts = [document["text"] for document in documents]
    by_language: dict[str, list[str]] = {}
    for document in documents:
        by_language.setdefault(document["lang"], []).append(document["text"])
    reader = RuleReader()
    page = max(texts, key=len)
    page = (page + "\n") * max(1, 3_000 // len(page))
    once = time.perf_counter()
    reader.read(Document("page", page))
    page_time = time.perf_counter() - once
    once = time.perf_counter()
    records = [reader.read(Document(f"d{n}", texts[n % len(texts)])) for n in range(DOCUMENTS)]
    read_time = time.perf_counter() - once
    assign_events(records)
    whole = time.perf_counter() - once
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"start (all six lexicons)  {start * 1000:8.0f} ms")
    print(f"a page of {len(page):,} characters {page_time * 1000:8.1f} ms")
    print(f"{DOCUMENTS:,} documents           {read_time:8.1f} s, with clustering {whole:.1f} s")
    print(f"memory at most            {memory:8.0f} MB")
    slow = longest(by_language)
    if slow:
        print(f"slower than {LIMIT} s: {', '.join(slow)}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
