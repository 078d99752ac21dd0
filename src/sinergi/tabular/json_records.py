"""JSON lines and JSON documents of records: FollowTheMoney entities, GLEIF, and others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sinergi.errors import InputError
from sinergi.outside import KeyTwiceError, object_of
from sinergi.tabular.encoding import TextLines
from sinergi.tabular.source import SAMPLE, Fault, FileTable, Row

SEPARATOR = "; "
"""Between the values of a key that has several."""

MAX_RECORD = 16 << 20
"""A record of a JSON document may be so many characters long."""

_LISTS = ("records", "data", "LEIRecords", "items", "results", "entities")
_LIST = re.compile(rf'"(?:{"|".join(_LISTS)})"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")
_CHUNK = 1 << 20


class JsonRecords(FileTable):
    """Records with keys, one a line or in the list of one document; nested keys joined by dots."""

    def __init__(self, path: Path, file: Path | None = None) -> None:
        super().__init__(path, file)
        self._lines = TextLines(self.file)
        self._by_line = _is_lines(self.file)
        self.format = "JSON lines" if self._by_line else "JSON"
        keys: dict[str, None] = {}
        for found in islice(self._records(), SAMPLE):
            if not isinstance(found, Fault):
                keys.update(dict.fromkeys(found[1]))
        if not keys:
            raise InputError(
                "holds no JSON records",
                where=str(path),
                advice="Give JSON lines, or a document with a list of objects",
            )
        self.columns = tuple(keys)

    def _rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """The records in order; keys that only later records have can be wanted as well."""
        keys = self.keys(wanted)
        for found in self._records():
            if isinstance(found, Fault):
                yield found
            else:
                line, record = found
                yield Row(line, [record.get(key) for key in keys])

    def _records(self) -> Iterator[tuple[int, dict[str, str]] | Fault]:
        raw = self._from_lines() if self._by_line else self._from_document()
        for line, value in raw:
            if isinstance(value, Fault):
                yield value
            elif isinstance(value, dict):
                yield line, flatten(value)
            else:
                yield Fault(line, "is no JSON object", json.dumps(value, ensure_ascii=False))

    def _from_lines(self) -> Iterator[tuple[int, Any]]:
        for line, text in enumerate(self._lines, start=1):
            if not text.strip():
                continue
            try:
                yield line, json.loads(text, object_pairs_hook=object_of)
            except (ValueError, RecursionError) as error:
                yield line, Fault(line, f"is not JSON ({error})", text.strip())

    def _from_document(self) -> Iterator[tuple[int, Any]]:
        """The objects of the document's list, without holding the document in memory."""
        try:
            with self.file.open(encoding="utf-8-sig") as file:
                yield from enumerate(_objects(file), start=1)
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"is not a whole JSON document ({error})",
                where=str(self.path),
                advice="Fetch the file again; records before the fault were not taken",
            ) from error


def _is_lines(path: Path) -> bool:
    """Whether the first line is a whole JSON object that is not the file's only wrapper."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        first = file.readline(MAX_RECORD)
    if first.lstrip().startswith("["):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        # A broken first line among good ones is for the report; a document has no whole lines.
        return first.strip() != "{" and not _LIST.search(first)
    return isinstance(value, dict) and not any(isinstance(value.get(k), list) for k in _LISTS)


def _objects(file: TextIO) -> Iterator[Any]:
    """Decode one object after another from the document's list of objects."""
    decoder = json.JSONDecoder(object_pairs_hook=object_of)
    buffer = file.read(_CHUNK)
    start = _LIST.search(buffer)
    place = start.end() if start else buffer.find("[") + 1
    while True:
        gap = _GAP.match(buffer, place)
        place = gap.end() if gap else place
        if buffer.startswith("]", place):
            return
        try:
            value, place = decoder.raw_decode(buffer, place)
        except KeyTwiceError:
            raise
        except ValueError:
            more = file.read(_CHUNK)
            if not more or len(buffer) - place > MAX_RECORD:
                raise
            buffer, place = buffer[place:] + more, 0
            continue
        yield value


def flatten(record: dict[str, Any]) -> dict[str, str]:
    """Nested keys joined by dots, lists of texts joined by '; ', lists of objects numbered from 1.

    The shapes of the published formats are made one: FollowTheMoney's ``properties`` and the
    ``$`` of GLEIF's JSON and the ``attributes`` of its API do not show in the keys.
    """
    flat: dict[str, str] = {}
    _flatten(record, "", flat)
    return flat


def _flatten(value: Any, key: str, flat: dict[str, str]) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            hidden = name in ("$", "properties", "attributes")
            _flatten(inner, key if hidden else _join(key, name.removeprefix("@")), flat)
    elif isinstance(value, list):
        if all(not isinstance(item, dict | list) for item in value):
            texts = [str(item) for item in value if item is not None]
            if texts:
                flat[key] = SEPARATOR.join(texts)
        else:
            for number, item in enumerate(value, start=1):
                _flatten(item, _join(key, str(number)), flat)
    elif value is not None:
        flat[key] = str(value)


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
