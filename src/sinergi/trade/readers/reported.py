"""UN Comtrade and WITS: trade as countries report it, in the tables that the two sites give out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sinergi.origin import Licence
from sinergi.trade.loading import Load, Options, Provenance
from sinergi.trade.readers.reports import level_suffix, load_reports
from sinergi.trade.readers.row_checks import read_table


class Publisher(NamedTuple):
    """Who gives out reported trade, under which terms, and in which units."""

    title: str
    producer: str
    licence: Licence
    site: str
    units: str


PUBLISHERS = {
    "comtrade": Publisher(
        "UN Comtrade, reported trade",
        "United Nations Statistics Division",
        Licence(
            name="UN Comtrade terms of use",
            url="https://comtradeplus.un.org/",
            attribution="UN Comtrade",
        ),
        "https://comtradeplus.un.org/",
        "Kilograms to tonnes",
    ),
    "wits": Publisher(
        "WITS, reported trade",
        "World Bank, World Integrated Trade Solution",
        Licence(name="WITS terms of use", url="https://wits.worldbank.org/", attribution="WITS"),
        "https://wits.worldbank.org/",
        "Thousand US dollars to US dollars, kilograms to tonnes",
    ),
}


def read_comtrade(path: Path, load: Load, options: Options) -> Provenance:
    """Load tables of Comtrade's API, its bulk files and its former site.

    Raises:
        InputError: the file is no Comtrade table.
        UsageError: its revision of the HS or its flow has to be said, or an option is wrong.
    """
    return _read("comtrade", path, load, options)


def read_wits(path: Path, load: Load, options: Options) -> Provenance:
    """Load the trade tables of WITS's advanced query.

    Raises:
        InputError: the file is no table of WITS.
        UsageError: its revision of the HS or its flow has to be said, or an option is wrong.
    """
    return _read("wits", path, load, options)


def _read(kind: str, path: Path, load: Load, options: Options) -> Provenance:
    publisher = PUBLISHERS[kind]
    load.progress(publisher.title, None)
    nomenclature = load_reports(kind, read_table(path, load), load, options)
    return Provenance(
        kind="trade",
        name=f"{kind}-{nomenclature}{level_suffix(options.digits)}".lower(),
        title=publisher.title,
        producer=publisher.producer,
        version="as downloaded",
        licence=publisher.licence,
        source=publisher.site,
        extraction=f"The {options.prefer}'s report of each flow, else its partner's; both are kept "
        f"in the table 'reports'. {publisher.units}; a weight of 0 is unknown.",
        nomenclature=nomenclature,
        digits=options.digits,
        notes=("Imports are mostly CIF, exports FOB: nothing is done about the difference.",),
    )
