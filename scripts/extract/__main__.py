"""Run with ``python -m scripts.extract [--check] [--cache DIR]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from scripts.extract import atlas, baci_minerals, gleif, outlines, word_frequencies

MODULES = (baci_minerals, atlas, gleif, outlines, word_frequencies)


def main() -> int:
    """Write every extract, or with ``--check`` say which would differ (exit 1)."""
    parser = argparse.ArgumentParser(prog="python -m scripts.extract", description=main.__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(".cache/packages"))
    options = parser.parse_args()
    different = 0
    for module in MODULES:
        script = module.__name__.replace(".", "/") + ".py"
        for extract in module.EXTRACTS:
            if options.check:
                with tempfile.TemporaryDirectory() as work:
                    changed = extract.differs(options.cache, script, Path(work))
                different += changed
                print(f"{'DIFFERS' if changed else 'same   '} {extract.path}")
            else:
                path = extract.write(options.cache, script)
                print(f"{path.stat().st_size:>10,} bytes  {extract.path}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
