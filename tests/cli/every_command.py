"""Every command of the program, by the files that it reads and writes, for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sinergi.cli.main import cli

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
GDP = str(SAMPLES / "trade/gdp.csv")
MEETING = str(SAMPLES / "jakarta-2024-11-22.txt")
_ADD = ("data", "add")

READS: dict[str, tuple[str, ...]] = {
    "brief.documents": ("brief", "IDN", "TJK", "--from", "FILE.txt", "--out", "{out}"),
    "brief.again": ("brief", "--again", "FILE.json", "--out", "{out}"),
    "brief.template": (
        *("brief", "IDN", "TJK", "--template", "FILE.docx"),
        *("--format", "docx", "--out", "{out}"),
    ),
    "brief.more": ("brief", "IDN", "TJK", "--from", MEETING, "FILE.docx", "--out", "{out}"),
    "diff.old": ("diff", "FILE.json", "{saved}"),
    "diff.new": ("diff", "{saved}", "FILE.json"),
    "read.files txt": ("read", "FILE.txt"),
    "read.files docx": ("read", "FILE.docx"),
    "read.files pdf": ("read", "FILE.pdf"),
    "read.files eml": ("read", "FILE.eml"),
    "read.files html": ("read", "FILE.html"),
    "read.files json": ("read", "FILE.json"),
    "companies import.file": ("companies", "import", "FILE.csv", "--register", "r", "--yes"),
    "companies import.map_name": (
        *("companies", "import", "{register}", "--register", "r", "--map", "FILE.toml", "--yes"),
    ),
    "companies screen.target": ("companies", "screen", "FILE.csv", "--list", "{list}"),
    "companies screen.lists": ("companies", "screen", "PT Satu", "--list", "FILE.csv"),
    "companies candidates.record_files": (
        *("companies", "candidates", "IDN", "--product", "260400", "--record", "FILE.json"),
    ),
    "companies pairs.record_files": (
        *("companies", "pairs", "IDN", "TJK", "--product", "260400", "--record", "FILE.json"),
    ),
    "companies score-pairs.file": (
        *("companies", "score-pairs", "FILE.csv", "--left", "a", "--right", "b"),
    ),
    "indicators.inputs": (
        *("indicators", "potential", "--exporter", "IDN", "--input", "distance=FILE.csv"),
    ),
    "data add.path baci": (*_ADD, "baci", "FILE.csv"),
    "data add.path comtrade": (*_ADD, "comtrade", "FILE.csv", "--revision", "HS17"),
    "data add.path wits": (*_ADD, "wits", "FILE.csv", "--revision", "HS17"),
    "data add.path customs": (*_ADD, "customs", "FILE.csv", "--revision", "HS17"),
    "data add.path totals": (
        *_ADD,
        "totals",
        "FILE.csv",
        "--revision",
        "HS17",
        "--flow",
        "exports",
    ),
    "data add.path tariffs": (
        *(*_ADD, "tariffs", "FILE.csv", "--country", "TJK", "--revision", "HS22"),
    ),
    "data add.path minerals": (*_ADD, "minerals", "FILE.csv"),
    "data add.path distances": (*_ADD, "distances", "FILE.csv"),
    "data add.path gdp": (*_ADD, "gdp", "FILE.csv"),
    "data add.mapping": (
        *(*_ADD, "customs", "{lines}", "--revision", "HS17", "--map", "FILE.toml"),
    ),
}
"""Command and parameter, and how a file is given to it; ``{out}`` and others are filled in."""

WRITES: dict[str, tuple[str, ...]] = {
    "brief.out": ("brief", "IDN", "TJK", "--from", MEETING, "--format", "json", "--out", "FILE"),
    "companies import.save_map": (
        *(
            "companies",
            "import",
            "{register}",
            "--register",
            "r",
            "--yes",
            "--save-map",
            "FILE.toml",
        ),
    ),
    "companies screen.out": (
        "companies",
        "screen",
        "Acme",
        "--list",
        "{list}",
        "--out",
        "FILE.csv",
    ),
    "companies score-pairs.out": (
        *("companies", "score-pairs", "{pairs}", "--left", "left", "--right", "right"),
        *("--out", "FILE.csv"),
    ),
    "companies candidates.xlsx": (
        *("companies", "candidates", "IDN", "--product", "260400", "--xlsx", "FILE.xlsx"),
    ),
    "companies pairs.xlsx": (
        *("companies", "pairs", "IDN", "TJK", "--product", "260400", "--xlsx", "FILE.xlsx"),
    ),
    "companies link.merged_out": ("companies", "link", "--companies", "FILE.csv"),
    "companies link.out": ("companies", "link", "--out", "FILE.csv"),
    "indicators.out": ("indicators", "rca", "--out", "FILE.csv"),
    "backtest.out": ("backtest", "--resamples", "2", "--out", "FILE.csv"),
}
"""Command and parameter, and how a file to write is given to it."""


PRINTS: dict[str, tuple[str, ...]] = {
    "": ("--help",),
    "brief": ("brief", "IDN", "TJK", "--format", "json", "--out", "{out}"),
    "diff": ("diff", "{saved}", "{saved}"),
    "read": ("read", MEETING),
    "opportunities": ("opportunities", "IDN", "TJK"),
    "partners": ("partners", "TJK"),
    "indicators": ("indicators", "concentration"),
    # It computes for a minute: what it prints is left to its own tests.
    "backtest": ("backtest", "--dataset", "none"),
    "explain": ("explain", "trade-value/TJK/IDN/760110/2011@baci-minerals"),
    "companies import": ("companies", "import", "{register}", "--register", "r", "--yes"),
    "companies registers": ("companies", "registers"),
    "companies classify": ("companies", "classify", "nickel ore"),
    "companies candidates": ("companies", "candidates", "IDN", "--product", "260400"),
    "companies pairs": ("companies", "pairs", "IDN", "TJK", "--product", "260400"),
    "companies compare": ("companies", "compare", "PT Satu", "Satu PT"),
    "companies score-pairs": (
        *("companies", "score-pairs", "{pairs}", "--left", "left", "--right", "right"),
    ),
    "companies link": ("companies", "link"),
    "companies review": ("companies", "review", "--list"),
    "companies screen": ("companies", "screen", "Acme", "--list", "{list}"),
    "manage": ("manage", "help"),
    "data add": ("data", "add", "gdp", GDP),
    "data conflicts": ("data", "conflicts"),
    "data fetch": ("data", "fetch", "baci", "--base-url", "http://127.0.0.1:9/"),
    "data list": ("data", "list"),
    "data mirror": ("data", "mirror", "mine", "--all"),
    "data remove": ("data", "remove", "mine"),
    "data show": ("data", "show", "mine"),
    "data verify": ("data", "verify"),
}
"""Every command but ``serve``, as it is asked for something that it can print."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """All commands of the program by their words."""
    yield from _below(cli, ())


def _below(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield " ".join(words), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from _below(found, (*words, name))


def filled(words: tuple[str, ...], file: str, places: dict[str, str]) -> list[str]:
    """The words of a command with the file and the other places in them."""
    return [word.replace("FILE", file).format(**places) for word in words]
