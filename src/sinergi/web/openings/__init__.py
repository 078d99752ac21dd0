"""Openings for trade between the two countries of a pair."""
