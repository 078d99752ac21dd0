"""Configuration of the app."""

from django.apps import AppConfig


class DatasetsConfig(AppConfig):
    """The app ``datasets``."""

    name = "sinergi.web.datasets"
    label = "datasets"
