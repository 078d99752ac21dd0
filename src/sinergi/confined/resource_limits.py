"""How much a confined call may use."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Limits of one call.

    Args:
        seconds: Of time by the clock while the caller waits for it, and of the processor.
        memory: Bytes of address space.
        answer: Bytes of the answer, as JSON; of all parts where it comes in parts.
        written: Bytes of the largest file that may be written; 0: none at all.
    """

    seconds: float = 30.0
    memory: int = 1_500 * MEGABYTE
    answer: int = 40 * MEGABYTE
    written: int = 0
