"""The kinds of data that can be added: the one place where they are declared.

A kind is a function ``read(path, load, options)`` in a module of ``sinergi.trade.readers``, and
the options that it takes. Nothing is imported here, so that the command line knows them at once.
"""

from __future__ import annotations

from typing import NamedTuple

_REPORTS = frozenset({"revision", "convert_to", "years", "prefer", "digits", "flow", "columns"})


class SourceKind(NamedTuple):
    """Where a kind's reader lies (``module:function``), and what a user may say about the data.

    ``options`` are names of :class:`sinergi.trade.loading.Options`; the texts of the description
    (title, producer, …) and ``accept_rejects`` go with every kind.
    """

    reader: str
    options: frozenset[str] = frozenset()


KINDS: dict[str, SourceKind] = {
    "baci": SourceKind("baci:read", frozenset({"convert_to", "years"})),
    "comtrade": SourceKind("reported:read_comtrade", _REPORTS),
    "wits": SourceKind("reported:read_wits", _REPORTS),
    "customs": SourceKind(
        "customs:read",
        frozenset({"revision", "convert_to", "years", "mapping", "engine", "columns"}),
    ),
    "totals": SourceKind("totals:read", frozenset({"revision", "flow", "columns"})),
    "tariffs": SourceKind(
        "tariff_lines:read", frozenset({"revision", "country", "year", "columns"})
    ),
    "minerals": SourceKind("minerals:read"),
    "distances": SourceKind("distances:read", frozenset({"columns"})),
    "gdp": SourceKind("gdp:read", frozenset({"columns"})),
}
