"""What a company makes: texts to HS headings and ISIC divisions, or nothing."""

from sinergi.companies.classification.lexicon import Concept, Lexicon, Match, Role, lexicon

__all__ = ["Concept", "Lexicon", "Match", "Role", "lexicon"]
