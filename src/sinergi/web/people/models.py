"""Desks, the people of a desk, their tokens for the API and addresses of their calendars."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from sinergi.cooperation.roles import Role


class Desk(models.Model):
    """A desk of officers that share their pairs."""

    name = models.CharField(max_length=120, unique=True)
    country = models.CharField(max_length=3)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """Someone who signs in: a role on a desk, or a counterpart that some pairs are shared with."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=150)
    desk = models.ForeignKey(
        Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    role = models.CharField(max_length=14, choices=[(r.value, r.value) for r in Role])
    language = models.CharField(max_length=2, default="en")
    digest = models.BooleanField(default=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    """When the person last looked at the desk's page before this visit."""
    shared_pairs = models.ManyToManyField("pairs.Pair", blank=True, related_name="counterparts")

    REQUIRED_FIELDS: ClassVar = ["name", "role"]

    KIND = "person"

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The person's name."""
        return str(self)


class Token(models.Model):
    """A key to the API: only its digest is kept; it may do what its scope and the role allow."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=[("read", "read"), ("write", "write")])
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    KIND = "token"

    def __str__(self) -> str:
        return self.name


class CalendarAddress(models.Model):
    """The secret address of a person's calendar; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendars")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    KIND = "calendar"

    def __str__(self) -> str:
        return f"{self.person}"
