"""Companies ranked for a product and a partner, each place explained."""

from sinergi.companies.candidates.model import Candidate, Pair, Reason
from sinergi.companies.candidates.pairs import pairs
from sinergi.companies.candidates.rank import candidates
from sinergi.companies.candidates.weights import Seek

__all__ = ["Candidate", "Pair", "Reason", "Seek", "candidates", "pairs"]
