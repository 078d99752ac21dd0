"""``sinergi manage prepare``: what a server needs once: companies to search."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from sinergi.web.companies.models import Company
from sinergi.web.companies.tasks import file_companies


class Command(BaseCommand):
    """Begins to file the companies that ship with Sinergi, where none are filed."""

    help = "Begin to file the companies that ship with Sinergi for the search."

    def handle(self, *args: object, **options: object) -> None:
        """Hand it to the worker."""
        if not Company.objects.exclude(register="desk").exists():
            file_companies.enqueue()
