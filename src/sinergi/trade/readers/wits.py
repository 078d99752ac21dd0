"""WITS (World Integrated Trade Solution): the trade tables of its advanced query, as CSV."""

from __future__ import annotations

from pathlib import Path

from sinergi.origin import Licence
from sinergi.trade.loading import Load, Options, Source
from sinergi.trade.readers.reports import level_suffix, load_reports
from sinergi.trade.readers.tables import read_table


def read(path: Path, load: Load, options: Options) -> Source:
    """Load reported trade.

    Raises:
        InputError: the file is no table of WITS.
        UsageError: its revision of the HS or its flow has to be said, or an option is wrong.
    """
    load.progress("WITS", None)
    nomenclature = load_reports("wits", read_table(path, load), load, options)
    return Source(
        kind="trade",
        name=f"wits-{nomenclature}{level_suffix(options.digits)}".lower(),
        title="WITS, reported trade",
        producer="World Bank, World Integrated Trade Solution",
        version="as downloaded",
        licence=Licence(
            name="WITS terms of use", url="https://wits.worldbank.org/", attribution="WITS"
        ),
        source="https://wits.worldbank.org/",
        extraction=f"The {options.prefer}'s report of each flow, else its partner's; both are kept "
        "in the table 'reports'. Thousand US dollars to US dollars, kilograms to tonnes; a weight "
        "of 0 is unknown.",
        nomenclature=nomenclature,
        digits=options.digits,
        notes=("Imports are mostly CIF, exports FOB: nothing is done about the difference.",),
    )
