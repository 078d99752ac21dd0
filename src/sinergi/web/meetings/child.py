"""Reads one untrusted file in a process of its own: the record and the text, as JSON.

    python -m sinergi.web.meetings.child FILE SECONDS BYTES [PUBLISHED]

The process gives itself limits of time and memory before it opens the file.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date
from pathlib import Path


def main(file: str, seconds: str, memory: str, published: str = "") -> int:
    """Print ``{"text": …, "record": …}``, or ``{"error": …}`` for a file that cannot be read."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from sinergi.errors import SinergiError
    from sinergi.reading.formats import load_file
    from sinergi.reading.rules import RuleReader

    try:
        day = date.fromisoformat(published) if published else None
        document = load_file(Path(file), published=day)
        record = RuleReader().read(document)
    except SinergiError as error:
        answer: dict[str, object] = {"error": error.what}
    else:
        answer = {"text": document.text, "record": record.model_dump(mode="json")}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
