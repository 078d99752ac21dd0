"""Agreements and incentives."""
