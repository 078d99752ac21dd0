"""The consolidated list of the United Nations Security Council (XML)."""

from __future__ import annotations

from pathlib import Path

from sinergi.companies.screening.listed import ListReading, NameKind, parse_date
from sinergi.tabular.xml_stream import Element, children, elements, text

# The list's words for how good an alias is.
_WEAK = {"low", "a.k.a. low"}


def is_xml(start: bytes) -> bool:
    """Whether a file begins like the UN's list."""
    return start.startswith(b"<") and b"CONSOLIDATED_LIST" in start


def read_xml(path: Path) -> ListReading:
    """Read ``ENTITY`` elements; ``INDIVIDUAL`` ones are persons."""
    reading = ListReading("UN Security Council")
    stream = elements(path, "ENTITY", "INDIVIDUAL")
    reading.dated = parse_date(next(stream).get("dateGenerated"))
    for element in stream:
        if element.tag.endswith("INDIVIDUAL"):
            reading.persons += 1
        else:
            _add(element, reading)
    return reading


def _add(entity: Element, reading: ListReading) -> None:
    names: list[tuple[str | None, NameKind]] = [
        (text(entity, "FIRST_NAME"), "name"),
        (text(entity, "NAME_ORIGINAL_SCRIPT"), "alias"),
    ]
    for alias in children(entity, "ENTITY_ALIAS"):
        quality = (text(alias, "QUALITY") or "").lower()
        kind: NameKind = "alias"
        if quality in _WEAK:
            kind = "weak alias"
        elif quality.startswith("f.k.a"):
            kind = "former name"
        names.append((text(alias, "ALIAS_NAME"), kind))
    reason = " ".join(
        filter(None, (text(entity, "UN_LIST_TYPE"), text(entity, "REFERENCE_NUMBER")))
    )
    reading.add(
        text(entity, "DATAID") or text(entity, "REFERENCE_NUMBER") or "",
        names,
        reason=reason,
        listed_on=text(entity, "LISTED_ON"),
        countries=[text(place, "COUNTRY") or "" for place in children(entity, "ENTITY_ADDRESS")],
    )
