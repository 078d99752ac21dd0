"""What a company makes: texts to HS headings and ISIC divisions, or nothing."""

from sinergi.companies.classification.classify import Answer, Classifier
from sinergi.companies.classification.industries import Industry, industry_of
from sinergi.companies.classification.lexicon import Concept, Lexicon, Match, Role, lexicon

__all__ = [
    "Answer",
    "Classifier",
    "Concept",
    "Industry",
    "Lexicon",
    "Match",
    "Role",
    "industry_of",
    "lexicon",
]
