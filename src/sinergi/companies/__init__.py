"""Registers, names, linkage, classification, screening and candidates."""

from sinergi.companies.candidates import (
    Candidate,
    CandidateReason,
    Candidates,
    CompanyPair,
    Seek,
    candidates,
    pairs,
)
from sinergi.companies.company import CompanyRecord

__all__ = [
    "Candidate",
    "CandidateReason",
    "Candidates",
    "CompanyPair",
    "CompanyRecord",
    "Seek",
    "candidates",
    "pairs",
]
