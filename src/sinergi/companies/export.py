"""Cells of tables that leave the house: text that a spreadsheet would run as a formula is not."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralise(text: str) -> str:
    """``text`` with an apostrophe before it when a spreadsheet could take it for a formula.

    See OWASP, "CSV Injection": cells that begin with ``=``, ``+``, ``-``, ``@``, a tab or a line
    end.
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text
