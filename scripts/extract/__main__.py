"""Run with ``python -m scripts.extract [--check] [--cache DIR] [--files DIR]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from scripts.extract import (
    atlas,
    baci_minerals,
    baci_totals,
    facilities,
    gleif,
    industry_uses,
    loaded,
    outlines,
    product_labels,
    product_names,
    treaties,
    upstreamness,
    visas,
    word_frequencies,
)

MODULES = (
    baci_minerals,
    atlas,
    gleif,
    outlines,
    baci_totals,
    facilities,
    product_labels,
    product_names,
    industry_uses,
    loaded,
    treaties,
    visas,
    upstreamness,
    word_frequencies,
)


def main() -> int:
    """Write every extract, or with ``--check`` say which would differ (exit 1)."""
    parser = argparse.ArgumentParser(prog="python -m scripts.extract", description=main.__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cache", type=Path, default=Path(".cache/packages"))
    parser.add_argument("--files", type=Path, help="folder of the files that no package holds")
    parser.add_argument("only", nargs="*", metavar="EXTRACT", help="file names; all without")
    options = parser.parse_args()
    different = 0
    for module in MODULES:
        script = module.__name__.replace(".", "/") + ".py"
        for extract in module.EXTRACTS:
            if options.only and Path(extract.path).name not in options.only:
                continue
            if extract.given and options.files is None:
                print(f"left as it is (needs --files)  {extract.path}")
                continue
            sources = options.files if extract.given else options.cache
            if options.check:
                with tempfile.TemporaryDirectory() as work:
                    changed = extract.differs(sources, script, Path(work))
                different += changed
                print(f"{'DIFFERS' if changed else 'same   '} {extract.path}")
            else:
                path = extract.write(sources, script)
                print(f"{path.stat().st_size:>10,} bytes  {extract.path}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
