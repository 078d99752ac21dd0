"""FollowTheMoney entities as JSON lines, and OpenSanctions' simplified CSV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sinergi.companies.screening.list_rows import list_records, open_end
from sinergi.companies.screening.listed import ListReading, NameKind, parse_date
from sinergi.errors import InputError
from sinergi.outside import object_of
from sinergi.tabular.encoding import TextLines

# Schemata of FollowTheMoney that are an organisation of some kind.
_ORGANISATIONS = frozenset({"LegalEntity", "Organization", "Company", "PublicBody"})
_KINDS: tuple[tuple[str, NameKind], ...] = (
    ("name", "name"),
    ("alias", "alias"),
    ("weakAlias", "weak alias"),
    ("previousName", "former name"),
)
_SIMPLE = ("id", "schema", "name", "aliases")


def is_entities(start: bytes) -> bool:
    """Whether a file begins like FollowTheMoney JSON lines."""
    return start.startswith(b"{") and b'"schema"' in start and b'"properties"' in start


def read_entities(path: Path) -> ListReading:
    """Read entities; an entity of sanctions (schema Sanction) gives reason and date to its own."""
    reading = ListReading("FollowTheMoney")
    sanctions: dict[str, dict[str, list[str]]] = {}
    entities: list[dict[str, Any]] = []
    datasets: dict[str, None] = {}
    for number, line in enumerate(TextLines(path), start=1):
        if not line.strip():
            continue
        entity = _entity(path, number, line)
        datasets.update(dict.fromkeys(entity.get("datasets") or ()))
        _keep(entity, reading, sanctions, entities)
    for entity in entities:
        _add(entity, reading, sanctions)
    if len(datasets) == 1:
        reading.name = next(iter(datasets))
    return reading


def _entity(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        entity = json.loads(line, object_pairs_hook=object_of)
        json.dumps(entity, ensure_ascii=False).encode()  # no half characters
        if isinstance(entity["properties"], dict) and isinstance(entity["schema"], str):
            return dict(entity)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise InputError(
        "is no FollowTheMoney entity",
        where=f"{path}, line {number}",
        advice="Fetch the list again; nothing was screened against it",
    )


def _keep(
    entity: dict[str, Any],
    reading: ListReading,
    sanctions: dict[str, dict[str, list[str]]],
    entities: list[dict[str, Any]],
) -> None:
    changed = parse_date(entity.get("last_change") or entity.get("last_seen"))
    if changed and (reading.dated is None or changed > reading.dated):
        reading.dated = changed
    schema = entity["schema"]
    if schema in _ORGANISATIONS:
        entities.append(entity)
    elif schema == "Person":
        reading.persons += 1
    elif schema == "Sanction":
        for target in entity["properties"].get("entity", ()):
            sanctions.setdefault(_id(target), entity["properties"])


def _id(target: Any) -> str:
    """A reference to an entity: its id, or the entity itself where it is nested."""
    return str(target.get("id")) if isinstance(target, dict) else str(target)


def _add(
    entity: dict[str, Any], reading: ListReading, sanctions: dict[str, dict[str, list[str]]]
) -> None:
    properties = entity["properties"]
    identifier = str(entity.get("id") or len(reading.entities) + 1)
    sanction = sanctions.get(identifier, {})
    nested = [s["properties"] for s in properties.get("sanctions", ()) if isinstance(s, dict)]
    if nested:
        sanction = nested[0]
    names = [(text, kind) for key, kind in _KINDS for text in properties.get(key, ())]
    program = sanction.get("program") or properties.get("program") or properties.get("programId")
    reason = program or sanction.get("reason") or properties.get("topics") or ()
    begun = sanction.get("listingDate") or sanction.get("startDate") or ()
    reading.add(
        identifier,
        names or [(entity.get("caption"), "name")],
        reason="; ".join(map(str, reason)),
        listed_on=str(begun[0]) if begun else None,
        countries=[
            *properties.get("country", ()),
            *properties.get("jurisdiction", ()),
            *properties.get("mainCountry", ()),
        ],
    )


def is_simple_csv(start: bytes) -> bool:
    """Whether a file begins like OpenSanctions' ``targets.simple.csv``."""
    first = start.split(b"\n", 1)[0].replace(b'"', b"").decode("utf-8", errors="replace")
    return set(_SIMPLE) <= {cell.strip() for cell in first.split(",")}


def read_simple_csv(path: Path) -> ListReading:
    """Read ``targets.simple.csv``: one row an entity, several values parted by semicolons."""
    reading = ListReading("OpenSanctions")
    datasets: dict[str, None] = {}
    reading.note(open_end(path))
    for row in list_records(path):
        schema = row.get("schema") or ""
        reading.persons += schema == "Person"
        if schema not in _ORGANISATIONS:
            continue
        seen = parse_date(row.get("last_seen"))
        if seen and (reading.dated is None or seen > reading.dated):
            reading.dated = seen
        datasets.update(dict.fromkeys(_parts(row.get("dataset"))))
        aliases: list[tuple[str | None, NameKind]] = [
            (alias, "alias") for alias in _parts(row.get("aliases"))
        ]
        reading.add(
            row["id"],
            [(row["name"], "name"), *aliases],
            reason=row.get("sanctions") or row.get("program_ids"),
            listed_on=row.get("first_seen"),
            countries=_parts(row.get("countries")),
        )
    if len(datasets) == 1:
        reading.name = next(iter(datasets))
    return reading


def _parts(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]
