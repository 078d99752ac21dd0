"""Datasets made by the package's own readers: mineral statistics, Indonesia's duties."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import polars as pl

from scripts.extract.output import Extract, Given, write_parquet
from sinergi.origin import Licence, Published
from sinergi.trade.loading import Load, Options
from sinergi.trade.readers import minerals, tariff_lines

_USGS = Given(
    "minerals/usgs_mcs2026.csv.gz",
    "b7350b7f56d64bcff40a5d87dff4749e93ad7f5d93327ce7e8114c2a633562d2",
)
_BTKI = Given(
    "labels/btki2022_id_en_mfn.csv.gz",
    "4d625f7d6269d0a0de68d0700f6b522139b24764e9aac95aa2c059f74bc215a5",
)


def usgs(files: Path, path: Path) -> None:
    """The table that ``sinergi data add minerals`` makes of the file."""
    with tempfile.TemporaryDirectory() as work:
        load = Load(Path(work))
        minerals.read(_USGS.below(files), load, Options())
        write_parquet(pl.read_parquet(Path(work) / "minerals.parquet"), path)
        shutil.rmtree(load.work)


def duties(files: Path, path: Path) -> None:
    """The table that ``sinergi data add tariffs`` makes of the file."""
    with tempfile.TemporaryDirectory() as work:
        load = Load(Path(work))
        options = Options(revision="HS22", country="IDN", year=2022)
        tariff_lines.read(_BTKI.below(files), load, options)
        write_parquet(pl.read_parquet(Path(work) / "tariffs.parquet"), path)
        shutil.rmtree(load.work)


EXTRACTS = [
    Extract(
        path="trade/usgs-minerals.parquet",
        make=usgs,
        title="Mineral Commodity Summaries: world production, capacity and reserves",
        producer="U.S. Geological Survey",
        version="2026",
        licence=Licence(name="public domain (United States government)"),
        source="https://www.usgs.gov/centers/national-minerals-information-center",
        extraction="The reader's own work: quantities to tonnes, words, bounds and withheld "
        "figures kept as text without a value; tables on the United States alone left out.",
        given=(_USGS,),
        files=(
            Published(
                where="U.S. Geological Survey, data release of the Mineral Commodity Summaries",
                path="usgs_mcs2026.csv",
                terms="public domain",
                stated_in="USGS: works of the United States government",
            ),
        ),
        notes=(
            "Figures of the last year are estimates.",
            "Other surveys differ: Tajikistan's antimony is 22,000 t (2024) here and 31,721 t "
            "(2023) with the British Geological Survey; 'sinergi data conflicts' compares them.",
        ),
        gaps=("Countries that are not named stand together as other countries.",),
    ),
    Extract(
        path="trade/idn-mfn-2022.parquet",
        make=duties,
        title="Import duties of Indonesia (MFN), 2022",
        producer="Ministry of Finance of Indonesia",
        version="BTKI 2022, regulation 26/PMK.010/2022",
        licence=Licence(
            name="official text, not protected by copyright",
            url="https://peraturan.bpk.go.id/Details/38690/uu-no-28-tahun-2014",
            attribution="Regulation 26/PMK.010/2022 of the Minister of Finance of Indonesia",
        ),
        source="https://insw.go.id/intr",
        extraction="Simple mean of the ad-valorem rates of the national lines of each six-digit "
        "product, as a share; lines with a duty by weight have no rate.",
        given=(_BTKI,),
        files=(
            Published(
                where="github.com/irwanbc79/repo-m2b",
                commit="6fc4211cb13d4c73c6db90bd81145dc4b0351cef",
                path="btki_2022_data.csv",
                sha256="0a9e55b30b2584fadab18cff512af7c90deb10d521da16357c910af81aa4f455",
                terms="text of a regulation (UU 28/2014, article 42)",
                stated_in="the Customs' E-BTKI 2022, from which it was taken",
            ),
        ),
        notes=("MFN only: a free-trade agreement may give a lower duty.",),
        gaps=("Changes after 2022 are not in it; no preferences; no other importer.",),
    ),
]
