"""Writes the Word template that ships with the package.

python scripts/make_template.py
"""

from __future__ import annotations

from sinergi.brief.render.docx_style import new_template
from sinergi.vocabulary.tables import data_path


def main() -> None:
    """Write ``data/brief/template.docx``."""
    path = data_path("brief", "template.docx")
    path.parent.mkdir(parents=True, exist_ok=True)
    new_template().save(str(path))


if __name__ == "__main__":
    main()
