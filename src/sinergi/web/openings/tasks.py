"""Long work: the openings of a new pair, so that its pages do not wait for them."""

from __future__ import annotations

import logging

from django_tasks import task

from sinergi.errors import SinergiError
from sinergi.web.openings.queries import everything, openings

_log = logging.getLogger(__name__)


@task()
def compute_openings(a: str, b: str) -> None:
    """Compute and keep the openings both ways."""
    for exporter, importer in ((a, b), (b, a)):
        try:
            openings(exporter, importer)
            everything(exporter, importer)
        except SinergiError as error:
            # The page says the same when it is opened.
            _log.info("%s to %s: %s", exporter, importer, error)
