"""Sinergi takes two governments from a meeting to the companies that carry it out."""

__version__ = "0.1.0"
