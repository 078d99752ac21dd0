"""Long work: a brief is gathered from the confirmed record, rendered, and kept."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from django.conf import settings
from django_tasks import task

from sinergi.errors import SinergiError
from sinergi.web.briefs import actions
from sinergi.web.briefs.making import make
from sinergi.web.briefs.models import MadeBrief
from sinergi.web.people.models import Person

_log = logging.getLogger(__name__)


@task()
def make_brief(brief_id: int, person_id: int) -> None:
    """Make the files of a brief that was asked for."""
    person = Person.objects.get(pk=person_id)
    brief = MadeBrief.objects.select_related("pair").get(pk=brief_id)
    if brief.state != "queued":
        return
    brief = actions.start(person, brief)
    folder = f"briefs/{brief.pk}"
    try:
        target = Path(settings.MEDIA_ROOT) / folder
        kept = make(brief, target, partial(actions.tell, brief))
    except SinergiError as error:
        actions.fail(person, brief, str(error))
        return
    except Exception as error:
        _log.exception("brief %s", brief.pk)
        actions.fail(person, brief, f"{type(error).__name__}: {error}")
        return
    actions.finish(person, brief, {"folder": folder, **kept})
