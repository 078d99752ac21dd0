"""Wrong secrets are counted: who tries too many in a minute is not answered for the next one.

Keys to the API, links for confirmation and addresses of calendars are 256 random bits; nobody
guesses one. The count keeps a server from being asked a million times, and tells of it in the log.
"""

from __future__ import annotations

import logging
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

MOST = 20
"""Wrong secrets from one address in a minute; the next is not looked at."""
SECONDS = 60

_log = logging.getLogger(__name__)


def held_back(request: HttpRequest) -> bool:
    """Whether too many wrong secrets came from this address in this minute."""
    return int(cache.get(_key(request), 0)) >= MOST


def wrong(request: HttpRequest) -> None:
    """Count a secret that opens nothing."""
    key = _key(request)
    cache.add(key, 0)
    tried = cache.incr(key)
    if tried == MOST:
        _log.warning("%s wrong secrets in a minute from one address; it waits", MOST)


def _key(request: HttpRequest) -> str:
    minute = int(time.time()) // SECONDS
    return f"guessing:{get_adapter().get_client_ip(request)}:{minute}"
