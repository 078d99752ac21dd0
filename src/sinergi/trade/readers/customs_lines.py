"""Customs lines to flows: one Ibis expression that runs unchanged on DuckDB and on Spark.

Each line becomes year, exporter, importer, product, value and quantity by the declared mapping,
or gets a reason why it cannot. The engines only read the text; all rules stand here.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from sinergi.trade import areas
from sinergi.trade.flows import LARGEST
from sinergi.trade.readers.customs_mapping import CustomsMapping
from sinergi.vocabulary import countries
from sinergi.vocabulary.languages import LANGUAGES

if TYPE_CHECKING:
    import ibis.expr.types as ir

FLOW = ("year", "exporter", "importer", "product")
UNEVEN = "not as many cells as the header"
_NUMBER = r"^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$"


def country_codes() -> dict[str, str]:
    """Upper-case codes and names of countries to ISO3, empty for areas that are no country."""
    names = [*areas.letter_codes(), *areas.numeric(), *areas.names()]
    names += [code.zfill(3) for code in areas.numeric()]
    for iso3, iso2 in countries.iso3_to_iso2().items():
        names += [iso3, iso2, *(countries.name(iso3, lang) for lang in LANGUAGES)]
    names += countries.aliases()
    found = ((name.upper(), areas.find(name)) for name in dict.fromkeys(names))
    return {name: area.iso3 or "" for name, area in found if area is not None}


def parsed(
    lines: ir.Table, codes: ir.Table, mapping: CustomsMapping, headings: dict[str, str]
) -> ir.Table:
    """One row a line: the flow's fields, and ``reason``, null where the line is sound.

    Args:
        lines: The lines, all columns text; ``_uneven`` is true for a line that has not as many
            cells as the header.
        codes: The columns ``code`` and ``iso3`` of :func:`country_codes`.
        mapping: Where each field comes from, by the engine's names of columns.
        headings: The file's names of them, by field.

    Returns:
        The columns of ``lines`` and ``year`` (int16), ``exporter``, ``importer`` (ISO3, empty for
        areas that are no country), ``product``, ``value`` (US dollars), ``quantity`` (tonnes).
    """
    import ibis

    table = lines.mutate(**{f"_{name}_text": _text(lines, mapping, name) for name in _fields()})
    for side in ("exporter", "importer"):
        renamed = codes.rename({f"_{side}_code": "code", side: "iso3"})
        key = table[f"_{side}_text"].upper()
        table = table.left_join(renamed, key == renamed[f"_{side}_code"])
    table = table.mutate(
        year=_year(table, mapping),
        product=_product(table),
        value=_number(table["_value_text"], mapping) * mapping.factor("value"),
        quantity=_number(table["_quantity_text"], mapping) * mapping.factor("quantity"),
    )
    return table.mutate(reason=ibis.cases(*_faults(table, headings)))


def flows(table: ir.Table) -> ir.Table:
    """Sound lines between two countries, added up; a sum with an unknown part is unknown.

    ``lines`` counts the lines of each sum.
    """
    import ibis

    sound = between(table.filter(table["reason"].isnull()))
    unknown = sound["quantity"].isnull().sum()
    return sound.group_by(list(FLOW)).aggregate(
        lines=sound.count(),
        value=sound["value"].sum(),
        quantity=ibis.ifelse(unknown == 0, sound["quantity"].sum(), ibis.null("float64")),
    )


def between(table: ir.Table) -> ir.Table:
    """The lines whose exporter and importer are two countries."""
    return table.filter(
        table["exporter"] != "", table["importer"] != "", table["exporter"] != table["importer"]
    )


def rejected(table: ir.Table) -> ir.Table:
    """The lines with a reason, all their columns as text."""
    return table.filter(table["reason"].notnull())


def _fields() -> tuple[str, ...]:
    return (*FLOW, "value", "quantity")


def _text(lines: ir.Table, mapping: CustomsMapping, name: str) -> Any:
    """The field's text without spaces around it, null where it is empty."""
    import ibis

    if name in mapping.fixed:
        return ibis.literal(mapping.fixed[name])
    if name not in mapping.columns:
        return ibis.null("string")
    return lines[mapping.columns[name]].strip().nullif("")


def _year(table: ir.Table, mapping: CustomsMapping) -> Any:
    text = table["_year_text"].re_extract(mapping.year_pattern(), 1).nullif("")
    return text.cast("int16")


def _product(table: ir.Table) -> Any:
    import ibis

    digits = table["_product_text"].re_replace(r"[\s.]", "")
    return ibis.ifelse(digits.re_search(r"^\d{6,12}$"), digits.substr(0, 6), ibis.null("string"))


def _number(text: Any, mapping: CustomsMapping) -> Any:
    """The number of a text, null where it is none: the cast sees numbers only."""
    import ibis

    thousands = "," if mapping.decimal == "." else "."
    plain = text.replace(thousands, "").replace(mapping.decimal, ".").re_replace(r"\s", "")
    return ibis.ifelse(plain.re_search(_NUMBER), plain, ibis.null("string")).cast("float64")


def _faults(table: ir.Table, headings: dict[str, str]) -> list[tuple[Any, Any]]:
    def quoted(what: str, name: str) -> Any:
        import ibis

        heading = headings.get(name, "").replace(":", " ")
        said = f"{what} (column '{heading}')" if heading else what
        parts = [ibis.literal(f"{said}: '"), table[f"_{name}_text"].fill_null(""), "'"]
        return reduce(lambda left, right: left + right, parts)

    quantity_text = table["_quantity_text"]
    return [
        (table["_uneven"], UNEVEN),
        (table["year"].isnull(), quoted("not a date of the declared format", "year")),
        (table["exporter"].isnull(), quoted("exporter is not a known country", "exporter")),
        (table["importer"].isnull(), quoted("importer is not a known country", "importer")),
        (table["product"].isnull(), quoted("not a product code of six digits or more", "product")),
        (table["value"].isnull(), quoted("value is not a number", "value")),
        (table["value"] < 0, quoted("value is negative", "value")),
        (table["value"] > LARGEST, quoted("value is larger than any trade", "value")),
        (
            quantity_text.notnull() & table["quantity"].isnull(),
            quoted("quantity is not a number", "quantity"),
        ),
        ((table["quantity"] < 0).fill_null(False), quoted("quantity is negative", "quantity")),
        (
            (table["quantity"] > LARGEST).fill_null(False),
            quoted("quantity is larger than any", "quantity"),
        ),
    ]
