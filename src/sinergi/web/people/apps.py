"""Configuration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app ``people``."""

    name = "sinergi.web.people"
    label = "people"
