"""GLEIF's published XML (Common Data File), read as a stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

from sinergi.companies.registers.source import SAMPLE, Fault, Row, Source
from sinergi.errors import InputError

RECORD = "LEIRecord"


class XmlRecords(Source):
    """The records of a GLEIF file; an element's path joined by dots is its column."""

    format = "GLEIF XML"

    def __init__(self, path: Path) -> None:
        super().__init__(path)
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

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Fault]:
        """The records in order, numbered from 1."""
        keys = self.keys(wanted)
        for number, record in enumerate(self._records(), start=1):
            yield Row(number, [record.get(key) for key in keys])

    def _records(self) -> Iterator[dict[str, str]]:
        try:
            # Expat, since 2.4.1, refuses entities that grow beyond measure.
            events = ElementTree.iterparse(self.path, events=("start", "end"))  # noqa: S314
            _, root = next(events)
            for event, element in events:
                if event == "end" and _name(element) == RECORD:
                    flat: dict[str, str] = {}
                    _flatten(element, "", flat)
                    yield flat
                    root.clear()
                    element.clear()
        except ElementTree.ParseError as error:
            raise InputError(
                f"is not whole XML ({error})", where=str(self.path), advice="Fetch the file again"
            ) from error


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _flatten(element: ElementTree.Element, key: str, flat: dict[str, str]) -> None:
    text = (element.text or "").strip()
    if text and key:
        flat[key] = text
    seen: dict[str, int] = {}
    names = [_name(child) for child in element]
    for child, name in zip(element, names, strict=True):
        seen[name] = seen.get(name, 0) + 1
        numbered = f"{name}.{seen[name]}" if names.count(name) > 1 else name
        _flatten(child, f"{key}.{numbered}" if key else numbered, flat)
