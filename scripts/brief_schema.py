"""Writes the JSON schema of a brief, or checks that it is the one published.

python scripts/brief_schema.py            # refresh docs/brief.schema.json
python scripts/brief_schema.py --check    # exit code 1 if it is not up to date
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sinergi.brief.model import SCHEMA, Brief

PATH = Path(__file__).resolve().parents[1] / "docs" / "brief.schema.json"


def schema() -> str:
    """The schema as text; its id is the version that a brief names in ``schema_name``."""
    made = Brief.model_json_schema(mode="serialization")
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    made["$id"] = SCHEMA
    made["properties"]["schema_name"]["const"] = SCHEMA
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    if "--check" in arguments:
        return int(not PATH.exists() or PATH.read_text(encoding="utf-8") != schema())
    PATH.write_text(schema(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
