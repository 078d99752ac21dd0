"""Gathers evidence into a typed brief, and renders it."""
