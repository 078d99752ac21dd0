"""The kinds of data that can be added: the one place where they are declared.

A kind is a module ``sinergi.trade.readers.MODULE`` with ``read(path, load, options)`` and the
options that it takes. Nothing is imported here, so that the command line knows them at once.
"""

from __future__ import annotations

from typing import NamedTuple

_REPORTS = frozenset({"revision", "convert_to", "years", "prefer", "digits", "flow"})


class SourceKind(NamedTuple):
    """Where the reader of a kind of data lies, and what a user may say about such data.

    ``options`` are names of :class:`sinergi.trade.loading.Options`; the texts of the description
    (title, producer, …) and ``accept_rejects`` go with every kind.
    """

    module: str
    options: frozenset[str] = frozenset()


KINDS: dict[str, SourceKind] = {
    "baci": SourceKind("baci", frozenset({"convert_to", "years"})),
    "comtrade": SourceKind("comtrade", _REPORTS),
    "wits": SourceKind("wits", _REPORTS),
    "customs": SourceKind(
        "customs", frozenset({"revision", "convert_to", "years", "mapping", "engine"})
    ),
    "tariffs": SourceKind("tariffs", frozenset({"revision", "country", "year"})),
    "minerals": SourceKind("minerals"),
    "distances": SourceKind("distances"),
    "gdp": SourceKind("gdp"),
}
