"""Loads of datasets and registers into the store."""

from __future__ import annotations

from django.db import models

from sinergi.web.core.models import Record


class Load(Record):
    """A file that is being loaded as a dataset or a register of companies."""

    KIND = "load"
    PAIR = ""

    what = models.CharField(max_length=20)
    """Kind of dataset, or ``register``."""
    name = models.CharField(max_length=80, blank=True)
    country = models.CharField(max_length=3, blank=True)
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="loads", max_length=200)
    state = models.CharField(max_length=10, default="queued")
    progress = models.CharField(max_length=200, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    report = models.JSONField(null=True, blank=True)
    result = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name or self.file_name
