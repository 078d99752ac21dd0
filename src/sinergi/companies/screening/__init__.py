"""Screening of companies against the sanctions lists a user has."""

from sinergi.companies.screening.list_files import read_list, stored_lists
from sinergi.companies.screening.listed import SanctionsList
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
