"""The commands: each module holds one, loaded only when it is called."""

from sinergi.cli.main import main

__all__ = ["main"]
