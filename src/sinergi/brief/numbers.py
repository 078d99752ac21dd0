"""How numbers and dates are written in each language.

The words around a number ("million", "per tonne") are messages, the separators and the names of
months CLDR's. Numbers are rounded to three significant digits, shares to one decimal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from babel import Locale
from babel.numbers import format_decimal, format_percent

from sinergi.brief.messages import N_, Translator, translator
from sinergi.evidence.provenance import Unit

_SCALED: dict[str, tuple[str, str, str, str]] = {
    "USD": (
        N_("USD {number}"),
        N_("USD {number} million"),
        N_("USD {number} billion"),
        N_("USD {number} trillion"),
    ),
    "t": (
        N_("{number} t"),
        N_("{number} million t"),
        N_("{number} billion t"),
        N_("{number} trillion t"),
    ),
    "count": (
        N_("{number}"),
        N_("{number} million"),
        N_("{number} billion"),
        N_("{number} trillion"),
    ),
}
_STEPS = (1.0, 1e6, 1e9, 1e12)
_PLAIN: dict[str, str] = {
    "USD/t": N_("USD {number} per tonne"),
    "km": N_("{number} km"),
}
_ORDINALS = {
    "one": N_("{number}st"),
    "two": N_("{number}nd"),
    "few": N_("{number}rd"),
    "other": N_("{number}th"),
}


def figure_text(value: float | None, unit: Unit, lang: str) -> str:
    """A number with its unit in words: "USD 2.0 million", "2,0 juta dolar AS", "57,9 %".

    ``None`` gives "not known", no US dollars at all "none".
    Spaces are ordinary ones but for CLDR's separators of thousands and before the per cent sign.
    """
    _ = translator(lang)
    if value is None:
        return _("not known")
    if unit in _SCALED:
        return _scaled(value, unit, _)
    return _WRITERS[unit](value, _)


def decimal_text(value: float, lang: str, decimals: int = 2) -> str:
    """A bare number with at most this many decimals, for the axes of charts."""
    return _minus(format_decimal(value, "#,##0." + "#" * decimals, locale=lang))


def whole_percent_text(value: float, lang: str) -> str:
    """A share without decimals, the per cent sign as in all others: "85%", "85 %"."""
    sign = Locale.parse(lang).percent_formats[None].suffix[0]
    return str(format_percent(value, f"#,##0{sign}", locale=lang))


def _scaled(value: float, unit: Unit, _: Translator) -> str:
    if unit == "USD" and value == 0:
        return _("none")
    exact = unit == "count" and abs(value) < 1e6
    rounded = float(round(value)) if exact else _significant(value)
    step = sum(abs(rounded) >= size for size in _STEPS[1:])
    number = _number(rounded / _STEPS[step], _.lang, at_least=1 if step else 0)
    return _(_SCALED[unit][step], number=number)


def _plain(unit: Unit) -> Callable[[float, Translator], str]:
    def write(value: float, _: Translator) -> str:
        return _(_PLAIN[unit], number=_number(_significant(value), _.lang))

    return write


def _power(value: float, _: Translator) -> str:
    """Megawatts as the words of a facility have them, not rounded to three digits."""
    number = format_decimal(value, "#,##0" if value >= 100 else "#,##0.##", locale=_.lang)
    return _("{number} MW", number=number)


def _index(value: float, _: Translator) -> str:
    return _number(round(value, 2) if abs(value) < 100 else _significant(value), _.lang, 2)


def _share(value: float, _: Translator) -> str:
    if 0 < abs(value) < 0.0001:
        return "< " + _percent(0.0001, _.lang)
    return _minus(_percent(value, _.lang))


def _change(value: float, _: Translator) -> str:
    sign = "+" if value > 0 else ""
    return _("{change} a year", change=sign + _minus(_percent(value, _.lang)))


def _percent(value: float, lang: str) -> str:
    """One decimal, two below one per cent, none from 1000 per cent; the locale's per cent sign."""
    sign = Locale.parse(lang).percent_formats[None].suffix[0]
    size = abs(value)
    decimals = ".00" if 0 < size < 0.00995 else "" if size == 0 or size >= 10 else ".0"
    return str(format_percent(value, f"#,##0{decimals}{sign}", locale=lang))


def _rank(value: float, _: Translator) -> str:
    form = Locale.parse("en").ordinal_form(round(value))
    return _(_ORDINALS[form], number=_number(round(value), _.lang))


def _year(value: float, _: Translator) -> str:
    return str(round(value))


_WRITERS: dict[str, Callable[[float, Translator], str]] = {
    "USD/t": _plain("USD/t"),
    "km": _plain("km"),
    "MW": _power,
    "share": _share,
    "change": _change,
    "rank": _rank,
    "index": _index,
    "ratio": _index,
    "year": _year,
}


def _significant(value: float, digits: int = 3) -> float:
    return float(f"{value:.{digits}g}")


def _number(value: float, lang: str, at_least: int = 0) -> str:
    """Three significant digits, with ``at_least`` so many decimals below 100."""
    size = abs(value)
    most = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 or size == 0 else 3
    least = min(at_least, most)
    pattern = "#,##0" + ("." if most else "") + "0" * least + "#" * (most - least)
    return _minus(format_decimal(value, pattern, locale=lang))


def _minus(text: str) -> str:
    return text.replace("-", "\u2212")


def date_text(day: date | str, lang: str) -> str:
    """A date in words, as exact as it is: day, month or year, an interval, or a period.

    Args:
        day: A date, or ISO 8601 text: ``2024-11-22``, ``2024-11``, ``2024``, ``2025-01/2025-03``
            or ``P5Y``. Other text is given back as it is.
        lang: One of the four languages.
    """
    text = day.isoformat() if isinstance(day, date) else day.strip()
    _ = translator(lang)
    if "/" in text:
        first, last = text.split("/", 1)
        return _interval(first, last, _)
    period = re.fullmatch(r"P(\d+)([YMWD])", text)
    if period:
        return _period(int(period[1]), period[2], _)
    return _calendar(text, _) or text


def _calendar(text: str, _: Translator) -> str | None:
    match = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", text)
    if match is None:
        return None
    year, month, day = match.groups()
    if month is None:
        return _("{year}", year=year)
    if day is None:
        return _("{month} {year}", month=_month(int(month), _, alone=True), year=year)
    return _("{day} {month} {year}", day=int(day), month=_month(int(month), _), year=year)


def _interval(first: str, last: str, _: Translator) -> str:
    if first.strip() == last.strip():
        return _calendar(first.strip(), _) or first
    months = re.fullmatch(r"(\d{4})-(\d{2})/\1-(\d{2})", f"{first}/{last}")
    if months:
        year, start, end = months.groups()
        return _(
            "{first}–{last} {year}",
            first=_month(int(start), _, alone=True),
            last=_month(int(end), _, alone=True),
            year=year,
        )
    ends = (_calendar(first.strip(), _) or first, _calendar(last.strip(), _) or last)
    return f"{ends[0]} – {ends[1]}"


def _period(n: int, unit: str, _: Translator) -> str:
    if unit == "Y":
        return _.plural("{n} year", "{n} years", n)
    if unit == "M":
        return _.plural("{n} month", "{n} months", n)
    if unit == "W":
        return _.plural("{n} week", "{n} weeks", n)
    return _.plural("{n} day", "{n} days", n)


def _month(number: int, _: Translator, *, alone: bool = False) -> str:
    months = Locale.parse(_.lang).months["stand-alone" if alone else "format"]["wide"]
    name = str(months[number])
    # CLDR capitalises the Tajik names; within a sentence they are written small.
    return name.lower() if _.lang == "tg" else name
