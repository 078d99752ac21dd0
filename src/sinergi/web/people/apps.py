"""Configuration of the app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app ``people``."""

    name = "sinergi.web.people"
    label = "people"

    def ready(self) -> None:
        """Who signs in, and who tries to and may not, leaves a line."""
        from sinergi.web.people import sign_in

        sign_in.listen()
