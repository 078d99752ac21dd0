"""Write the list of indicators into docs/indicators.md from the catalogue.

Run with ``python scripts/indicators_page.py``; with ``--check`` it writes nothing and exits 1 if
the page is not what it would write.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sinergi.indicators.catalogue import CATALOGUE, Argument, Indicator

PAGE = Path(__file__).resolve().parents[1] / "docs" / "indicators.md"
HEADING = "## All indicators\n"


def page(text: str) -> str:
    """The page with the list that follows its last heading made anew."""
    start = text.index(HEADING) + len(HEADING)
    return text[:start] + "\n" + "\n".join(entry(one) for one in CATALOGUE.values())


def entry(one: Indicator) -> str:
    """One indicator as a section."""
    lines = [
        f"### {one.name}",
        "",
        f"{one.title}.",
        "",
        f"- Formula: `{one.formula}`",
        f"- Source: {one.source}",
        f"- Unit: {one.unit}",
        f"- Trade: {one.trade}",
    ]
    if one.needs:
        lines.append(f"- Needs: {', '.join(one.needs)}")
    if one.uses:
        lines.append(f"- Uses if given: {', '.join(one.uses)}")
    for of, columns in one.columns.items():
        lines.append(f"- Columns{f' ({of})' if of else ''}: `{', '.join(columns)}`")
    if one.arguments:
        lines += [
            "",
            "| argument | default | meaning | the default agrees with |",
            "|---|---|---|---|",
        ]
        lines += [row(argument) for argument in one.arguments]
    return "\n".join(lines) + "\n"


def row(argument: Argument) -> str:
    """One argument as a row of a table."""
    meaning = argument.meaning
    if argument.choices:
        meaning += f" ({', '.join(f'`{choice}`' for choice in argument.choices)})"
    default = "" if argument.default is None else f"`{argument.default}`"
    return f"| `{argument.name}` | {default} | {meaning} | {argument.peer} |"


def main() -> None:
    """Write or check the page."""
    text = PAGE.read_text(encoding="utf-8")
    made = page(text)
    if "--check" in sys.argv[1:]:
        if made != text:
            raise SystemExit(
                f"{PAGE.name} is not up to date: run python scripts/{Path(__file__).name}"
            )
    else:
        PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
