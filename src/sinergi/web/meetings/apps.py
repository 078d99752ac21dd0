"""Configuration of the app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The app ``meetings``."""

    name = "sinergi.web.meetings"
    label = "meetings"
