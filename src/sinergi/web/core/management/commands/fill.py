"""``sinergi manage fill``: made records for load tests, on a database that is empty."""

from __future__ import annotations

import random
from argparse import ArgumentParser
from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sinergi.vocabulary.countries import iso3_to_iso2
from sinergi.vocabulary.sectors import sectors
from sinergi.web.companies.models import Company
from sinergi.web.companies.name_keys import file_keys, search_keys
from sinergi.web.core.models import Entry, SearchLine
from sinergi.web.core.search import line_of
from sinergi.web.followup.models import Step
from sinergi.web.meetings.models import Meeting, Statement
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Desk, Person

KINDS = ("offer", "ask", "interest", "commitment", "fact")
WORDS = ("sinar", "maju", "jaya", "abadi", "logam", "tekstil", "nusantara", "karya", "mandiri",
         "baja", "kapas", "samudra", "cipta", "utama", "mitra", "global", "agro", "kimia",
         "pratama", "sentosa")  # fmt: skip
BATCH = 5000


class Command(BaseCommand):
    """The numbers of the load test by default: a ministry after some years."""

    help = "Fill an empty workbench with made records for load tests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many of each."""
        for name, number in (("pairs", 200), ("meetings", 5000), ("statements", 50_000),
                             ("steps", 20_000), ("companies", 400_000),
                             ("people", 20)):  # fmt: skip
            parser.add_argument(f"--{name}", type=int, default=number)

    def handle(self, *args: object, **options: int) -> None:
        """Make them; the same every time."""
        if Pair.objects.exists():
            raise CommandError("The workbench is not empty.")
        chance = random.Random(7)  # noqa: S311 - no secret
        with transaction.atomic():
            people = self._people(options["people"])
            pairs = self._pairs(options["pairs"], people[0])
            self._records(options, chance, pairs, people)
        self._companies(options["companies"], chance)
        self.stdout.write("Filled. Sign in as load-0 … with the password load-test-1.")

    def _people(self, number: int) -> list[Person]:
        desk = Desk.objects.create(name="Load", country="IDN")
        made = []
        for n in range(number):
            person = Person(username=f"load-{n}", name=f"Load {n}", role="officer", desk=desk)
            person.set_password("load-test-1")
            person.save()
            made.append(person)
        return made

    def _pairs(self, number: int, person: Person) -> list[Pair]:
        others = [code for code in iso3_to_iso2() if code != "IDN"][:number]
        return Pair.objects.bulk_create(
            [Pair(desk=person.desk, a="IDN", b=code, created_by=person) for code in others]
        )

    def _records(
        self,
        options: dict[str, int],
        chance: random.Random,
        pairs: list[Pair],
        people: list[Person],
    ) -> None:
        start = date(2020, 1, 1)
        meetings = Meeting.objects.bulk_create(
            [
                Meeting(pair=chance.choice(pairs), place="Jakarta", state="confirmed",
                        date=str(start + timedelta(days=chance.randrange(2400))))
                for _ in range(options["meetings"])
            ], batch_size=BATCH,
        )  # fmt: skip
        named = list(sectors())
        statements = Statement.objects.bulk_create(
            [
                Statement(meeting=chance.choice(meetings), kind=chance.choice(KINDS), side="IDN",
                          span=f"Said {n} about {chance.choice(WORDS)}",
                          sectors=[chance.choice(named)])
                for n in range(options["statements"])
            ], batch_size=BATCH,
        )  # fmt: skip
        steps = []
        for n in range(options["steps"]):
            meeting = chance.choice(meetings)
            due = start + timedelta(days=chance.randrange(2800))
            steps.append(
                Step(pair=meeting.pair, meeting=meeting, text=f"Step {n}", side="IDN",
                     owner=chance.choice(people), deadline=due,
                     status=chance.choice(("open", "done", "confirmed")), done_on=due)
            )  # fmt: skip
        Step.objects.bulk_create(steps, batch_size=BATCH)
        found = [line_of(one) for one in (*pairs, *meetings, *statements, *steps)]
        lines = [line for line in found if line is not None]
        SearchLine.objects.bulk_create(lines, batch_size=BATCH)
        Entry.objects.bulk_create(
            [
                Entry(actor_name="Load", desk=step.pair.desk, pair=step.pair, action="create",
                      kind="step", object_id=step.pk, label=step.text)
                for step in steps
            ], batch_size=BATCH,
        )  # fmt: skip

    def _companies(self, number: int, chance: random.Random) -> None:
        for first in range(0, number, BATCH):
            batch = [
                Company(name=f"PT {' '.join(chance.sample(WORDS, 3)).title()} {n}", country="IDN",
                        register="made", record_id=str(n))
                for n in range(first, min(first + BATCH, number))
            ]  # fmt: skip
            words = [search_keys(one.name) for one in batch]
            with transaction.atomic():
                file_keys(Company.objects.bulk_create(batch), words)
