"""``sinergi manage backup FILE``."""

from __future__ import annotations

from pathlib import Path

from sinergi.web.core.backup import backup
from sinergi.web.core.management.archive import ArchiveCommand


class Command(ArchiveCommand):
    """Database and files in one archive."""

    help = "Write database and files into one archive; consistent while the server runs."
    done = "Written"

    def work(self, file: Path) -> None:
        """Do it."""
        backup(file)
