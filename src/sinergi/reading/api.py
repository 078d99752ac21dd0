"""Reading as a caller sees it: a text, a file, several files; one event from several records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from sinergi.cooperation.record import CooperationRecord
from sinergi.reading.document import Document
from sinergi.reading.formats import load_file
from sinergi.reading.reader import Reader
from sinergi.reading.rules import RuleReader
from sinergi.reading.same_event import assign_events


def read_text(
    text: str,
    *,
    id: str,  # noqa: A002 - the record's own field name
    published: date | None = None,
    url: str | None = None,
    lang: str | None = None,
    reader: Reader | None = None,
) -> CooperationRecord:
    """Propose a record for ``text``.

    Args:
        text: The document as the user gave it; spans count from its beginning.
        id: Name of the document in the record.
        published: Day of publication, where known.
        url: Where the text comes from.
        lang: One of the document languages; recognised when not given.
        reader: Another reader than the rules.
    """
    document = Document(id=id, text=text, published=published, url=url, lang=lang)
    return (reader or RuleReader()).read(document)


def read_file(
    path: str | Path, *, published: date | None = None, reader: Reader | None = None
) -> CooperationRecord:
    """Propose a record for a file (txt, html, docx, pdf, eml, json; ``-``: standard input).

    Spans count from the beginning of the text that the file holds, without its markup.

    Raises:
        InputError: the file cannot be read.
    """
    return (reader or RuleReader()).read(load_file(Path(path), published=published))


def read_files(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    reader: Reader | None = None,
    progress: Callable[[], None] | None = None,
) -> list[CooperationRecord]:
    """Propose a record for each file, in order; ``event_cluster`` tells which are one meeting.

    Args:
        paths: The files.
        published: Day of publication of all of them, where known.
        reader: Another reader than the rules.
        progress: Called after each file.

    Raises:
        InputError: a file cannot be read.
    """
    shared = reader or RuleReader()
    records = []
    for path in paths:
        records.append(read_file(path, published=published, reader=shared))
        if progress is not None:
            progress()
    return assign_events(records)
