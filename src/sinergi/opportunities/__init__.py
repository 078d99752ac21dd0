"""Ranked, explained opportunities for a pair of countries."""
