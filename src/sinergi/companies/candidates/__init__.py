"""Companies ranked for a product and a partner, each place explained."""

from sinergi.companies.candidates.model import Candidate, Pair, Reason
from sinergi.companies.candidates.pairs import pairs
from sinergi.companies.candidates.rank import (
    Ranking,
    candidates,
    prepare_register,
    ranking,
)
from sinergi.companies.candidates.weights import Seek

__all__ = [
    "Candidate",
    "Pair",
    "Ranking",
    "Reason",
    "Seek",
    "candidates",
    "pairs",
    "prepare_register",
    "ranking",
]
