"""Looks the locked dependencies up in a file of known vulnerabilities; works without a network.

    python scripts/audit.py DATABASE [LOCK…]

DATABASE is OSV's export of PyPI (``all.zip`` from osv.dev, fetched elsewhere), a folder of its
JSON files, or one JSON file with a record or a list of them. Without LOCK all locks in
``requirements/`` are looked up. The exit code is 1 when a locked version is affected.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parents[1]
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def locked(paths: list[Path]) -> dict[str, Version]:
    """Version by name of every dependency in the locks."""
    found = {}
    for path in paths:
        for name, version in _PIN.findall(path.read_text(encoding="utf-8")):
            found[canonical(name)] = Version(version)
    return found


def canonical(name: str) -> str:
    """The name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def records(database: Path) -> Iterator[dict[str, Any]]:
    """All records of the database."""
    if database.is_dir():
        texts: Iterator[bytes] = (path.read_bytes() for path in sorted(database.rglob("*.json")))
    elif zipfile.is_zipfile(database):
        archive = zipfile.ZipFile(database)
        texts = (archive.read(name) for name in archive.namelist() if name.endswith(".json"))
    else:
        texts = iter([database.read_bytes()])
    for text in texts:
        content = json.loads(text)
        for record in content if isinstance(content, list) else [content]:
            if not isinstance(record, dict) or "id" not in record:
                raise ValueError("a record has no id")
            yield record


def affects(record: dict[str, Any], name: str, version: Version) -> bool:
    """Whether a record says that this version of a package is affected."""
    for affected in record.get("affected", ()):
        package = affected.get("package", {})
        if package.get("ecosystem") != "PyPI" or canonical(package.get("name", "")) != name:
            continue
        if version in filter(None, map(_version, affected.get("versions", ()))):
            return True
        # Ranges of commits (GIT) say nothing of versions.
        spans = (span for span in affected.get("ranges", ()) if span.get("type") == "ECOSYSTEM")
        if any(_within(span.get("events", ()), version) for span in spans):
            return True
    return False


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _within(events: list[dict[str, str]], version: Version) -> bool:
    """Whether a version lies in a range: the last event at or before it decides (OSV schema).

    The events of a record need not be in order.
    """
    borders = []
    for event in events:
        for kind, text in event.items():
            border = _version("0.dev0" if text == "0" else text)
            if border is not None and kind in ("introduced", "fixed", "last_affected"):
                borders.append((border, kind))
    inside = False
    for border, kind in sorted(borders):
        if kind == "introduced" and version >= border:
            inside = True
        elif (kind == "fixed" and version >= border) or (
            kind == "last_affected" and version > border
        ):
            inside = False
    return inside


def main(arguments: list[str]) -> int:
    """Print what is affected."""
    if not arguments:
        print(
            "Say which database: make audit DATABASE=all.zip (OSV's export of PyPI, fetched where "
            "there is a network)",
            file=sys.stderr,
        )
        return 2
    database = Path(arguments[0])
    if not database.exists():
        print(f"{database}: there is no such file or folder", file=sys.stderr)
        return 2
    locks = [Path(a) for a in arguments[1:]] or sorted((ROOT / "requirements").glob("*.txt"))
    pins = locked(locks)
    count = affected = 0
    try:
        found = list(records(database))
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        print(f"{database}: is no export of OSV ({error})", file=sys.stderr)
        return 2
    if not found:
        print(f"{database}: holds no record", file=sys.stderr)
        return 2
    for record in found:
        count += 1
        if record.get("withdrawn"):
            continue
        for entry in record.get("affected", ()):
            name = canonical(entry.get("package", {}).get("name", ""))
            if name in pins and affects(record, name, pins[name]):
                affected += 1
                summary = record.get("summary") or record.get("details", "").partition("\n")[0]
                print(f"{name} {pins[name]}: {record.get('id')} {summary}")
                break
    print(f"{len(pins)} locked packages, {count:,} records, {affected} that affect one")
    return 1 if affected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
