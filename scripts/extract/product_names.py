"""Names of the Harmonised System in Indonesian and Russian, from two tariff books."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from scripts.extract.output import Extract, Given, write_parquet
from sinergi.origin import Licence, Published

BTKI = Given(
    "labels/btki2022_id_en_mfn.csv.gz",
    "4d625f7d6269d0a0de68d0700f6b522139b24764e9aac95aa2c059f74bc215a5",
)
TNVED = Given(
    "labels/tnved2022_labels_ru.csv.gz",
    "62b7c1f2af2e5415d04b9eb1eae8183f1fe2189ef881e51a8eec314f4b6e6896",
)
_DASHES = re.compile(r"^[\s\-–:]+|[\s:.]+$")


def names(files: Path, path: Path) -> None:
    """Language, code (heading or subheading) and name; national lines name their subheading."""
    book = pl.read_csv(BTKI.below(files), infer_schema=False)
    union = pl.read_csv(TNVED.below(files), infer_schema=False)
    table = pl.concat(
        [
            book.select(
                pl.lit("id").alias("language"),
                pl.col("hs_code").str.replace_all(".", "", literal=True).alias("code"),
                pl.col("description_id").alias("name"),
            ),
            union.select(pl.lit("ru").alias("language"), "code", pl.col("label_ru").alias("name")),
        ]
    )
    table = table.filter(pl.col("code").str.len_chars() >= 4).with_columns(
        pl.col("code").str.slice(0, 6),
        pl.col("name").map_elements(lambda text: _DASHES.sub("", text), pl.String),
    )
    table = table.filter(pl.col("name") != "").unique(maintain_order=True)
    write_parquet(table.sort("language", "code", maintain_order=True), path)


EXTRACTS = [
    Extract(
        path="vocabulary/product-names.parquet",
        make=names,
        title="Names of headings and subheadings of the HS 2022 in Indonesian and Russian",
        producer="Ministry of Finance of Indonesia; Eurasian Economic Commission",
        version="BTKI 2022; TN VED EAEU 2022",
        licence=Licence(
            name="official texts, not protected by copyright",
            url="https://peraturan.bpk.go.id/Details/38690/uu-no-28-tahun-2014",
            attribution="Regulation 26/PMK.010/2022 of the Minister of Finance of Indonesia; "
            "decision No. 80 of the Council of the Eurasian Economic Commission of 14 September "
            "2021",
        ),
        source="https://insw.go.id/intr",
        extraction="Indonesian and Russian descriptions by code; dashes of indentation cut off, "
        "codes of national lines shortened to the subheading (6 digits), repeated rows and "
        "chapters left out; no wording changed, English left out.",
        given=(BTKI, TNVED),
        files=(
            Published(
                where="github.com/irwanbc79/repo-m2b",
                commit="6fc4211cb13d4c73c6db90bd81145dc4b0351cef",
                path="btki_2022_data.csv",
                sha256="0a9e55b30b2584fadab18cff512af7c90deb10d521da16357c910af81aa4f455",
                terms="text of a regulation: Law 28/2014 on copyright, article 42(b)",
            ),
            Published(
                where="Eurasian Economic Commission, Single Customs Tariff",
                path="decision No. 80 of 14 September 2021",
                terms="official document: Civil Code of Russia, article 1259(6)(1)",
            ),
        ),
        notes=(
            "Words of a national line stand for the subheading they belong to.",
            "Headings without a subdivision are named only in their national line.",
        ),
        gaps=("No Tajik names: no list of them was published.",),
    ),
]
