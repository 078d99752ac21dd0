"""From documents to the one record a brief is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sinergi.brief.messages import Translator
from sinergi.brief.model import SourceDocument
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import InputError
from sinergi.origin import sha256
from sinergi.reading import merge_event, read_files
from sinergi.vocabulary import countries
from sinergi.vocabulary.reasons import Reason


@dataclass(frozen=True)
class DocumentsRead:
    """The record of the pair's meeting if there is one, the documents, and what was left out."""

    record: CooperationRecord | None
    sources: list[SourceDocument] = field(default_factory=list)
    note: str | None = None


def read_documents(paths: list[Path], a: str, b: str, translator: Translator) -> DocumentsRead:
    """Read the documents and merge those that report one meeting of the two countries.

    Raises:
        InputError: a document cannot be read, or its name is not UTF-8.
    """
    if not paths:
        return DocumentsRead(
            None, note=translator("No document was given: the brief has no meeting in it.")
        )
    for path in paths:
        _check_name(path)
    records = read_files(paths)
    sources = [
        SourceDocument(name=path.name, lang=one.lang, published=one.published, sha256=sha256(path))
        for path, one in zip(paths, records, strict=True)
    ]
    chosen = _of_pair(records, a, b)
    notes = [_left_out(one, translator) for one in records if one not in chosen]
    if not chosen:
        notes.insert(0, translator("No document reports a meeting of the two countries."))
        return DocumentsRead(None, sources, " ".join(notes))
    record = merge_event(chosen) if len(chosen) > 1 else chosen[0]
    return DocumentsRead(record, sources, " ".join(notes) or None)


def _check_name(path: Path) -> None:
    """Refuse a name that no file of the brief could hold."""
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError as error:
        name = path.name.encode("utf-8", "replace").decode("utf-8")
        raise InputError(
            "the file's name is not valid UTF-8", where=name, advice="Rename it"
        ) from error


def _of_pair(records: list[CooperationRecord], a: str, b: str) -> list[CooperationRecord]:
    """The records of the event that most documents report; the first one given among equals."""
    wanted = [r for r in records if r.is_record and {a, b} <= set(r.parties)]
    clusters: dict[str, list[CooperationRecord]] = {}
    for record in wanted:
        clusters.setdefault(record.event_cluster or record.id, []).append(record)
    return max(clusters.values(), key=len, default=[])


def _left_out(record: CooperationRecord, translator: Translator) -> str:
    """Why a document is not in the brief."""
    if not record.is_record:
        return translator(
            "{name}: reports no cooperation of two governments ({why}).",
            name=record.id,
            why=(record.why or Reason("no-two-countries")).text(translator.lang),
        )
    parties = ", ".join(countries.name(p, translator.lang) for p in record.parties)
    return translator(
        "{name}: another meeting ({parties}), not used here.", name=record.id, parties=parties
    )
