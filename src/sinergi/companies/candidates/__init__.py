"""Companies ranked for a product and a partner, each place explained."""

from sinergi.companies.candidates.model import Candidate, Reason
from sinergi.companies.candidates.rank import candidates
from sinergi.companies.candidates.weights import Seek

__all__ = ["Candidate", "Reason", "Seek", "candidates"]
