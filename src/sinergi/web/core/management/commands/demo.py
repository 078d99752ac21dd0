"""``sinergi manage demo``: loads the model case into a desk."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from sinergi.errors import SinergiError
from sinergi.web.demo import load_demo
from sinergi.web.people.models import Person


class Command(BaseCommand):
    """Loads the model case: a meeting of Indonesia and Tajikistan, read and waiting."""

    help = "Load the model case into the desk of a person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose desk it is."""
        parser.add_argument("username", help="The person whose desk gets it.")

    def handle(self, *args: object, **options: object) -> None:
        """Load it."""
        person = Person.objects.filter(username=options["username"]).first()
        if person is None or person.desk is None:
            raise CommandError(f"'{options['username']}' is nobody with a desk.")
        try:
            document = load_demo(person)
        except SinergiError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Read: {document.name}")
