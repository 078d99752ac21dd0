"""How fast documents are read, and how much memory it takes.

    .venv/bin/python benchmarks/reading_speed.py [FOLDER OF JSON DOCUMENTS]

Reads the project's own gold documents (or those of the folder) again and again until 1,000 are
read, clusters them as one run, and prints milliseconds a page, seconds in all, and megabytes.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

DOCUMENTS = 1_000
FOLDER = Path(__file__).resolve().parents[1] / "tests" / "reading" / "gold"


def main() -> None:
    """Measure and print."""
    begin = time.perf_counter()
    from sinergi.reading.document import Document
    from sinergi.reading.lexicon import languages, lexicon
    from sinergi.reading.rules import RuleReader
    from sinergi.reading.same_event import assign_events

    for lang in languages():
        lexicon(lang)
    start = time.perf_counter() - begin
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    texts = [json.loads(p.read_text("utf-8"))["text"] for p in sorted(folder.glob("*.json"))]
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


if __name__ == "__main__":
    main()
