"""Registers, names, linkage, classification, screening and candidates."""

from sinergi.companies.candidates import Candidate, Pair, Reason, Seek, candidates, pairs
from sinergi.companies.company import CompanyRecord

__all__ = ["Candidate", "CompanyRecord", "Pair", "Reason", "Seek", "candidates", "pairs"]
