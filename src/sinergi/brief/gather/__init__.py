"""Gathers evidence, companies and steps into a typed brief."""

from sinergi.brief.gather.gather import brief

__all__ = ["brief"]
