"""Readers: one module a source, each with ``read(path, load, options) -> Source``."""
