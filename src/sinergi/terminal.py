"""Rich's console for texts from outside."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console as _Console
from rich.segment import Segment

from sinergi.printable import printable


class Console(_Console):
    """Rich's console, with commanding characters in the texts shown by number.

    Its own sequences (colours, progress) pass.
    """

    def _render_buffer(self, buffer: Iterable[Segment]) -> str:
        return super()._render_buffer(
            segment if segment.control else segment._replace(text=printable(segment.text))
            for segment in buffer
        )
