"""Long work: loading a dataset or a register of companies into the store."""

from __future__ import annotations

import logging
from pathlib import Path

from django_tasks import task

from sinergi.errors import SinergiError
from sinergi.web.datasets import actions
from sinergi.web.datasets.models import Load
from sinergi.web.people.models import Person

_log = logging.getLogger(__name__)


@task()
def load_file(load_id: int, person_id: int) -> None:
    """Load the file of a load that was asked for."""
    person = Person.objects.get(pk=person_id)
    load = Load.objects.get(pk=load_id)
    if load.state != "queued":
        return
    load = actions.start(person, load)
    try:
        result, report = actions.run(load, Path(load.file.path))
    except SinergiError as error:
        actions.fail(person, load, str(error))
        return
    except Exception as error:
        _log.exception("load %s", load.pk)
        actions.fail(person, load, f"{type(error).__name__}: {error}")
        return
    actions.finish(person, load, result, report)
