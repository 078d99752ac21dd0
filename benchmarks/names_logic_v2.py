"""Scores pairs of names with nomenklatura's logic-v2; runs in an environment that has it.

``python names_logic_v2.py < pairs.jsonl > scores.txt``: each line is a JSON list of two names.
Every entity gets an id of its own: nomenklatura keeps what it computed by id.
"""

from __future__ import annotations

import itertools
import json
import sys
import time

from followthemoney import ValueEntity, model
from nomenklatura.matching import LogicV2

IDS = itertools.count()
CONFIG = LogicV2.default_config()
SCHEMA = model.get("Organization")


def entity(name: str) -> ValueEntity:
    made = ValueEntity(SCHEMA, {"id": f"e{next(IDS)}"})
    made.add("name", name)
    return made


def main() -> None:
    made: dict[str, ValueEntity] = {}
    spent = 0.0
    for line in sys.stdin:
        left, right = json.loads(line)
        one = made.get(left) or made.setdefault(left, entity(left))
        other = made.get(right) or made.setdefault(right, entity(right))
        begun = time.perf_counter()
        score = LogicV2.compare(one, other, CONFIG).score
        spent += time.perf_counter() - begun
        print(f"{score:.6f}")
    print(f"seconds {spent:.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
