"""Brings the catalogues of the workbench up to its source code, or checks that they are.

    python scripts/update_web_messages.py            # refresh src/sinergi/web/locale
    python scripts/update_web_messages.py --check    # say what is missing; exit code 1 if anything

The catalogues also hold messages of Django and allauth that pages show and that those packages
have no translation of (``OTHERS``). They are compiled beside themselves, as Django reads them.
"""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import allauth
import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sinergi.vocabulary import languages

ROOT = Path(__file__).absolute().parents[1]
WEB = ROOT / "src/sinergi/web"
LANGUAGES = tuple(lang for lang in languages.LANGUAGES if lang != languages.SOURCE_LANGUAGE)
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
OTHERS = (
    "This field is required.",
    "This field cannot be blank.",
    "Enter a valid date.",
    "Enter a valid URL.",
    "Enter a valid email address.",
    "Enter a whole number.",
    "Enter a valid value.",
    "The submitted file is empty.",
    "No file was submitted. Check the encoding type on the form.",
    "No file was submitted.",
    "Null characters are not allowed.",
    "Select a valid choice. %(value)s is not one of the available choices.",
    "Select a valid choice. That choice is not one of the available choices.",
    "A user with that username already exists.",
    "This password is too common.",
    "This password is entirely numeric.",
    "The password is too similar to the %(verbose_name)s.",
    "The username and/or password you specified are not correct.",
    "Too many failed login attempts. Try again later.",
    "Incorrect code.",
    "Incorrect password.",
    "Please type your current password.",
    "You must type the same password each time.",
    "Current Password",
    "New Password",
    "New Password (again)",
    "Password",
    "Code",
)
"""Messages of Django and allauth that pages of the workbench show."""
_PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


def template() -> Catalog:
    """All messages marked in the code and the templates of the workbench, and those of others."""
    found = Catalog(project="sinergi", charset="utf-8")
    for pattern, method in (("*.py", "python"), ("*.html", "jinja2.ext:babel_extract")):
        for path in sorted(WEB.rglob(pattern)):
            place = path.relative_to(ROOT).as_posix()
            for line, message, _comments, context in extract_from_file(
                method, path, keywords=KEYWORDS, options={"newstyle_gettext": "true"}
            ):
                if isinstance(message, tuple):
                    message = tuple(one for one in message if one is not None)
                found.add(message, locations=[(place, line)], context=context)
    return found


def folder(lang: str) -> Path:
    """Where the catalogue of a language lies."""
    return WEB / "locale" / lang / "LC_MESSAGES"


def read(lang: str) -> Catalog:
    """The catalogue as it is now."""
    path = folder(lang) / "django.po"
    content = path.read_bytes() if path.exists() else _header(lang)
    return read_po(BytesIO(content), locale=lang)


def _header(lang: str) -> bytes:
    lines = ("Language: " + lang, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
             "Content-Transfer-Encoding: 8bit",
             "Plural-Forms: " + languages.language(lang).plurals)  # fmt: skip
    head = "".join(f'"{line}\\n"\n' for line in lines)
    return f'# The words of the workbench.\nmsgid ""\nmsgstr ""\n{head}\n'.encode()


def missing_of_others(lang: str) -> list[str]:
    """Messages of the packages that they have no translation of."""
    base = Path(django.__file__).parent
    roots = (base / "conf", base / "contrib/auth", Path(str(allauth.__file__)).parent)
    held = [gettext.translation("django", root / "locale", [lang], fallback=True) for root in roots]
    return [one for one in OTHERS if all(own.gettext(one) == one for own in held)]


def update(lang: str, messages: Catalog) -> None:
    """Write the catalogue of a language with exactly these messages."""
    for one in missing_of_others(lang):
        messages.add(one, locations=[("django, allauth", 0)])
    catalogue = read(lang)
    catalogue.update(messages, no_fuzzy_matching=True)
    write(lang, catalogue)


def write(lang: str, catalogue: Catalog) -> None:
    """Write a catalogue as it is, and compile it."""
    written = BytesIO()
    write_po(written, catalogue, width=100, omit_header=True, sort_by_file=True,
             ignore_obsolete=True, include_lineno=False)  # fmt: skip
    folder(lang).mkdir(parents=True, exist_ok=True)
    (folder(lang) / "django.po").write_bytes(_header(lang) + written.getvalue())
    (folder(lang) / "django.mo").write_bytes(compiled(lang))


def compiled(lang: str) -> bytes:
    """The catalogue as Django reads it."""
    written = BytesIO()
    catalogue = read(lang)
    # The same words give the same bytes on any day.
    catalogue.revision_date = catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(written, catalogue)
    return written.getvalue()


def problems(lang: str, messages: Catalog) -> Iterator[str]:
    """What is wrong with the catalogue of a language, one line a thing."""
    for one in missing_of_others(lang):
        messages.add(one)
    catalogue = read(lang)
    for message in messages:
        if message.id:
            own = catalogue.get(_id(message), message.context)
            for fault in _faults(message, own):
                yield f"{lang}: {fault}: {message.id!r}"
    if (folder(lang) / "django.mo").read_bytes() != compiled(lang):
        yield f"{lang}: django.mo is not that of django.po"


def _id(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else str(message.id)


def _faults(message: Message, own: Message | None) -> Iterator[str]:
    if own is None:
        yield "not in the catalogue"
        return
    forms = own.string if isinstance(own.string, (tuple, list)) else (own.string,)
    if own.fuzzy or not all(forms):
        yield "not translated"
        return
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    wanted = set(_PLACE.findall(str(ids[-1])))
    if any(set(_PLACE.findall(form)) != wanted for form in forms if form):
        yield "other placeholders"


def main(arguments: list[str]) -> int:
    """Refresh the catalogues, or check them; what is left to do goes to standard error."""
    if "--check" not in arguments:
        for lang in LANGUAGES:
            update(lang, template())
    left = [line for lang in LANGUAGES for line in problems(lang, template())]
    for line in left:
        sys.stderr.write(line + "\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
