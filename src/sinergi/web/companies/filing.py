"""Registers of the store become companies of the workbench, filed under their search keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction

from sinergi.companies import CompanyRecord
from sinergi.companies.register_store import Register, stored
from sinergi.companies.registers.embedded_register import embedded
from sinergi.web.companies.models import Company
from sinergi.web.companies.name_keys import file_keys, search_keys

BATCH = 1000


def file_register(register: Register) -> int:
    """File all companies of a register that are not filed yet; returns how many were new."""
    if register.kind != "companies":
        return 0
    return file_records(stored(register))


def file_embedded() -> int:
    """File the companies of the register that ships with Sinergi."""
    return file_records(embedded())


def file_records(records: Iterable[CompanyRecord]) -> int:
    """File records in batches, each whole or not at all."""
    return sum(_file(batch) for batch in _batches(records))


def _batches(records: Iterable[CompanyRecord]) -> Iterator[list[CompanyRecord]]:
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _file(batch: list[CompanyRecord]) -> int:
    registers = {one.register for one in batch}
    held = Company.objects.filter(
        register__in=registers, record_id__in=[one.record_id for one in batch]
    )
    known = set(held.values_list("register", "record_id"))
    new = [_company(one) for one in batch if one.key not in known]
    # Names are taken apart before the transaction: others wait for the database no longer than
    # the rows take to write.
    words = [search_keys(one.name) for one in new]
    with transaction.atomic():
        file_keys(Company.objects.bulk_create(new), words)
    return len(new)


def _company(record: CompanyRecord) -> Company:
    goods = "; ".join(record.products_text or ()) or record.activity_text or ""
    return Company(
        name=record.name[:300],
        country=record.country,
        register=record.register[:80],
        record_id=record.record_id[:120],
        city=(record.city or "")[:120],
        website=(record.website or "")[:300],
        email=(record.email or "")[:200],
        phone=(record.phone or "")[:80],
        activity=goods[:1000],
    )
