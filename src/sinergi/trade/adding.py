"""Adds a dataset: runs a reader in a draft of the store, checks what was lost, seals the result."""

from __future__ import annotations

import hashlib
import importlib
from datetime import UTC, datetime
from pathlib import Path

from sinergi import store
from sinergi.errors import InputError, UsageError
from sinergi.origin import Licence, Origin, sha256
from sinergi.outside import plain_file, reading_from_outside
from sinergi.trade import deriving
from sinergi.trade.catalogue import DESCRIPTION, Dataset, Description, dataset, datasets
from sinergi.trade.kinds import KINDS
from sinergi.trade.loading import Load, Options, Progress, Provenance, silent

_TEXTS = frozenset({"title", "producer", "version", "licence"})
_SAME_ROWS = _TEXTS | {"accept_rejects", "engine"}
"""Options that do not change which rows a load gives."""


def add(
    kind: str,
    path: Path,
    *,
    identifier: str | None = None,
    options: Options | None = None,
    progress: Progress = silent,
) -> Dataset:
    """Read the data at ``path`` into the user's store and return the new dataset.

    Args:
        kind: One of :data:`sinergi.trade.kinds.KINDS`.
        path: The file or folder as its producer publishes it.
        identifier: The dataset's id; made from source, version and years without one.
        options: What the user says about the data.
        progress: Told what is being done.

    Raises:
        UsageError: the kind is not known, an option does not fit it, or the id is taken.
        InputError: the file cannot be read, too many of its rows are refused, or it is loaded
            already and no new ``identifier`` was given.
        StoreError: the store cannot be written.
    """
    options = options or Options()
    _check(kind, options)
    if not plain_file(path).exists():
        raise InputError("there is no such file or folder", where=str(path))
    module, function = KINDS[kind].reader.split(":")
    read = getattr(importlib.import_module(f"sinergi.trade.readers.{module}"), function)
    digest = _digest(path) if path.is_file() else None
    fingerprint = None if digest is None else _fingerprint(kind, digest, options)
    with store.draft(identifier) as draft:
        if identifier is None and fingerprint is not None:
            _check_new(path, fingerprint)
        load = Load(draft.folder, progress)
        with reading_from_outside(path):
            source: Provenance = read(path, load, options)
        load.check(str(path), accept_rejects=options.accept_rejects)
        years = load.years()
        suffix = "" if years is None else f"-{years[0]}" + _until(years)
        name = draft.name(_slug(f"{source.name}{suffix}"))
        description = _describe(name, kind, source, load, options, fingerprint)
        (draft.folder / DESCRIPTION).write_text(
            description.model_dump_json(indent=2) + "\n", encoding="utf-8"
        )
        store.seal(draft.folder, _origin(path, digest, source, options))
    added = dataset(name)
    progress("sums", None)
    deriving.keep(added)
    return added


def _check(kind: str, options: Options) -> None:
    if kind not in KINDS:
        raise UsageError(f"'{kind}' is not a kind of data", advice=f"Kinds: {', '.join(KINDS)}")
    default = Options()
    given = {name for name in vars(default) if getattr(options, name) != getattr(default, name)}
    wrong = sorted(given - KINDS[kind].options - _TEXTS - {"accept_rejects"})
    if wrong:
        flag = "--" + {"convert_to": "to", "mapping": "map", "columns": "column"}.get(
            wrong[0], wrong[0]
        )
        raise UsageError(f"{flag} does not apply to {kind}")


def _digest(path: Path) -> str:
    try:
        return sha256(path)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error


def _fingerprint(kind: str, digest: str, options: Options) -> str:
    """A digest of the file and of all that shapes its rows, the text of a mapping among it."""
    said = {
        name: _digest(value) if isinstance(value, Path) and value.is_file() else str(value)
        for name, value in vars(options).items()
        if name not in _SAME_ROWS
    }
    return hashlib.sha256(repr((kind, digest, sorted(said.items()))).encode()).hexdigest()


def _check_new(path: Path, fingerprint: str) -> None:
    loaded = [one.id for one in datasets() if one.fingerprint == fingerprint]
    if loaded:
        raise InputError(
            f"this file is loaded already as {loaded[0]}",
            where=str(path),
            advice="Give --id to load it once more under another name",
        )


def _until(years: tuple[int, int]) -> str:
    return f"-{years[1]}" if years[1] != years[0] else ""


def _slug(text: str) -> str:
    kept = [c if c.isascii() and (c.isalnum() or c in "._") else "-" for c in text.lower()]
    return "-".join(part for part in "".join(kept).split("-") if part)[:80]


def _describe(
    name: str, kind: str, source: Provenance, load: Load, options: Options, fingerprint: str | None
) -> Description:
    table = "flows-*.parquet" if source.kind == "trade" else f"{source.kind}.parquet"
    return Description(
        id=name,
        kind=source.kind,  # type: ignore[arg-type]
        title=options.title or source.title,
        file=table,
        nomenclature=source.nomenclature,
        complete=load.complete(source.digits) if source.complete is None else source.complete,
        digits=source.digits,
        years=load.years(),
        source_kind=kind,
        added=datetime.now(UTC),
        fingerprint=fingerprint,
        coverage=load.coverage(source.nomenclature, source.digits),
        flow=source.flow,  # type: ignore[arg-type]
        mean=source.mean,
    )


def _origin(path: Path, digest: str | None, source: Provenance, options: Options) -> Origin:
    notes = list(source.notes)
    if digest is None:
        notes.append(f"read from the folder {path.name}")
    else:
        notes.append(f"read from {path.name}, SHA-256 {digest}")
    licence = Licence(name=options.licence) if options.licence else source.licence
    return Origin(
        title=options.title or source.title,
        producer=options.producer or source.producer,
        version=options.version or source.version,
        licence=licence,
        source=source.source,
        extraction=source.extraction,
        sha256="",
        notes=tuple(notes),
    )
