"""Investment agreements of the world, from UNCTAD's list."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scripts.extract.output import Extract, Given, write_parquet
from sinergi.origin import Licence, Published
from sinergi.vocabulary import countries
from sinergi.vocabulary.treaties import party_names

_LIST = Given(
    "embed/unctad_iia_list_2025.csv.gz",
    "aac12e1063d4d5bd4543108e23b4fbf0ec316fad3918a082c54ff5265c4ef654",
)
_STATUS = {"In force": "in-force", "Signed (not in force)": "signed", "Terminated": "terminated"}
_TYPE = {"BITs": "investment", "TIPs": "provisions"}


def parties(text: str) -> list[str]:
    """ISO3 codes and codes of blocs; what is neither is kept as it is written."""
    rest, found = text, []
    for name, row in party_names().items():
        if "," in name and name in rest:
            found.append(row.code or row.members[0])
            rest = rest.replace(name, "")
    for part in (one.strip() for one in rest.split(",")):
        if not part:
            continue
        named = party_names().get(part)
        code = (named.code or named.members[0]) if named else countries.find(part)
        found.append(code or part.replace(" ", "_"))
    return sorted(found)


def make(files: Path, path: Path) -> None:
    """One row an agreement: id, title, type, status, parties, dates."""
    raw = pl.read_csv(_LIST.below(files), infer_schema=False)
    table = raw.select(
        pl.col("treaty_id").cast(pl.Int32).alias("id"),
        pl.col("short_title").alias("title"),
        pl.col("type").replace_strict(_TYPE),
        pl.col("status").replace_strict(_STATUS),
        pl.col("parties").map_elements(lambda text: " ".join(parties(text)), pl.String),
        pl.col("date_of_signature").str.to_date(strict=False).alias("signed"),
        pl.col("date_of_entry_into_force").str.to_date(strict=False).alias("in_force"),
        pl.col("termination_date").str.to_date(strict=False).alias("ended"),
    )
    write_parquet(table.sort("id"), path)


EXTRACTS = [
    Extract(
        path="vocabulary/treaties.parquet",
        make=make,
        title="International investment agreements: parties, dates, status",
        producer="UNCTAD",
        version="International Investment Agreements Navigator, as of April 2025",
        licence=Licence(
            name="facts; UNCTAD asks to be cited",
            url="https://investmentpolicy.unctad.org/international-investment-agreements",
            attribution="UNCTAD, International Investment Agreements Navigator",
        ),
        source="https://investmentpolicy.unctad.org/international-investment-agreements",
        extraction="Names of parties to ISO3 codes and codes of blocs "
        "(vocabulary/treaty-parties.csv), dates and states as listed; no text of an agreement.",
        given=(_LIST,),
        files=(
            Published(
                where="github.com/bkey15/dissertation",
                commit="404972095f61b481311089fbb75bcac4a7b700fd",
                path="data/ch2/raw/bits_raw.rda",
                sha256="8b9ee349224211053115fcf4026b11163ce4e1e70023953e0f281652d4449e4c",
                terms="none stated; titles, parties, dates and states are facts",
                stated_in="read from UNCTAD's Navigator by the repository's own script",
            ),
        ),
        notes=(
            "UNCTAD leaves the responsibility for completeness with the states: ask the ministry "
            "before relying on an entry.",
            "A bloc stands for its members of April 2025, who need not all be bound by the treaty; "
            "which lists were compared with others stands in vocabulary/treaty-parties.csv.",
        ),
        gaps=(
            "Nothing signed after 8 April 2025.",
            "Who ratified the OIC's investment agreement is not resolved to countries, nor is the "
            "former Yugoslavia.",
        ),
    )
]
