"""Pairs of countries: the page of a pair, its timeline, exchange of a whole pair."""
