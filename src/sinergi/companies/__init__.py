"""Registers, names, linkage, classification, screening and candidates."""

from sinergi.companies.candidates import (
    Candidate,
    CandidateReason,
    CompanyPair,
    Seek,
    candidates,
    pairs,
)
from sinergi.companies.company import CompanyRecord

__all__ = [
    "Candidate",
    "CandidateReason",
    "CompanyPair",
    "CompanyRecord",
    "Seek",
    "candidates",
    "pairs",
]
