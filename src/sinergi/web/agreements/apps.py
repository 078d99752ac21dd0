"""Configuration of the app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The app ``agreements``."""

    name = "sinergi.web.agreements"
    label = "agreements"
