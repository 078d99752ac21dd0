"""The consolidated list of the European Union's financial sanctions (XML and CSV)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sinergi.companies.screening.list_rows import ADVICE, list_records, open_end
from sinergi.companies.screening.listed import ListReading, NameKind, parse_date
from sinergi.errors import InputError
from sinergi.tabular.xml_stream import Element, children, elements

_NAME = "EU financial sanctions"


def is_xml(start: bytes) -> bool:
    """Whether a file begins like the EU's XML export."""
    return start.startswith(b"<") and b"fpi/fsd/export" in start


def read_xml(path: Path) -> ListReading:
    """Read ``sanctionEntity`` elements; those whose subject is no enterprise are persons."""
    reading = ListReading(_NAME)
    stream = elements(path, "sanctionEntity")
    reading.dated = parse_date(next(stream).get("generationDate"))
    for entity in stream:
        subject = children(entity, "subjectType")
        if subject and subject[0].get("code") == "person":
            reading.persons += 1
            continue
        _add(entity, reading)
    return reading


def _add(entity: Element, reading: ListReading) -> None:
    regulations = children(entity, "regulation")
    rule = regulations[0] if regulations else None
    reason = None
    if rule is not None:
        reason = " ".join(filter(None, (rule.get("programme"), rule.get("numberTitle"))))
    names: list[tuple[str | None, NameKind]] = []
    for number, alias in enumerate(children(entity, "nameAlias")):
        strong = alias.get("strong", "true") != "false"
        kind: NameKind = "name" if number == 0 else "alias" if strong else "weak alias"
        names.append((alias.get("wholeName"), kind))
    reading.add(
        entity.get("euReferenceNumber") or entity.get("logicalId") or "",
        names,
        reason=reason,
        listed_on=rule.get("publicationDate") if rule is not None else None,
        countries=[address.get("countryIso2Code") or "" for address in children(entity, "address")],
    )


def is_csv(start: bytes) -> bool:
    """Whether a file begins like the EU's CSV export (semicolons, one row a name)."""
    first = start.split(b"\n", 1)[0]
    return b"NameAlias_WholeName" in first and b"Entity_LogicalId" in first


def read_csv(path: Path) -> ListReading:
    """Read the rows of the CSV export together by ``Entity_LogicalId``."""
    reading = ListReading(_NAME)
    entities: dict[str, list[dict[str, str]]] = {}
    reading.note(open_end(path))
    for row in list_records(path, ";"):
        identifier = row.get("Entity_LogicalId")
        if not identifier:
            raise InputError("row without Entity_LogicalId", where=str(path), advice=ADVICE)
        entities.setdefault(identifier, []).append(row)
        reading.dated = reading.dated or _day(row.get("fileGenerationDate"))
    for identifier, rows in entities.items():
        if {"P", "person"} & {row.get("Entity_SubjectType") for row in rows}:
            reading.persons += 1
        else:
            _add_rows(identifier, rows, reading)
    return reading


def _add_rows(identifier: str, rows: list[dict[str, str]], reading: ListReading) -> None:
    first = rows[0]
    named = [row["NameAlias_WholeName"] for row in rows if row.get("NameAlias_WholeName")]
    names: list[tuple[str | None, NameKind]] = [
        (text, "alias" if number else "name") for number, text in enumerate(named)
    ]
    programme = first.get("Entity_Regulation_Programme")
    title = first.get("Entity_Regulation_NumberTitle")
    day = _day(first.get("Entity_Regulation_PublicationDate"))
    reading.add(
        first.get("Entity_EU_ReferenceNumber") or identifier,
        names,
        reason=" ".join(filter(None, (programme, title))),
        listed_on=day.isoformat() if day else None,
        countries=[row.get("Address_CountryIso2Code") or "" for row in rows],
    )


def _day(text: str | None) -> date | None:
    """A day written 2024-05-01 or, as older exports have it, 01/05/2024."""
    parts = (text or "").strip().split("/")
    return parse_date("-".join(reversed(parts)))
