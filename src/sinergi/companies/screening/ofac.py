"""The SDN and consolidated lists of the United States' OFAC (XML, or CSV with its aliases)."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from sinergi.companies.screening.list_rows import list_rows, open_end
from sinergi.companies.screening.listed import ListReading, NameKind, parse_date
from sinergi.errors import InputError
from sinergi.tabular.xml_stream import Element, children, elements, text

_NAME = "OFAC"
_NULL = "-0-"
_KINDS: dict[str, NameKind] = {"f.k.a.": "former name", "fka": "former name"}
# Columns of SDN.CSV and of ALT.CSV, which have no header.
_ID, _TEXT, _TYPE, _PROGRAM = 0, 1, 2, 3
_ALT_KIND, _ALT_TEXT = 2, 3
_PERSONS = {"individual"}
# A vessel or an aircraft is no company and no person.
_THINGS = {"vessel", "aircraft"}


def is_xml(start: bytes) -> bool:
    """Whether a file begins like OFAC's ``SDN.XML`` or ``CONSOLIDATED.XML``."""
    return start.startswith(b"<") and b"sdnList" in start


def read_xml(path: Path) -> ListReading:
    """Read ``sdnEntry`` elements of organisations."""
    reading = ListReading(_NAME)
    stream = elements(path, "publshInformation", "sdnEntry")
    next(stream)
    for element in stream:
        if element.tag.endswith("publshInformation"):
            reading.dated = _american(text(element, "Publish_Date"))
        else:
            _add(element, reading)
    return reading


def _american(day: str | None) -> date | None:
    """A day written month/day/year."""
    month, _, rest = (day or "").partition("/")
    dayed, _, year = rest.partition("/")
    return parse_date(f"{year.strip()}-{month.strip():0>2}-{dayed.strip():0>2}")


def _add(entry: Element, reading: ListReading) -> None:
    kind = (text(entry, "sdnType") or "").lower()
    if kind in _PERSONS:
        reading.persons += 1
        return
    if kind in _THINGS:
        return
    names: list[tuple[str | None, NameKind]] = [(text(entry, "lastName"), "name")]
    for alias in children(entry, "aka"):
        weak = (text(alias, "category") or "").lower() == "weak"
        named = _KINDS.get((text(alias, "type") or "").lower(), "alias")
        names.append((text(alias, "lastName"), "weak alias" if weak else named))
    programs = [program.text or "" for program in children(entry, "program")]
    reading.add(
        text(entry, "uid") or "",
        names,
        reason="; ".join(filter(None, programs)),
        countries=[text(address, "country") or "" for address in children(entry, "address")],
    )


def is_csv(start: bytes) -> bool:
    """Whether a file begins like ``SDN.CSV``: no header, twelve columns, -0- for nothing."""
    first = start.split(b"\n", 1)[0]
    rows = list(csv.reader([first.decode("utf-8", errors="replace").strip()]))
    return bool(rows) and len(rows[0]) == 12 and rows[0][_ID].isdecimal() and b"-0-" in first


def read_csv(path: Path) -> ListReading:
    """Read ``SDN.CSV``, and the aliases in ``ALT.CSV`` beside it; without them that is noted."""
    reading = ListReading(_NAME)
    aliases = _aliases(path, reading)
    reading.note(open_end(path))
    for row in list_rows(path):
        kind = row[_TYPE].strip().lower()
        if kind in _PERSONS:
            reading.persons += 1
        elif kind not in _THINGS:
            names = [(row[_TEXT], "name"), *aliases.get(row[_ID].strip(), ())]
            program = row[_PROGRAM].strip()
            reading.add(row[_ID].strip(), names, reason=None if program == _NULL else program)
    return reading


def _aliases(path: Path, reading: ListReading) -> dict[str, list[tuple[str | None, NameKind]]]:
    beside = [file for file in path.parent.iterdir() if file.name.lower() == "alt.csv"]
    if not beside:
        reading.notes.append("ALT.CSV does not lie beside it: aliases are not known")
        return {}
    found: dict[str, list[tuple[str | None, NameKind]]] = {}
    for row in list_rows(beside[0]):
        if len(row) <= _ALT_TEXT:
            raise InputError(f"has {len(row)} columns, not five", where=str(beside[0]))
        kind = _KINDS.get(row[_ALT_KIND].strip().lower(), "alias")
        found.setdefault(row[_ID].strip(), []).append((row[_ALT_TEXT], kind))
    return found
