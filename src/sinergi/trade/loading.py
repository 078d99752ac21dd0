"""One load: rejects with line and reason, rows left out, the tables written, the coverage."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import polars as pl

from sinergi import store
from sinergi.errors import InputError
from sinergi.origin import Licence
from sinergi.trade import flows, queries
from sinergi.trade.areas import Area
from sinergi.trade.coverage import CodeCount, Coverage, most_frequent, with_flows
from sinergi.vocabulary import conversion

REJECT_LIMIT = 0.01
"""Share of refused rows above which a load is refused unless the user accepts it."""

REJECTS = "rejects.csv"
CHAPTERS_OF_ALL_GOODS = 90
"""A trade dataset with at least this many of the 96 HS chapters is taken to cover all goods."""

_PART = 1_000_000

Progress = Callable[[str, float | None], None]
"""Called with what is being done and the share done (0 to 1), None where it is not known."""


def silent(what: str, share: float | None) -> None:
    """A progress that nobody watches."""


@dataclass(frozen=True)
class Options:
    """What a user can say about the data that are added; readers refuse what they cannot use."""

    accept_rejects: bool = False
    revision: str | None = None
    convert_to: str | None = None
    years: tuple[int, ...] = ()
    mapping: Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    engine: str = "duckdb"
    country: str | None = None
    year: int | None = None
    prefer: str = "importer"
    digits: int = 6
    flow: str | None = None
    title: str | None = None
    producer: str | None = None
    version: str | None = None
    licence: str | None = None


@dataclass(frozen=True)
class Provenance:
    """What a reader knows of the data: the parts of the description and the origin record."""

    kind: str
    name: str
    title: str
    producer: str
    version: str
    licence: Licence
    source: str
    extraction: str
    nomenclature: str | None = None
    digits: int = 6
    notes: tuple[str, ...] = ()
    flow: str | None = None
    mean: bool = False
    complete: bool | None = None
    """Whether all goods are covered, where the reader of totals knows."""


class Reject(NamedTuple):
    """A row that was refused: where it stands, why, and its text."""

    line: int | None
    reason: str
    row: str


@dataclass
class Load:
    """Collects what one load reads, refuses, leaves out and writes into ``folder``."""

    folder: Path
    progress: Progress = silent
    rows_read: int = 0
    rows_kept: int = 0
    rows_merged: int = 0
    notes: list[str] = field(default_factory=list)
    _refused: Counter[str] = field(default_factory=Counter)
    _left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    _unknown: Counter[str] = field(default_factory=Counter)
    _first: dict[str, str] = field(default_factory=dict)
    _years: set[int] = field(default_factory=set)
    _part: tuple[str, float, float] = ("", 0.0, 1.0)
    _files: list[Path] = field(default_factory=list)
    _grown: int = 0

    def begin(self, what: str, start: float, end: float) -> None:
        """Begin a part of the load that takes the progress from ``start`` to ``end`` (0 to 1)."""
        self._part = (what, start, end)
        self.step("", 0.0)

    def step(self, what: str, share: float) -> None:
        """Say which step of the part has come, and the share of the part before it."""
        name, start, end = self._part
        self.progress(f"{name}, {what}" if what else name, start + (end - start) * share)

    @property
    def work(self) -> Path:
        """A folder for files that are needed during the load only."""
        path = self.folder / "work"
        path.mkdir(exist_ok=True)
        return path

    @property
    def rows_refused(self) -> int:
        """How many rows were refused so far."""
        return self._refused.total()

    def reject(self, file: str, rejects: Iterable[Reject]) -> None:
        """Count refused rows and keep them in the reject file.

        A reason is counted by its part before the colon; the rest is the particular value.
        """
        path = self.folder / REJECTS
        new = not path.exists()
        with path.open("a", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            if new:
                writer.writerow(["file", "line", "reason", "row"])
            for reject in rejects:
                kind = reject.reason.partition(":")[0]
                self._refused[kind] += 1
                self._first.setdefault(kind, f"{file}, line {reject.line}: {reject.reason}")
                writer.writerow([file, reject.line, reject.reason, reject.row])

    def leave_out(self, code: str, note: str, rows: int) -> None:
        """Count sound rows that do not belong into the table."""
        if rows:
            self._left_out[code, note] += rows

    def leave_out_area(self, area: Area, rows: int) -> None:
        """Count rows of an area that no country stands for."""
        self.leave_out(area.code, f"{area.name}: {area.note}" if area.note else area.name, rows)

    def merge(self, rows: int) -> None:
        """Count sound rows that were added to, or stand behind, another row of the table."""
        self.rows_merged += rows

    def unknown_country(self, code: str, rows: int) -> None:
        """Count rows whose country code is not known (they are refused besides)."""
        self._unknown[code] += rows

    def converted(self, frame: pl.LazyFrame, source: str, target: str) -> pl.LazyFrame:
        """The flows in the products of ``target``, sorted; what has no code there is left out.

        Works on some exporters at a time, in files for the duration of the load: a conversion
        multiplies the rows before it adds them up.
        """
        if source == target:
            return frame
        lost: Counter[str] = Counter()
        parts = []
        before = after = 0
        for number, exporters in enumerate(_groups_of_exporters(frame)):
            part = frame.filter(pl.col("exporter").is_in(exporters)).collect()
            done = conversion.convert(part, source, target)
            lost.update(done.unknown["product"].to_list())
            before, after = before + part.height, after + done.frame.height
            parts.append(self.work / f"converted-{number}.parquet")
            flows.write(done.frame.sort(flows.SORT_ORDER).lazy(), parts[-1])
        for code, rows in sorted(lost.items()):
            self.leave_out(code, f"no product of {source}, so it cannot be converted", rows)
        self._grown += after - (before - lost.total())
        return pl.scan_parquet(parts)

    def write_flows(self, year: int, frame: pl.LazyFrame) -> None:
        """Write one year of flows, already sorted by exporter, importer and product.

        Beside the flows come the sums by country and product that most questions need.
        """
        path = self.folder / f"flows-{year}.parquet"
        flows.write(frame.select([pl.col(n).cast(t) for n, t in flows.SCHEMA.items()]), path)
        self._wrote(path)
        self._years.add(year)
        for side, name in queries.SUMMARIES.items():
            sums = queries.summarise(frame, side).with_columns(pl.col(side).cast(pl.String))
            flows.write(sums, self.folder / f"{name}-{year}.parquet")

    def write_table(self, name: str, frame: pl.DataFrame) -> None:
        """Write a table that is not the flow table, as one file."""
        path = self.folder / f"{name}.parquet"
        flows.write(frame.lazy(), path)
        self._wrote(path)
        if "year" in frame.columns:
            self._years |= {int(y) for y in frame["year"].drop_nulls().unique()}

    def cover_years(self, first: int, last: int) -> None:
        """Say which years a table without a column of years stands for."""
        self._years |= {first, last}

    def _wrote(self, path: Path) -> None:
        """Count the rows of a table from the file, and see to it that it can be added up.

        Raises:
            InputError: it was written before in this load, or a number in it is not finite.
        """
        if path in self._files:
            raise InputError(f"{path.stem} comes twice", advice="Add each part on its own")
        self._files.append(path)
        table = pl.scan_parquet(path)
        numbers = [n for n, kind in table.collect_schema().items() if kind.is_float()]
        odd = [(pl.col(n).is_finite() | pl.col(n).is_null()).not_().sum().alias(n) for n in numbers]
        found = table.select(pl.len().alias("_rows"), *odd).collect().row(0, named=True)
        self.rows_kept += int(found.pop("_rows"))
        wrong = [name for name, count in found.items() if count]
        if wrong:
            raise InputError(
                f"the sums of column '{wrong[0]}' are larger than any number that can be stored",
                where=path.stem,
                advice="Look for amounts that cannot be",
            )

    def _account(self, name: str) -> None:
        """Every row read is stored, added to another, left out or refused.

        Raises:
            InputError: some are not: rows would be lost without a word.
        """
        found = self.rows_kept - self._grown + self.rows_merged
        found += self._left_out.total() + self.rows_refused
        if found != self.rows_read:
            raise InputError(
                f"{self.rows_read:,} rows were read, but {found:,} are stored, added up, left out "
                "or refused",
                where=name,
                advice="This is a fault of the program: nothing was loaded, please report it",
            )

    def check(self, name: str, *, accept_rejects: bool) -> None:
        """Refuse a load that lost too much or kept nothing.

        Raises:
            InputError: more than :data:`REJECT_LIMIT` of the rows were refused (their list is
                kept outside the dataset), or no row is left.
        """
        shutil.rmtree(self.folder / "work", ignore_errors=True)
        self._account(name)
        if self.rows_kept == 0:
            raise InputError(
                "no row can be loaded" + self._why(),
                where=name,
                advice=self._keep_rejects(name) if self.rows_refused else None,
            )
        if accept_rejects or self.rows_refused <= REJECT_LIMIT * self.rows_read:
            return
        share = self.rows_refused / self.rows_read
        raise InputError(
            f"{self.rows_refused:,} of {self.rows_read:,} rows ({share:.1%}) are refused"
            + self._why(),
            where=name,
            advice=f"{self._keep_rejects(name)}; --accept-rejects loads the rest",
        )

    def _why(self) -> str:
        reasons = [f"{self._first[kind]} ({n:,} rows)" for kind, n in self._refused.most_common(3)]
        if self.rows_kept == 0:
            kinds = self._left_out.most_common()
            reasons += [f"{rows:,} left out: {note}" for (_, note), rows in kinds]
        return f" ({'; '.join(reasons)})" if reasons else ""

    def _keep_rejects(self, name: str) -> str:
        kept = store.home() / "rejects" / f"{Path(name).name.partition('.')[0]}.csv"
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.folder / REJECTS, kept)
        return f"All are listed in {kept}"

    def years(self) -> tuple[int, int] | None:
        """The first and the last year written, None for a table without years."""
        return (min(self._years), max(self._years)) if self._years else None

    def coverage(self, nomenclature: str | None, digits: int = 6) -> Coverage:
        """The report of this load; ``digits`` are those of its product codes."""
        report = Coverage(
            rows_read=self.rows_read,
            rows_kept=self.rows_kept,
            rows_refused=self.rows_refused,
            rows_left_out=self._left_out.total(),
            rows_merged=self.rows_merged,
            refused=most_frequent(self._refused),
            left_out=tuple(
                CodeCount(code=code, rows=rows, note=note)
                for (code, note), rows in self._left_out.most_common()
            ),
            countries_unknown=most_frequent(self._unknown),
            notes=tuple(self.notes),
        )
        return (
            with_flows(report, self.folder, nomenclature, digits) if self._has_flows() else report
        )

    def complete(self, digits: int = 6) -> bool:
        """Whether the flows written are six-digit products of (nearly) all chapters of the HS."""
        if digits != 6 or not self._has_flows():
            return False
        exports = pl.scan_parquet(self.folder / "exports-*.parquet")
        chapters = exports.select(pl.col("product").str.head(2).n_unique())
        return int(chapters.collect().item()) >= CHAPTERS_OF_ALL_GOODS

    def _has_flows(self) -> bool:
        return any(self.folder.glob("flows-*.parquet"))


def _groups_of_exporters(frame: pl.LazyFrame) -> Iterator[list[str]]:
    """Exporters in order, in groups of about :data:`_PART` rows (one alone may have more)."""
    counts = frame.group_by("exporter").len().sort("exporter").collect()
    group: list[str] = []
    rows = 0
    for exporter, count in counts.iter_rows():
        if group and rows + count > _PART:
            yield group
            group, rows = [], 0
        group.append(exporter)
        rows += count
    if group:
        yield group


def lines(path: Path, wanted: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The text of the lines with these numbers (from 1, ascending), read in one pass."""
    remaining = iter(wanted)
    number = next(remaining, None)
    if number is None:
        return
    with path.open("rb") as file:
        for position, raw in enumerate(file, start=1):
            if position == number:
                yield position, raw.decode("utf-8", "replace").rstrip("\r\n")
                number = next(remaining, None)
                if number is None:
                    return
