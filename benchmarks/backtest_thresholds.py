"""How far the result of the backtest depends on its thresholds and its horizon.

Runs it on the embedded raw materials with other values of "small", "appear" and the horizon, for
2014 and the last year t whose outcome lies in the data.

    python -m benchmarks.backtest_thresholds [--write | --check]
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import pages
from sinergi.opportunities import backtest
from sinergi.opportunities.backtest import Backtest
from sinergi.trade.catalogue import EMBEDDED_TRADE

BASELINES = ("uniform", "mean-flow-gravity")
MEASURES = ("first pick if any", "precision@10")
CASES = [
    {"small": small, "appear": appear, "horizon": horizon}
    for small, appear, horizon in (
        (1e4, 1e4, 5),
        (1e5, 1e5, 5),
        (1e5, 1e6, 5),
        (1e6, 1e6, 5),
        (1e5, 1e5, 3),
        (1e5, 1e5, 8),
        (1e5, 1e5, 10),
    )
]
LAST_OUTCOME = 2024
FIRST_T = 2014


def row(found: Backtest) -> list[str]:
    """One case: what was asked, the default's measures, its gains over the baselines."""
    overall = None if len(found.years) > 1 else found.years[0]
    scores = {s.ranking: s for s in found.scores if s.subset == "all" and s.year == overall}
    own = scores["default"].measures
    gains = [
        f"{gain.mean:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]"
        for name in BASELINES
        for gain in (scores[name].gain[what] for what in MEASURES)
    ]
    return [
        f"{found.small:,.0f}",
        f"{found.appear:,.0f}",
        str(found.horizon),
        ", ".join(map(str, found.years)),
        f"{scores['default'].came_true:,}",
        f"{own['first pick if any'].mean:.3f}",
        f"{own['precision@10'].mean:.3f}",
        *gains,
    ]


def lines() -> Sequence[str]:
    """The page."""
    head = ["small", "appears at", "horizon", "t", "came true", "first pick if any", "precision@10"]
    head += [
        f"gain over {name}, {what}"
        for name in BASELINES
        for what in ("first pick if any", "precision@10")
    ]
    text = [
        "95% intervals in brackets; a gain is that of `default` over the ranking named.",
        "",
        "| " + " | ".join(head) + " |",
        "|" + " ---: |" * len(head),
    ]
    for case in CASES:
        last = LAST_OUTCOME - int(case["horizon"])
        years = sorted({last, min(FIRST_T, last)})
        found = backtest(EMBEDDED_TRADE, years=years, baselines=BASELINES, **case)  # type: ignore[arg-type]
        text.append("| " + " | ".join(row(found)) + " |")
    return text


if __name__ == "__main__":
    pages.main("thresholds", lines, "python -m benchmarks.backtest_thresholds")
