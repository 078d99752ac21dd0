"""``sinergi manage backup FILE``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sinergi.errors import SinergiError
from sinergi.web.core.backup import backup


class Command(BaseCommand):
    """Database and files in one archive."""

    help = "Write database and files into one archive; consistent while the server runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path, help="The archive (.tar.gz).")

    def handle(self, *args: object, **options: object) -> None:
        """Do it."""
        file = options["file"]
        assert isinstance(file, Path)  # noqa: S101 - argparse has made it one
        try:
            backup(file)
        except SinergiError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Written: {file}")
