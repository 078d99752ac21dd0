"""Configuration of the app."""

from django.apps import AppConfig


class PairsConfig(AppConfig):
    """The app ``pairs``."""

    name = "sinergi.web.pairs"
    label = "pairs"
