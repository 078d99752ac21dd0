"""Companies ranked for a product and a partner, each place explained."""

from sinergi.companies.candidates.candidate import Candidate, CandidateReason, CompanyPair
from sinergi.companies.candidates.company_pairs import pairs
from sinergi.companies.candidates.rank import (
    Candidates,
    candidates,
    prepare_register,
)
from sinergi.companies.candidates.weights import Seek

__all__ = [
    "Candidate",
    "CandidateReason",
    "Candidates",
    "CompanyPair",
    "Seek",
    "candidates",
    "pairs",
    "prepare_register",
]
