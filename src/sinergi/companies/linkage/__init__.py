"""One company from many records: candidates, probabilities, bands, decisions, clusters."""

from sinergi.companies.linkage.bands import ASK_FROM, SAME_FROM
from sinergi.companies.linkage.link import Linked, link
from sinergi.companies.linkage.pair_decisions import Decision, DecisionLog

__all__ = ["ASK_FROM", "SAME_FROM", "Decision", "DecisionLog", "Linked", "link"]
