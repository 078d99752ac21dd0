"""Writes an extract and its origin record, or compares both with what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from sinergi.origin import GivenFile, Licence, Origin, Published, origin_path, sha256, write_origin
from sinergi.vocabulary.tables import data_path

ETALAB = Licence(
    name="Etalab Open Licence 2.0",
    url="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    attribution="CEPII",
)
APACHE = Licence(name="Apache-2.0", url="https://www.apache.org/licenses/LICENSE-2.0")
CC_BY = Licence(
    name="CC BY 4.0",
    url="https://creativecommons.org/licenses/by/4.0/",
    attribution="The World Bank: World Development Indicators",
)
CC0 = Licence(
    name="CC0 1.0",
    url="https://creativecommons.org/publicdomain/zero/1.0/",
    attribution="Global Legal Entity Identifier Foundation",
)
PUBLIC_DOMAIN = Licence(
    name="public domain",
    url="https://www.naturalearthdata.com/about/terms-of-use/",
    attribution="Made with Natural Earth",
)


@dataclass(frozen=True)
class Given:
    """A file that no package holds: its place below the folder given with ``--files``."""

    name: str
    digest: str

    def below(self, folder: Path) -> Path:
        """The file's path, checked.

        Raises:
            SystemExit: it is not there, or its digest is another.
        """
        path = folder / self.name
        if not path.is_file():
            raise SystemExit(f"{path} is missing: its origin record says where it was published")
        digest = sha256(path)
        if digest != self.digest:
            raise SystemExit(f"{path}: SHA-256 is {digest}, not {self.digest}")
        return path


@dataclass(frozen=True)
class Extract:
    """One file of the package: its place below ``sinergi/data``, maker, and origin's texts."""

    path: str
    make: Callable[[Path, Path], None]
    """Called with the cache of packages, or the folder of the ``given`` files where there are
    any, and the file to write."""
    title: str
    producer: str
    version: str
    licence: Licence
    source: str
    extraction: str
    notes: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    files: tuple[Published, ...] = ()
    gaps: tuple[str, ...] = ()

    def write(self, sources: Path, script: str) -> Path:
        """Make the file and its origin record in place."""
        path = data_path(self.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.make(sources, path)
        write_origin(path, self._origin(path, script))
        return path

    def differs(self, sources: Path, script: str, work: Path) -> bool:
        """Whether making it anew gives another file or another record than those that ship."""
        path = data_path(self.path)
        again = work / path.name
        self.make(sources, again)
        write_origin(again, self._origin(again, script))
        return sha256(again) != sha256(path) or (
            origin_path(again).read_bytes() != origin_path(path).read_bytes()
        )

    def _origin(self, path: Path, script: str) -> Origin:
        return Origin(
            title=self.title,
            producer=self.producer,
            version=self.version,
            licence=self.licence,
            source=self.source,
            extraction=self.extraction,
            script=script,
            files=self.files,
            given=tuple(GivenFile(name=one.name, sha256=one.digest) for one in self.given),
            sha256=sha256(path),
            notes=self.notes,
            gaps=self.gaps,
        )


def write_parquet(
    frame: pl.DataFrame, path: Path, *, split: tuple[str, ...] = (), rows: int = 1 << 21
) -> None:
    """Write small: dictionaries for labels, byte-stream split for the numbers in ``split``.

    ``rows`` are those of a row group: a query of a sorted table reads only the groups it needs.

    Numbers of trade have few significant bytes each; splitting them by byte lets the compression
    see that, and takes a third off the file.
    """
    labels = [name for name in frame.columns if name not in split]
    pq.write_table(
        frame.to_arrow(compat_level=pl.CompatLevel.oldest()),
        path,
        compression="zstd",
        compression_level=22,
        use_dictionary=labels,
        column_encoding=dict.fromkeys(split, "BYTE_STREAM_SPLIT") or None,
        row_group_size=rows,
        data_page_size=1 << 22,
        store_schema=False,
    )
