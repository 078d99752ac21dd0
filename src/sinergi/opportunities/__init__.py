"""Ranked, explained opportunities of country pairs; partners; the backtest of the rankings."""

from sinergi._callable import make_callable
from sinergi.opportunities.backtest import Backtest, backtest
from sinergi.opportunities.choosing import Traded, most_traded
from sinergi.opportunities.openings import Openings, openings
from sinergi.opportunities.opportunity import Number, Opportunities, Opportunity
from sinergi.opportunities.pair import opportunities
from sinergi.opportunities.partners import Partner, Partners, partners
from sinergi.opportunities.plausibility import fixed_link
from sinergi.opportunities.ranking import rankings

__all__ = [
    "Backtest",
    "Number",
    "Openings",
    "Opportunities",
    "Opportunity",
    "Partner",
    "Partners",
    "Traded",
    "backtest",
    "fixed_link",
    "most_traded",
    "openings",
    "opportunities",
    "partners",
    "rankings",
]

make_callable(__name__, "sinergi.opportunities.pair", "opportunities")
