"""The application for a WSGI server: ``gunicorn sinergi.web.wsgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinergi.web.settings")
application = get_wsgi_application()

from sinergi.web import environment  # noqa: E402 - after the settings are named

RUNS = environment.running(environment.folder())
"""Held while the server runs: a restore waits for its end."""
