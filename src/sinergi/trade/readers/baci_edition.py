"""An edition of BACI: the files of its years in an archive or a folder, and its country table."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sinergi.errors import InputError, UsageError
from sinergi.tabular.confined_table import unpack_member
from sinergi.tabular.packed import damage
from sinergi.trade import areas
from sinergi.trade.areas import Area
from sinergi.vocabulary import countries

Codes = dict[str, Area]
"""Areas by CEPII's numeric codes."""

_COUNTRIES = "country_codes_V{version}.csv"
_NAME = re.compile(r"BACI_(HS\d\d)_Y(\d{4})_V(\w+)\.csv$", re.IGNORECASE)


@dataclass(frozen=True)
class Member:
    """One year's file: in the archive when there is one, else in the folder."""

    name: str
    revision: str
    year: int
    version: str
    archive: Path | None
    folder: Path


def _members(path: Path) -> list[Member]:
    archive = None
    if path.is_dir():
        names = sorted(p.name for p in path.iterdir())
    elif zipfile.is_zipfile(path):
        archive = path
        with damage(path), zipfile.ZipFile(path) as opened:
            names = sorted(opened.namelist())
    elif path.exists():
        names = [path.name]
    else:
        raise InputError("there is no such file or folder", where=str(path))
    folder = path if path.is_dir() else path.parent
    found = []
    for name in names:
        match = _NAME.search(name)
        if match:
            revision, year, version = match.groups()
            found.append(Member(name, revision.upper(), int(year), version, archive, folder))
    return found


def members(path: Path, years: tuple[int, ...]) -> list[Member]:
    """The files of one edition, of all years or those asked for, by year.

    Raises:
        InputError: there is no BACI file, or there are several editions.
        UsageError: a year is asked for that is not there.
    """
    found = _members(path)
    if not found:
        raise InputError(
            "there is no BACI file in it",
            where=str(path),
            advice="Give CEPII's zip or its folder, with files named like "
            "BACI_HS92_Y2020_V202501.csv",
        )
    editions = sorted({(m.revision, m.version) for m in found})
    if len(editions) > 1:
        listed = ", ".join(f"{revision} V{version}" for revision, version in editions)
        raise InputError(
            f"holds several editions of BACI ({listed})",
            where=str(path),
            advice="Add each on its own: editions must not be mixed",
        )
    there = {m.year for m in found}
    missing = sorted(set(years) - there)
    if missing:
        raise UsageError(
            f"there is no file of {', '.join(map(str, missing))}",
            where="--years",
            advice=f"Years there: {min(there)}-{max(there)}",
        )
    twice = [year for year, count in Counter(m.year for m in found).items() if count > 1]
    if twice:
        raise InputError(
            f"holds the year {min(twice)} more than once",
            where=str(path),
            advice="Leave one file a year in it: which one counts cannot be told",
        )
    return sorted((m for m in found if not years or m.year in years), key=lambda m: m.year)


def extract(member: Member, work: Path) -> Path:
    """The year's CSV on the disk: unpacked into ``work`` where it lies in an archive.

    Raises:
        InputError: the archive is damaged.
    """
    if member.archive is None:
        return member.folder / member.name
    target = work / Path(member.name).name
    unpack_member(member.archive, member.name, target)
    return target


def added_codes(member: Member) -> Codes:
    """Codes that only the country table of this edition knows, not ``baci-countries.csv``."""
    known = areas.numeric()
    return {
        code: Area(code=code, iso3=iso3, name=countries.name(iso3))
        for code, iso3 in _own_table(member).items()
        if code.isdigit() and code not in known and countries.is_country(iso3)
    }


def _own_table(member: Member) -> dict[str, str]:
    """Code to ISO3 of the edition's country table; empty where it has none that can be read."""
    name = _COUNTRIES.format(version=member.version)
    try:
        if member.archive is None:
            text = (member.folder / name).read_text(encoding="utf-8-sig")
        else:
            text = _unpacked_text(member.archive, name)
    except (OSError, ValueError):
        return {}
    rows = csv.DictReader(io.StringIO(text))
    return {(r.get("country_code") or ""): (r.get("country_iso3") or "") for r in rows}


def _unpacked_text(archive: Path, name: str) -> str:
    """The text of a file in the archive, in whatever folder it lies there; empty without one."""
    with damage(archive), zipfile.ZipFile(archive) as opened:
        found = next((n for n in opened.namelist() if Path(n).name == name), name)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "table"
        if not unpack_member(archive, found, target):
            return ""
        return target.read_text(encoding="utf-8-sig")
