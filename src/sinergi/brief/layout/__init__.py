"""How a brief is laid out: its sections in order, each made of blocks that every format shows."""

from sinergi.brief.layout.registry import FORMATS, SECTIONS, Laid, Section, SectionPlace, laid_out

__all__ = ["FORMATS", "SECTIONS", "Laid", "Section", "SectionPlace", "laid_out"]
