"""Time and memory of importing registers, in a fresh process each.

Made files: 400,000 rows in the columns of the golden copy of GLEIF, the same in an XLSX workbook,
and 2,000,000 rows of CSV. Prints rows, seconds and peak memory.

    python benchmarks/registers.py [--rows 400000] [--large 2000000]
"""

from __future__ import annotations

import argparse
import csv
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--large", type=int, default=2_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base, home = Path(folder), Path(folder) / "home"
        made: tuple[tuple[str, Callable[[Path], object]], ...] = (
            ("golden-copy", lambda p: make_csv(p, options.rows, wide=True)),
            ("workbook", lambda p: make_xlsx(p, options.rows)),
            ("large", lambda p: make_csv(p, options.large, wide=False)),
        )
        for name, make in made:
            path = base / (f"{name}.xlsx" if name == "workbook" else f"{name}.csv")
            make(path)
            measure(path, home, name)
            path.unlink()


if __name__ == "__main__":
    main()
