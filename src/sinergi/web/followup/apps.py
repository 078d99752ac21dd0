"""Configuration of the app."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The app ``followup``."""

    name = "sinergi.web.followup"
    label = "followup"
