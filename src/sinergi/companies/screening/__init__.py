"""Screening of companies against the sanctions lists a user has."""

from sinergi.companies.screening.lists import SanctionsList, read_list, stored_lists
from sinergi.companies.screening.screen import THRESHOLD, Hit, Screener, Screening

__all__ = [
    "THRESHOLD",
    "Hit",
    "SanctionsList",
    "Screener",
    "Screening",
    "read_list",
    "stored_lists",
]
