"""GLEIF's published XML (Common Data File), read as a stream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from sinergi.errors import InputError
from sinergi.tabular.source import SAMPLE, Fault, FileTable, Row
from sinergi.tabular.xml_stream import Element, elements, local

RECORD = "LEIRecord"


class XmlRecords(FileTable):
    """The records of a GLEIF file; an element's path joined by dots is its column."""

    format = "GLEIF XML"

    def __init__(self, path: Path, file: Path | None = None) -> None:
        super().__init__(path, file)
        keys: dict[str, None] = {}
        for record in islice(self._records(), SAMPLE):
            keys.update(dict.fromkeys(record))
        if not keys:
            raise InputError(
                f"holds no element {RECORD}",
                where=str(path),
                advice="XML is read in the shape of GLEIF's Common Data File only",
            )
        self.columns = tuple(keys)

    def _rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """The records in order, numbered from 1."""
        keys = self.keys(wanted)
        for number, record in enumerate(self._records(), start=1):
            yield Row(number, [record.get(key) for key in keys])

    def _records(self) -> Iterator[dict[str, str]]:
        stream = elements(self.file, RECORD, where=self.path)
        next(stream)
        for element in stream:
            flat: dict[str, str] = {}
            _flatten(element, "", flat)
            yield flat


def _flatten(element: Element, key: str, flat: dict[str, str]) -> None:
    text = (element.text or "").strip()
    if text and key:
        flat[key] = text
    names = [local(child) for child in element]
    several = Counter(names)
    seen: Counter[str] = Counter()
    for child, name in zip(element, names, strict=True):
        seen[name] += 1
        numbered = f"{name}.{seen[name]}" if several[name] > 1 else name
        _flatten(child, f"{key}.{numbered}" if key else numbered, flat)
