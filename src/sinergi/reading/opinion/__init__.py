"""A language model as an optional second opinion on what the rules read."""

from sinergi.reading.opinion.policies import Policy
from sinergi.reading.opinion.second import Costs, SecondOpinion

__all__ = ["Costs", "Policy", "SecondOpinion"]
