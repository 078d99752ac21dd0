"""The API: the same actions and permissions as the pages, behind tokens of persons.

Each kind of record has a list, one record, adding and changing; what is more than a change has an
address of its own. ``/api/v1/openapi.json`` describes all of it.
"""

from sinergi.web.api import followup, life, pairs, records
from sinergi.web.api.base import api

__all__ = ["api", "followup", "life", "pairs", "records"]
