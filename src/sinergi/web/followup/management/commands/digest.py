"""``sinergi manage digest``: sends each person the day's summary by mail."""

from __future__ import annotations

from datetime import date

from django.core.management.base import BaseCommand

from sinergi.web.followup.digest import send_digests


class Command(BaseCommand):
    """For a timer once a day."""

    help = "Send each person who wants it the summary of the day by mail."

    def handle(self, *args: object, **options: object) -> None:
        """Send them."""
        self.stdout.write(f"{send_digests(date.today())} sent")
