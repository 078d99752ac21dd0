"""Configuration of the app."""

from django.apps import AppConfig


class BriefsConfig(AppConfig):
    """The app ``briefs``."""

    name = "sinergi.web.briefs"
    label = "briefs"
