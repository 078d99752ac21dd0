"""Registers, names, linkage, classification, screening and candidates."""
