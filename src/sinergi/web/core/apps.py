"""Configuration of the app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The app ``core``."""

    name = "sinergi.web.core"
    label = "core"
