"""Makes what docs/backtest.md shows, and the rates that a brief says, from the embedded data.

Writes docs/results/backtest.md and src/sinergi/data/opportunities/rates.csv; --check compares them
with what is stored, all but date and seconds, and writes nothing.

    python scripts/backtest_results.py [--check]
"""

from __future__ import annotations

import argparse
import os
import re
import time
from datetime import date
from pathlib import Path

from sinergi.opportunities.backtest import SUBSETS, Backtest, backtest
from sinergi.opportunities.backtest_report import markdown, scores_of
from sinergi.trade.catalogue import EMBEDDED_TRADE
from sinergi.vocabulary.tables import data_path

PAGE = Path(__file__).parent.parent / "docs" / "results" / "backtest.md"
MADE = re.compile(r"Made on \S+ by `sinergi backtest` in \d+ s on \d+ cores\.")
HEAD = """\
# How often what 'default' names came true, written by scripts/backtest_results.py from its backtest
# on {dataset} ({version}), years {years}, outcome {horizon} years later:
# a flow below {small:,.0f} US dollars reached {appear:,.0f} and at least doubled. docs/backtest.md
# explains the subsets: now, before and never are the states of the flow, strangers the pairs that
# never traded anything.
# first_pick: how often the first product of a pair's list came true, with its 95 % interval (low,
# high). any_pick: how often at least one product of the list did. lists: number of lists.
subset,first_pick,low,high,any_pick,lists
"""


def rates(found: Backtest) -> str:
    """The table of rates."""
    lines = []
    for subset in SUBSETS:
        one = scores_of(found, subset, None)[0]
        first = one.measures["first pick"]
        lines.append(
            f"{subset},{first.mean:.4f},{first.low:.4f},{first.high:.4f},"
            f"{one.pairs_true / one.pairs:.4f},{one.pairs}\n"
        )
    head = HEAD.format(
        dataset=found.dataset,
        version=found.version,
        years=" and ".join(map(str, found.years)),
        horizon=found.horizon,
        small=found.small,
        appear=found.appear,
    )
    return head + "".join(lines)


def main() -> None:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    given = parser.parse_args()
    start = time.monotonic()
    found = backtest(EMBEDDED_TRADE)
    seconds = time.monotonic() - start
    page = markdown(found, made=date.today(), seconds=seconds, cores=os.cpu_count() or 1)
    for path, text in (
        (PAGE, page),
        (data_path("opportunities", "rates.csv"), rates(found)),
    ):
        if not given.check:
            path.write_text(text, encoding="utf-8")
        elif MADE.sub("", path.read_text(encoding="utf-8")) != MADE.sub("", text):
            raise SystemExit(f"{path} is not what the data give: run without --check and read it")


if __name__ == "__main__":
    main()
