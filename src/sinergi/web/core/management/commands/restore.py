"""``sinergi manage restore FILE``."""

from __future__ import annotations

from pathlib import Path

from sinergi.web.core.backup import restore
from sinergi.web.core.management.archive import ArchiveCommand


class Command(ArchiveCommand):
    """Database and files in one archive."""

    help = "Put an archive in the place of what is there. Stop the server first."
    done = "Restored"

    def work(self, file: Path) -> None:
        """Do it."""
        restore(file)
