"""Registers, names, linkage, classification, screening and candidates."""

from sinergi.companies.candidates import Candidate, Reason, Seek, candidates
from sinergi.companies.company import CompanyRecord

__all__ = ["Candidate", "CompanyRecord", "Reason", "Seek", "candidates"]
