"""UN Comtrade: tables of the API, the bulk files and the former site, as CSV or Parquet."""

from __future__ import annotations

from pathlib import Path

from sinergi.origin import Licence
from sinergi.trade.loading import Load, Options, Source
from sinergi.trade.readers.reports import level_suffix, load_reports
from sinergi.trade.readers.tables import read_table


def read(path: Path, load: Load, options: Options) -> Source:
    """Load reported trade.

    Raises:
        InputError: the file is no Comtrade table.
        UsageError: its revision of the HS or its flow has to be said, or an option is wrong.
    """
    load.progress("Comtrade", None)
    nomenclature = load_reports("comtrade", read_table(path, load), load, options)
    return Source(
        kind="trade",
        name=f"comtrade-{nomenclature}{level_suffix(options.digits)}".lower(),
        title="UN Comtrade, reported trade",
        producer="United Nations Statistics Division",
        version="as downloaded",
        licence=Licence(
            name="UN Comtrade terms of use",
            url="https://comtradeplus.un.org/",
            attribution="UN Comtrade",
        ),
        source="https://comtradeplus.un.org/",
        extraction=f"The {options.prefer}'s report of each flow, else its partner's; both are kept "
        "in the table 'reports'. Kilograms to tonnes; a weight of 0 is unknown.",
        nomenclature=nomenclature,
        digits=options.digits,
        notes=("Imports are mostly CIF, exports FOB: nothing is done about the difference.",),
    )
