"""The summary by mail: what stands for each person today, one mail a person."""

from __future__ import annotations

from datetime import date

from django.core.mail import EmailMessage, get_connection
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinergi.web.core.templating import day, named
from sinergi.web.followup.queries import awaiting_approval, owed, reminders
from sinergi.web.people.models import Person


def digest_of(person: Person, today: date) -> EmailMessage | None:
    """The mail for a person in the person's language; None when nothing stands."""
    with translation.override(person.language):
        standing = reminders(person, today)
        waiting = awaiting_approval(person)
        if not standing and not waiting:
            return None
        lines = [_("Good day, %(name)s,") % {"name": person}, ""]
        for one in standing:
            when = f" ({day(one.day)})" if one.day else ""
            lines.append(f"- {one.rule.text[person.language]}{when}: {named(one.record)}")
        open_steps = owed(person).count()
        lines += [
            "",
            ngettext("You have %(num)s open step.", "You have %(num)s open steps.", open_steps)
            % {"num": open_steps},
        ]
        number = len(standing)
        subject = ngettext("Sinergi: %(num)s reminder", "Sinergi: %(num)s reminders", number)
        return EmailMessage(subject % {"num": number}, "\n".join(lines), to=[person.email])


def send_digests(today: date) -> int:
    """Send the mails of all who want one; returns how many were sent."""
    people = Person.objects.filter(is_active=True, digest=True).exclude(email="")
    mails = [mail for person in people.select_related("desk") if (mail := digest_of(person, today))]
    return int(get_connection().send_messages(mails) or 0) if mails else 0
