"""A small register of invented companies, written down twice in different ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import DecisionLog


def record(record_id: str, name: str, register: str = "one", **fields: object) -> CompanyRecord:
    values = {"country": "IDN"} | fields
    return CompanyRecord(register=register, record_id=record_id, name=name, **values)


@pytest.fixture
def records() -> list[CompanyRecord]:
    street = "Jl. Melati Raya Kavling 17 Kelurahan Pandanwangi Kecamatan Selatan"
    return [
        record("1", "Bintoro Karsawan, PT", province="bali", phone="(0361) 555123"),
        record("7", "PT Bintoro Karsawan Tbk", register="two", province="Bali"),
        record("2", "Kertalaya Wirasena, PT", address=street, phone="021 5557777"),
        record("8", "Kertalaya Wirasana, PT", register="two", address=street, phone="0215557777"),
        # Sisters of one owner: the same street and telephone, other names.
        record("3", "Gunadarmo Vesatama, PT", address=street, phone="0215557777"),
        record("4", "Sumber Makmur, CV", province="aceh"),
        record("9", "Sumber Makmur, UD", register="two", province="papua"),
        record("5", "PTPN III"),
        record("10", "PTPN IV", register="two"),
        record("6", "***"),
        record("11", "Bintoro Karsawan, PT", register="two", country="MYS"),
    ]


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "decisions.jsonl")
