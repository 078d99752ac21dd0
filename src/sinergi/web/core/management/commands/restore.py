"""``sinergi manage restore FILE``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sinergi.errors import SinergiError
from sinergi.web.core.backup import restore


class Command(BaseCommand):
    """Database and files in one archive."""

    help = "Put an archive in the place of what is there. Stop the server first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path, help="The archive (.tar.gz).")

    def handle(self, *args: object, **options: object) -> None:
        """Do it."""
        file = options["file"]
        assert isinstance(file, Path)  # noqa: S101 - argparse has made it one
        try:
            restore(file)
        except SinergiError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored: {file}")
