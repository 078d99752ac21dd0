"""The workbench: a Django project on top of the other packages, one app a thing a desk knows."""
