"""Time and memory of importing registers and of asking them for candidates, in fresh processes.

Made files: 400,000 rows in the columns of the golden copy of GLEIF, the same in an XLSX workbook,
and 2,000,000 rows of CSV. Prints rows, seconds and peak memory. Then the candidates for a product
from registers of 12,000 and of 400,000 companies that state their goods: the first question of a
process, after its imports, and the next one. Exit 1 when a first question is over its limit.

    python benchmarks/registers.py [--rows 400000] [--large 2000000] [--only-candidates]
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

GOLDEN = (
    "LEI",
    "Entity.LegalName",
    "Entity.LegalName.xmllang",
    "Entity.LegalAddress.FirstAddressLine",
    "Entity.LegalAddress.City",
    "Entity.LegalAddress.Region",
    "Entity.LegalAddress.Country",
    "Entity.LegalAddress.PostalCode",
    "Entity.EntityCategory",
    "Entity.LegalForm.EntityLegalFormCode",
    "Entity.EntityStatus",
    "Entity.EntityCreationDate",
)
OTHERS = tuple(f"Other.{n}" for n in range(300))
"""The golden copy has some 330 columns; most cells are empty."""


def golden(number: int) -> list[str]:
    lei = f"5493{number:014d}{number % 100:02d}"
    cells = [
        lei,
        f"Company {number} of Metals & Yarn Ltd",
        "en",
        f"{number} Main Street",
        "Jakarta",
    ]
    cells += ["ID-JK", "ID", "10110", "GENERAL", "XTIQ", "ACTIVE", "2012-06-21T00:00:00+02:00"]
    return cells


def make_csv(path: Path, rows: int, wide: bool) -> None:
    extra = [""] * len(OTHERS) if wide else []
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([*GOLDEN, *(OTHERS if wide else ())])
        writer.writerows([*golden(number), *extra] for number in range(rows))


def make_xlsx(path: Path, rows: int) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    keep = [0, 1, 3, 4, 6, 8]
    for number, row in enumerate([list(GOLDEN), *map(golden, range(rows))]):
        for column, place in enumerate(keep):
            sheet.write_string(number, column, row[place])
    book.close()


def measure(path: Path, home: Path, name: str) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from sinergi.companies.registers.register_import import import_register\n"
        "from sinergi.companies.registers.register_mapping import find_mapping\n"
        "from sinergi.tabular import open_table\n"
        "r = import_register(open_table(Path(sys.argv[1])),"
        " find_mapping('gleif-golden-copy'), sys.argv[2])\n"
        "print(r.report.taken)\n"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), name],
        env={**os.environ, "SINERGI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    print(
        f"{name:<12} {int(done.stdout):>9,} rows {size:>7.0f} MB"
        f" {seconds:>6.1f} s ({cpu:.1f} s of processor), largest process so far {peak:,.0f} MB",
        flush=True,
    )


LIMITS = {12_000: 0.5, 400_000: 2.0}
"""Seconds of the processor that the first question may take, by number of companies."""

GOODS = (
    *(
        "cotton yarn",
        "steel pipes",
        "palm oil",
        "medicines",
        "aluminium profiles",
        "roasted coffee",
    ),
    *("wooden furniture", "rubber tyres", "copper wire", "plastic bags", "frozen shrimp", "cement"),
)
QUESTION = """
import json, resource, time
from sinergi.companies.candidates.rank import candidates
taken = []
for product in ("760120", "400110"):
    began = time.process_time()
    found = candidates("IDN", product, partner="TJK")
    taken.append(time.process_time() - began)
print(json.dumps([*taken, len(found), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def make_makers(path: Path, rows: int) -> None:
    """A register of companies that state what they make."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("number", "name", "country", "products"))
        for number in range(rows):
            good = GOODS[number % len(GOODS)]
            writer.writerow((number, f"PT Company {number} {good.title()}", "IDN", good))


def ask(base: Path, rows: int, limit: float) -> bool:
    """Import such a register and ask it; whether the first question is over the limit."""
    home, path = base / f"home-{rows}", base / f"makers-{rows}.csv"
    make_makers(path, rows)
    environment = {**os.environ, "SINERGI_HOME": str(home)}
    start = "from sinergi.cli import main; main()"
    columns = ("number=record_id", "name=name", "country=country", "products=products_text")
    given = [part for column in columns for part in ("--column", column)]
    command = ["companies", "import", str(path), "--register", "makers", "--yes", *given]
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", start, *command], env=environment, check=True, capture_output=True
    )
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    importing = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    # The index of the companies that ship with the program is made by the first question of all.
    subprocess.run(
        [sys.executable, "-c", QUESTION], env=environment, check=True, capture_output=True
    )
    done = subprocess.run(
        [sys.executable, "-c", QUESTION],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    first, further, found, peak = json.loads(done.stdout)
    print(
        f"candidates from {rows:,} companies: {first:.2f} s of processor (limit {limit}), the next"
        f" product {further:.2f} s, {found} found, {peak:,.0f} MB; import"
        f" and index {importing:.1f} s",
        flush=True,
    )
    return bool(first > limit)


def main() -> int:
    """Measure; 1 when a question is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--large", type=int, default=2_000_000)
    parser.add_argument("--only-candidates", action="store_true", help="without the imports")
    parser.add_argument("--companies", type=int, nargs="+", default=list(LIMITS), choices=LIMITS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base, home = Path(folder), Path(folder) / "home"
        made: tuple[tuple[str, Callable[[Path], object]], ...] = (
            ("golden-copy", lambda p: make_csv(p, options.rows, wide=True)),
            ("workbook", lambda p: make_xlsx(p, options.rows)),
            ("large", lambda p: make_csv(p, options.large, wide=False)),
        )
        for name, make in made if not options.only_candidates else ():
            path = base / (f"{name}.xlsx" if name == "workbook" else f"{name}.csv")
            make(path)
            measure(path, home, name)
            path.unlink()
        over = [ask(base, rows, LIMITS[rows]) for rows in options.companies]
    return int(any(over))


if __name__ == "__main__":
    sys.exit(main())
