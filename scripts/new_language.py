"""Starts a language of briefs: every text there is, in English and marked, ready to be translated.

    python -m scripts.new_language uz           # add the columns and the catalogues
    python -m scripts.new_language uz --left    # how much is marked still, file by file

The language stands in ``vocabulary/languages.py`` already. Each table with texts in all languages
gets a column behind those of the others, each catalogue is begun; a text that is there is kept. A
copied text begins with ``[uz] ``: whoever translates it takes that away.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from sinergi.vocabulary.languages import LANGUAGES, SOURCE_LANGUAGE
from sinergi.vocabulary.translated import column

ROOT = Path(__file__).absolute().parents[1]
DATA = ROOT / "src/sinergi/data"
WEB = ROOT / "src/sinergi/web/locale"


def mark(lang: str) -> str:
    """What a text that is not translated yet begins with."""
    return f"[{lang}] "


def tables(lang: str) -> Iterator[tuple[Path, list[str]]]:
    """The tables with texts in all languages but perhaps ``lang``, and their such fields."""
    others = [other for other in LANGUAGES if other != lang]
    for path in sorted(DATA.rglob("*.csv")):
        header = _header(path)
        ends = f"_{SOURCE_LANGUAGE}"
        fields = [name.removesuffix(ends) for name in header if name.endswith(ends)]
        fields = [f for f in fields if all(column(f, other) in header for other in others)]
        if fields:
            yield path, fields


def catalogues(lang: str) -> list[Path]:
    """Where the catalogues of messages of a language lie: of the brief, of the workbench."""
    return [DATA / "messages" / f"{lang}.po", WEB / lang / "LC_MESSAGES" / "django.po"]


def add_columns(path: Path, fields: list[str], lang: str) -> None:
    """Give the table the column of each field in ``lang``, filled with marked English texts."""
    missing = [field for field in fields if column(field, lang) not in _header(path)]
    if not missing:
        return
    written, header = StringIO(), _header(path)
    writer = csv.writer(written, lineterminator="\n")
    for line, cells in _lines(path):
        if cells is None:
            written.write(line)
            continue
        made = list(cells)
        for field in missing:
            source = cells[header.index(column(field, SOURCE_LANGUAGE))]
            copy = mark(lang) + source if source.strip() else ""
            names = [name for name in header if name.startswith(f"{field}_")]
            place = header.index(names[-1]) + 1 + missing.index(field)
            made.insert(place, column(field, lang) if cells == header else copy)
        writer.writerow(made)
    path.write_text(written.getvalue(), encoding="utf-8")


def begin_catalogues(lang: str) -> None:
    """Bring the catalogues up to the program and fill what has no text with marked English."""
    # These two read the tables, which are whole only now.
    from scripts import update_messages, update_web_messages

    update_messages.update(lang, update_messages.template())
    update_messages.write(lang, _filled(update_messages.read(lang), lang))
    update_web_messages.update(lang, update_web_messages.template())
    update_web_messages.write(lang, _filled(update_web_messages.read(lang), lang))


def _filled(catalogue: Catalog, lang: str) -> Catalog:
    """The catalogue with a marked copy of each message that has no translation."""
    for message in catalogue:
        if not message.id or any(_forms(message)):
            continue
        if isinstance(message.id, str):
            message.string = mark(lang) + message.id
        else:
            forms = [mark(lang) + message.id[min(n, 1)] for n in range(catalogue.num_plurals)]
            message.string = tuple(forms)
    return catalogue


def left(lang: str) -> dict[Path, int]:
    """How many texts are marked still, by file; a file that has none is left out."""
    found = {}
    for path, _fields in tables(lang):
        rows = [cells for _line, cells in _lines(path) if cells is not None]
        found[path] = sum(cell.startswith(mark(lang)) for cells in rows for cell in cells)
    for path in catalogues(lang):
        messages = [m for m in read_po(BytesIO(path.read_bytes()), locale=lang) if m.id]
        found[path] = sum(any(f.startswith(mark(lang)) for f in _forms(m)) for m in messages)
    return {path: count for path, count in found.items() if count}


def _forms(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or one for each form of its noun."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def _header(path: Path) -> list[str]:
    return next((cells for _line, cells in _lines(path) if cells is not None), [])


def _lines(path: Path) -> Iterator[tuple[str, list[str] | None]]:
    """Each line as it stands, with its cells; none of a comment and of an empty line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = file.read().splitlines(keepends=True)
    for line, cells in zip(lines, csv.reader(lines), strict=True):
        yield line, None if not any(cells) or line.startswith("#") else cells


def main(arguments: list[str], say: Callable[[str], object] = print) -> int:
    """Start the language, or say what of it is left to translate (exit code 1 if anything is)."""
    parser = argparse.ArgumentParser(description="Start a language of briefs.")
    parser.add_argument("lang", help="its code, as it stands in vocabulary/languages.py")
    parser.add_argument("--left", action="store_true", help="count what is not translated yet")
    given = parser.parse_args(arguments)
    if given.lang not in LANGUAGES or given.lang == SOURCE_LANGUAGE:
        parser.error(f"'{given.lang}' is no language of vocabulary/languages.py to translate into")
    if not given.left:
        for path, fields in tables(given.lang):
            add_columns(path, fields, given.lang)
        begin_catalogues(given.lang)
    counts = left(given.lang)
    for path, count in counts.items():
        say(f"{count:5} {path.relative_to(ROOT)}")
    say(f"{sum(counts.values()):5} to translate in {len(counts)} files")
    return 1 if given.left and counts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
