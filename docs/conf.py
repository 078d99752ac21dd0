"""Sphinx configuration: MyST pages, API from docstrings, warnings are errors."""

import sinergi

project = "Sinergi"
author = "Sinergi contributors"
release = sinergi.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.mathjax"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "Sinergi"
html_static_path: list[str] = []
exclude_patterns = ["_build", "results"]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
nitpicky = False
