"""A reader as small as can be, to show how a confined one is written."""

from __future__ import annotations


def count(data: bytes, where: str) -> dict[str, int]:
    """How many bytes there are; ``where`` would name the file in an error."""
    del where
    return {"bytes": len(data)}
