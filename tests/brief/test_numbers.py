from datetime import date

import pytest

from sinergi.brief.numbers import date_text, decimal_text, figure_text
from sinergi.evidence.provenance import Unit

N = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (
            2.0e6,
            "USD",
            ("USD 2.0 million", "2,0 juta dolar AS", "2,0 млн долл. США", "2,0 млн доллари ИМА"),
        ),
        (
            1.371e12,
            "USD",
            (
                "USD 1.37 trillion",
                "1,37 triliun dolar AS",
                "1,37 трлн долл. США",
                "1,37 трлн доллари ИМА",
            ),
        ),
        (
            4942.1,
            "USD",
            ("USD 4,940", "4.940 dolar AS", f"4{N}940 долл. США", f"4{N}940 доллари ИМА"),
        ),
        (12345.0, "t", ("12,300 t", "12.300 ton", f"12{N}300 т", f"12{N}300 т")),
        (
            2345.6,
            "USD/t",
            (
                "USD 2,350 per tonne",
                "2.350 dolar AS per ton",
                f"2{N}350 долл. США за тонну",
                f"2{N}350 доллари ИМА барои як тонна",
            ),
        ),
        (0.579, "share", ("57.9%", "57,9%", f"57,9{N}%", "57,9%")),
        (
            -0.032,
            "change",
            ("−3.2% a year", "−3,2% per tahun", f"−3,2{N}% в год", "−3,2% дар як сол"),
        ),
        (
            0.032,
            "change",
            ("+3.2% a year", "+3,2% per tahun", f"+3,2{N}% в год", "+3,2% дар як сол"),
        ),
        (1.0, "rank", ("1st", "peringkat 1", "1-е место", "ҷойи 1")),
        (12.0, "rank", ("12th", "peringkat 12", "12-е место", "ҷойи 12")),
        (-0.524, "index", ("−0.52", "−0,52", "−0,52", "−0,52")),
        (123.4, "ratio", ("123", "123", "123", "123")),
        (6234.0, "km", ("6,230 km", "6.230 km", f"6{N}230 км", f"6{N}230 км")),
        (2011.0, "year", ("2011", "2011", "2011", "2011")),
        (277_534_122.0, "count", ("278 million", "278 juta", "278 млн", "278 млн")),
        (12_345.0, "count", ("12,345", "12.345", f"12{N}345", f"12{N}345")),
        (None, "USD", ("not known", "tidak diketahui", "нет данных", "номаълум")),
    ],
)
def test_figures_in_each_language(
    value: float | None, unit: Unit, expected: tuple[str, ...]
) -> None:
    assert tuple(figure_text(value, unit, lang) for lang in ("en", "id", "ru", "tg")) == expected


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0, "USD", "none"),
        (999_999.0, "USD", "USD 1.0 million"),
        (999.9e6, "USD", "USD 1.0 billion"),
        (3.251, "USD", "USD 3.25"),
        (5.0e15, "USD", "USD 5,000 trillion"),
        (0.0, "share", "0%"),
        (0.00034, "share", "0.03%"),
        (0.00001, "share", "< 0.01%"),
        (0.00996, "share", "1.0%"),
        (1.0, "share", "100.0%"),
        (12.5, "share", "1,250%"),
        (2.0, "rank", "2nd"),
        (3.0, "rank", "3rd"),
        (21.0, "rank", "21st"),
        (0.0, "change", "0% a year"),
    ],
)
def test_rounding_at_the_edges(value: float, unit: Unit, text: str) -> None:
    assert figure_text(value, unit, "en") == text


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (
            "2024-11-22",
            ("22 November 2024", "22 November 2024", "22 ноября 2024 г.", "22 ноябри соли 2024"),
        ),
        ("2024-11", ("November 2024", "November 2024", "ноябрь 2024 г.", "ноябри соли 2024")),
        ("2024", ("2024", "2024", "2024 г.", "соли 2024")),
        (
            "2025-01/2025-03",
            (
                "January–March 2025",
                "Januari–Maret 2025",
                "январь–март 2025 г.",
                "январ–марти соли 2025",
            ),
        ),
        (
            "2024-12/2025-02",
            (
                "December 2024 – February 2025",
                "Desember 2024 – Februari 2025",
                "декабрь 2024 г. – февраль 2025 г.",
                "декабри соли 2024 – феврали соли 2025",
            ),
        ),
        ("P5Y", ("5 years", "5 tahun", "5 лет", "5 сол")),
        ("P3M", ("3 months", "3 bulan", "3 месяца", "3 моҳ")),
        ("P2W", ("2 weeks", "2 minggu", "2 недели", "2 ҳафта")),
        ("P21D", ("21 days", "21 hari", "21 день", "21 рӯз")),
        ("soon", ("soon",) * 4),
    ],
)
def test_dates_in_each_language(day: str, expected: tuple[str, ...]) -> None:
    assert tuple(date_text(day, lang) for lang in ("en", "id", "ru", "tg")) == expected


def test_a_date_object_reads_like_its_text() -> None:
    assert date_text(date(2025, 3, 1), "en") == date_text("2025-03-01", "en") == "1 March 2025"


def test_numbers_of_an_axis() -> None:
    assert [decimal_text(v, "ru", 1) for v in (0, 2.5, 1500)] == ["0", "2,5", f"1{N}500"]
