"""One company as one register knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyRecord:
    """A record of a register; what the register does not say is None, never empty or zero.

    ``register`` and ``record_id`` together name the record: they are never reused for another.
    ``country`` is ISO 3166-1 alpha-3. ``identifiers`` are numbers the company carries, by kind
    (``lei``, ``inn``, ``ein``, ``npwp``, ``ticker``, …). ``products_text`` are the goods as the
    register words them, ``activity_text`` is the line of business in words; ``hs`` and ``isic``
    are codes that the register itself gives (HS of 2 to 10 digits, ISIC Rev. 4 of 1 to 5).
    ``exporter`` is True when the register lists exporters, ``size`` its own word for the size.
    """

    register: str
    record_id: str
    name: str
    country: str
    name_variants: tuple[str, ...] | None = None
    legal_form: str | None = None
    category: str | None = None
    province: str | None = None
    city: str | None = None
    address: str | None = None
    phone: str | None = None
    website: str | None = None
    email: str | None = None
    identifiers: dict[str, str] | None = None
    activity_text: str | None = None
    products_text: tuple[str, ...] | None = None
    hs: tuple[str, ...] | None = None
    isic: tuple[str, ...] | None = None
    status: str | None = None
    registered_on: date | None = None
    listed: bool | None = None
    listed_on: date | None = None
    exporter: bool | None = None
    size: str | None = None
    employees: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Register and record id."""
        return self.register, self.record_id
