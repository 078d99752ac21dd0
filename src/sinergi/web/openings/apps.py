"""Configuration of the app."""

from django.apps import AppConfig


class OpeningsConfig(AppConfig):
    """The app ``openings``."""

    name = "sinergi.web.openings"
    label = "openings"
