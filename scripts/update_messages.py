"""Brings the message catalogues up to the source code, or checks that they are.

    python scripts/update_messages.py            # refresh src/sinergi/data/messages/*.po
    python scripts/update_messages.py --check    # say what is missing; exit code 1 if anything is

New messages are added empty, those that are no longer used are dropped, translations are kept.
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from sinergi.evidence import measures
from sinergi.vocabulary import languages

ROOT = Path(__file__).absolute().parents[1]
SOURCES = ("src/sinergi/brief", "src/sinergi/cooperation", "src/sinergi/evidence")
CATALOGUES = ROOT / "src/sinergi/data/messages"
LANGUAGES = tuple(lang for lang in languages.LANGUAGES if lang != languages.SOURCE_LANGUAGE)
HEADER = """# The messages of the brief; the msgid is the English text.
msgid ""
msgstr ""
"Language: {lang}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "sentence": None,
    "translate": None,
    "translator": None,
    "ngettext": (1, 2),
    "plural": (1, 2),
}
METHODS = {"*.py": "python", "*.html.j2": "jinja2.ext:babel_extract"}
_PLACEHOLDER = re.compile(r"\{(\w*)(?::\w+)?\}")


def template(root: Path = ROOT) -> Catalog:
    """All messages marked in the source code and the templates, and the words of measures."""
    found = Catalog(project="sinergi", charset="utf-8")
    for folder in SOURCES:
        for pattern, method in METHODS.items():
            for path in sorted((root / folder).rglob(pattern)):
                place = path.relative_to(root).as_posix()
                for line, message, _, _ in extract_from_file(method, path, keywords=KEYWORDS):
                    found.add(message, locations=[(place, line)])
    for measure in measures().values():
        for message in (measure.label, measure.formula):
            found.add(message, locations=[("src/sinergi/evidence", 0)])
    return found


def read(lang: str, folder: Path = CATALOGUES) -> Catalog:
    """The catalogue of a language as it is now (empty where there is none yet)."""
    path = folder / f"{lang}.po"
    content = path.read_bytes() if path.exists() else _header(lang)
    return read_po(BytesIO(content), locale=lang)


def _header(lang: str) -> bytes:
    return HEADER.format(lang=lang, plurals=languages.language(lang).plurals).encode()


def update(lang: str, messages: Catalog, folder: Path = CATALOGUES) -> None:
    """Write the catalogue of a language with exactly these messages."""
    catalogue = read(lang, folder)
    catalogue.update(messages, no_fuzzy_matching=True)
    write(lang, catalogue, folder)


def write(lang: str, catalogue: Catalog, folder: Path = CATALOGUES) -> None:
    """Write a catalogue as it is."""
    written = BytesIO()
    write_po(
        written,
        catalogue,
        width=100,
        omit_header=True,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    (folder / f"{lang}.po").write_bytes(_header(lang) + written.getvalue())


def problems(lang: str, messages: Catalog, folder: Path = CATALOGUES) -> list[str]:
    """What is wrong with the catalogue of a language, one line a thing."""
    catalogue = read(lang, folder)
    found = []
    for message in messages:
        if message.id:
            own = catalogue.get(message.id)
            found += [f"{lang}: {fault}: {message.id!r}" for fault in _faults(message, own)]
    used = {message.id for message in messages}
    for message in catalogue:
        if message.id and message.id not in used:
            found.append(f"{lang}: no longer used: {message.id!r}")
    return found


def _faults(message: Message, own: Message | None) -> list[str]:
    if own is None:
        return ["not in the catalogue"]
    forms = own.string if isinstance(own.string, (tuple, list)) else (own.string,)
    if own.fuzzy or not all(forms):
        return ["not translated"]
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    wanted = set(_PLACEHOLDER.findall(ids[-1]))
    held = (set(_PLACEHOLDER.findall(form)) for form in forms if form)
    return ["other placeholders"] if any(names != wanted for names in held) else []


def main(arguments: list[str]) -> int:
    """Refresh the catalogues, or check them; what is left to do goes to standard error."""
    messages = template()
    if "--check" not in arguments:
        for lang in LANGUAGES:
            update(lang, messages)
    left = [line for lang in LANGUAGES for line in problems(lang, messages)]
    for line in left:
        sys.stderr.write(line + "\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
