"""Configuration of the app."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """The app ``companies``."""

    name = "sinergi.web.companies"
    label = "companies"
