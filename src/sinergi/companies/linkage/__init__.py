"""One company from many records: candidates, probabilities, bands, decisions, clusters."""

from sinergi.companies.linkage.bands import ASK_FROM, SAME_FROM
from sinergi.companies.linkage.decisions import Decision, DecisionLog
from sinergi.companies.linkage.link import Linked, link

__all__ = ["ASK_FROM", "SAME_FROM", "Decision", "DecisionLog", "Linked", "link"]
