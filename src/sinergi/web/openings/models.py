"""Openings a desk watches."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sinergi.web.core.models import Record


class Watch(Record):
    """A product that one side could sell to the other and the desk keeps an eye on."""

    KIND = "watch"
    FIELDS = ("note",)

    pair = models.ForeignKey("pairs.Pair", on_delete=models.PROTECT, related_name="watches")
    exporter = models.CharField(max_length=3)
    importer = models.CharField(max_length=3)
    product = models.CharField(max_length=12)
    note = models.TextField(blank=True, max_length=4000)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pair", "exporter", "product"], name="watched_once_a_pair"
            )
        ]

    def __str__(self) -> str:
        return f"{self.exporter} → {self.importer}: {self.product}"
