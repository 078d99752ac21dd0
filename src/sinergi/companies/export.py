"""Cells of tables that leave the house: text that a spreadsheet would run as a formula is not."""

from __future__ import annotations

from sinergi.printable import printable

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralise(text: str) -> str:
    """``text`` with an apostrophe before it when a spreadsheet could take it for a formula.

    Characters that would command a terminal (``cat table.csv``) are shown by number.

    See OWASP, "CSV Injection": cells that begin with ``=``, ``+``, ``-``, ``@``, a tab or a line
    end.
    """
    shown = printable(text)
    return f"'{shown}" if text.startswith(_DANGEROUS) else shown
