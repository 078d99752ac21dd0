"""The workbench: a Django project on top of the other stations, one app a thing a desk knows."""
