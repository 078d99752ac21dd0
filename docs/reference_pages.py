"""The pages made from the program when the documentation is built: measures, commands."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from sinergi.evidence import Measure, measures

PAGE = Path(__file__).parent / "_generated" / "measures.md"
INTRODUCTION = """# Measures

Every number of a brief is a measure called with arguments, and the call is its id:
`trade-value/TJK/IDN/760110/2011@baci-minerals`. `sinergi explain ID` computes it again. This page
is made from the registry.
"""


def write(_: Sphinx) -> None:
    """Write the page, one section a measure."""
    PAGE.parent.mkdir(exist_ok=True)
    sections = [INTRODUCTION, *(section(one) for one in measures().values())]
    PAGE.write_text("\n".join(sections), encoding="utf-8")


def section(one: Measure) -> str:
    """One measure: how its id is written, unit, formula, source."""
    address = "/".join([one.name, *(argument.upper() for argument in one.arguments)])
    return (
        f"## {one.name}\n\n"
        f"- Id: `{address}@DATASET`\n"
        f"- Unit: {one.unit}\n"
        f"- Formula: `{one.formula}`\n"
        f"- Source: {one.source}\n"
    )


def drop_nameless(_app: Sphinx, _context: object, lines: list[str]) -> None:
    """Leave out arguments without a name: they only catch what was meant as an option."""
    while ".. option:: " in lines:
        start = lines.index(".. option:: ")
        del lines[start : start + 4]


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx extension: write the page before the sources are read."""
    app.connect("builder-inited", write)
    app.connect("sphinx-click-process-arguments", drop_nameless)
    return {"parallel_read_safe": True}
