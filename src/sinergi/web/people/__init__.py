"""Desks, people, roles, sign-in, tokens and calendar addresses."""
