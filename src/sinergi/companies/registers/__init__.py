"""Registers of companies: the embedded one, and files that users import."""

from sinergi.companies.registers.embedded_register import EMBEDDED, embedded, embedded_origin

__all__ = ["EMBEDDED", "embedded", "embedded_origin"]
