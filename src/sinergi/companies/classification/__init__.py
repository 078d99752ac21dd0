"""What a company makes: texts to HS headings and ISIC divisions, or nothing."""

from sinergi.companies.classification.classify import Answer, Classifier
from sinergi.companies.classification.industries import Industry, industry_of
from sinergi.companies.classification.trade_lexicon import (
    CompanyRole,
    Concept,
    ConceptMatch,
    TradeLexicon,
    lexicon,
)

__all__ = [
    "Answer",
    "Classifier",
    "CompanyRole",
    "Concept",
    "ConceptMatch",
    "Industry",
    "TradeLexicon",
    "industry_of",
    "lexicon",
]
