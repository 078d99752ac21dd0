"""Sphinx configuration: MyST pages, API from docstrings, warnings are errors."""

import sys
from pathlib import Path

import sinergi

sys.path.insert(0, str(Path(__file__).parent))

project = "Sinergi"
author = "Sinergi contributors"
release = sinergi.__version__
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
    "sphinx_click",
    "reference_pages",  # after sphinx_click, whose event it listens to
]
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Sinergi"
html_static_path: list[str] = []
exclude_patterns = ["_build", "results"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
nitpicky = False
