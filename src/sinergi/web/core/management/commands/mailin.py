"""``sinergi manage mailin``: takes the documents that were sent to the workbench's mailbox."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sinergi.errors import SinergiError
from sinergi.web.meetings.mail import take_all


class Command(BaseCommand):
    """Takes new messages of the mailbox in SINERGI_IMAP; run it every few minutes."""

    help = "Bring in the documents that were sent to the mailbox in SINERGI_IMAP."

    def handle(self, *args: object, **options: object) -> None:
        """Take them, and say what became of each."""
        if settings.MAILBOX is None:
            raise CommandError("SINERGI_IMAP is not set: give imaps://USER:PASSWORD@HOST/FOLDER")
        try:
            for one in take_all(settings.MAILBOX):
                if one.refused:
                    self.stderr.write(f"Left, and flagged: {one.subject}: {one.refused}")
                for document in one.documents:
                    self.stdout.write(f"Taken: {document.name}")
        except SinergiError as error:
            raise CommandError(str(error)) from error
