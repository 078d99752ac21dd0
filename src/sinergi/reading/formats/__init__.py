"""Files as a desk gets them become plain text: txt, html, docx, pdf, eml, json, standard input."""

from sinergi.reading.formats.load import LARGEST, load_bytes, load_file

__all__ = ["LARGEST", "load_bytes", "load_file"]
