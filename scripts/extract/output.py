"""Writes an extract and its origin record, or compares both with what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from sinergi.origin import Licence, Origin, origin_path, sha256, write_origin
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
class Extract:
    """One file of the package: its place below ``sinergi/data``, maker, and origin's texts."""

    path: str
    make: Callable[[Path, Path], None]
    """Called with the cache of packages and the file to write."""
    title: str
    producer: str
    version: str
    licence: Licence
    source: str
    extraction: str
    notes: tuple[str, ...] = ()

    def write(self, cache: Path, script: str) -> Path:
        """Make the file and its origin record in place."""
        path = data_path(self.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.make(cache, path)
        write_origin(path, self._origin(path, script))
        return path

    def differs(self, cache: Path, script: str, work: Path) -> bool:
        """Whether making it anew gives another file or another record than those that ship."""
        path = data_path(self.path)
        again = work / path.name
        self.make(cache, again)
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
            sha256=sha256(path),
            notes=self.notes,
        )


def write_parquet(frame: pl.DataFrame, path: Path, *, split: tuple[str, ...] = ()) -> None:
    """Write small: dictionaries for labels, byte-stream split for the numbers in ``split``.

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
        row_group_size=1 << 21,
        data_page_size=1 << 22,
        store_schema=False,
    )
