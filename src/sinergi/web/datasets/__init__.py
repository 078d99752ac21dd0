"""Datasets and registers."""
