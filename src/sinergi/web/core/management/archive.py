"""What the commands on archives have in common."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import ClassVar

from django.core.management.base import BaseCommand, CommandError

from sinergi.errors import SinergiError


class ArchiveCommand(BaseCommand):
    """A command on one archive of database and files: what it does, and what it says then."""

    done: ClassVar[str]

    def work(self, file: Path) -> None:
        """Write the archive, or read it."""
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path, help="The archive (.tar.gz).")

    def handle(self, *args: object, **options: object) -> None:
        """Do it."""
        file = options["file"]
        assert isinstance(file, Path)  # noqa: S101 - argparse has made it one
        try:
            self.work(file)
        except SinergiError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{self.done}: {file}")
