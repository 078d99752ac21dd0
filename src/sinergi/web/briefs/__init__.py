"""Briefs made from the record of a pair."""
