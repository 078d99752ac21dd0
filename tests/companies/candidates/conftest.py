from pathlib import Path

import pytest

from sinergi.companies.registers.register_import import import_register
from sinergi.companies.registers.register_mapping import RegisterMapping
from sinergi.tabular import open_table

EXPORTERS = """name,address,phone,web,goods,province,workers
Cahaya Spinning Mills PT,Jl. A,021,www.a.id,Cotton yarn;Yarn of combed cotton,Jawa Barat,900
Rajut Indah PT,Jl. B,022,,T-shirts of cotton;Wooden furniture,Jawa Barat,
Kapas Jaya PT,Jl. C,,,Raw cotton not carded,Bali,
Meubel Jati PT,Jl. D,,,Wooden furniture,Jawa Tengah,
Tenun Sejati PT,Jl. E,023,,Woven fabrics of cotton weighing not more than 200 g,Jawa Barat,
"""
LISTED = """code,name,activity
CSPN,Cahaya Spinning Mills Tbk PT,Industri pemintalan benang
TRAD,Niaga Kapas Tbk PT,Perdagangan kapas
"""
SELLERS = """name,goods,isic
ҶДММ Пахтаи Сафед,нахи пахта,
ҶСП Меваи Хушк,меваи хушк,
ҶДММ Ресанда,,1311
"""


def take(folder: Path, text: str, name: str, **mapping: object) -> None:
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    import_register(
        open_table(path), RegisterMapping.model_validate({"title": name, **mapping}), name
    )


@pytest.fixture
def registers(home: Path, tmp_path: Path) -> Path:
    """Made registers: exporters with goods, listed companies with activities, Tajik companies."""
    take(
        tmp_path,
        EXPORTERS,
        "exporters",
        country="IDN",
        constants={"exporter": True},
        fields={
            "name": "name",
            "address": "address",
            "phone": "phone",
            "website": "web",
            "products_text": "goods",
            "province": "province",
            "employees": "workers",
        },
    )
    take(
        tmp_path,
        LISTED,
        "bourse",
        country="IDN",
        constants={"listed": True},
        fields={"record_id": "code", "name": "name", "activity_text": "activity"},
    )
    take(
        tmp_path,
        SELLERS,
        "tajik",
        country="TJK",
        fields={"name": "name", "products_text": "goods", "isic": "isic"},
    )
    return home
