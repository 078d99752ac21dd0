"""A sector answered from totals of trade, where the data at hand hold no single product of it."""

from __future__ import annotations

from collections.abc import Iterable

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.facility_group import plant_sentence
from sinergi.brief.messages import N_
from sinergi.brief.model import Column, Group, Part, Sentence, Table
from sinergi.evidence import Evidence
from sinergi.evidence.sector_answers import SPAN, Bought, Sold, beside, exports_of, imports_of
from sinergi.facilities import Facility, chief_owners, facilities, largest
from sinergi.trade import catalogue
from sinergi.vocabulary import products
from sinergi.vocabulary.country_forms import Name
from sinergi.vocabulary.positions import positions
from sinergi.vocabulary.sectors import Sector, sectors

LARGEST = 3
"""Products that a table shows for each country."""
PLANTS = 3
"""Plants named for each country."""


def totals_evidence(context: Context, sector: Sector) -> tuple[list[Table], list[Sentence]]:
    """Tables and sentences of a sector; empty where the totals know nothing of it either.

    Nothing where the user's own data cover all goods: they answer by product.
    """
    if context.dataset.complete:
        return [], []
    both = (context.a, context.b)
    sold = {country: exports_of(sector, country) for country in both}
    bought = {country: imports_of(sector, country, limit=LARGEST) for country in both}
    tables = []
    if any(sold.values()) or any(bought.values()):
        tables.append(_sides(context, sector, sold, bought))
    if any(bought.values()):
        tables.append(_products(context, sector, bought))
    return tables, _plants(context, sector)


def sector_by_sector(context: Context) -> Group | None:
    """Every sector of goods, one table a direction: what the one sells, what the other buys.

    None where the user's own data cover all goods: those answer by product.
    """
    if context.dataset.complete:
        return None
    tables = [_matched(context, i, j) for i, j in context.pairs]
    ladder = _ladder(context)
    return Group(
        title=context.translator("Sector by sector"),
        sentences=ladder,
        tables=[table for table in tables if table is not None],
    )


def _matched(context: Context, exporter: str, importer: str) -> Table | None:
    """Sectors by what the exporter is strong in, with what the importer buys of each."""
    _, note = context.translator, context.ledger.note
    found: list[tuple[float, list[Part | None], Sold | None, Bought | None]] = []
    for sector in sectors().values():
        sold, bought = exports_of(sector, exporter), imports_of(sector, importer, limit=0)
        if sold is None and bought is None:
            continue
        row: list[Part | None] = [_capital(sector.name[context.lang])]
        row += (
            [_("not known"), None, None]
            if sold is None
            else [note(sold.value), note(sold.advantage), note(sold.place)]
        )
        row += _purchases(context, bought)
        strength = (sold.advantage.value or 0.0) if sold else -1.0
        found.append((strength, row, sold, bought))
    if not found:
        return None
    found.sort(key=lambda one: -one[0])
    names = {"exporter": context.name(exporter), "importer": context.name(importer)}
    rival = _rival(context, [bought for *_rest, bought in found])
    return _with_rival(
        context,
        Table(
            id=f"sectors-{exporter}-{importer}",
            title=_("What {exporter} sells and {importer} buys", **names),
            columns=[
                Column(key="sector", title=_("sector")),
                Column(key="exports", title=_("sells a year"), numeric=True),
                Column(key="rca", title=_("RCA"), numeric=True),
                Column(key="rank", title=_("place"), numeric=True),
                Column(key="imports", title=_("buys a year, at least"), numeric=True),
            ],
            rows=[row for _strength, row, _sold, _bought in found],
            note=_periods(context, found, rival),
        ),
        N_("from {rival:gen}, at most"),
        rival,
    )


def _periods(
    context: Context,
    found: list[tuple[float, list[Part | None], Sold | None, Bought | None]],
    rival: Name | None,
) -> str:
    _ = context.translator
    sold = next((one for *_x, one, _b in found if one is not None), None)
    bought = next((one for *_x, one in found if one is not None), None)
    periods = _(
        "Sells: whole HS chapters, mean of {window}. Buys: products of the same chapters, mean of "
        "{period}. Two periods, not to be subtracted. RCA above 1: a larger share of its exports "
        "than of the world's.",
        window=sold.window.replace("-", "–") if sold else "–",
        period=bought.period.replace("-", "–") if bought else "–",
    )
    return " ".join(filter(None, [periods, _also_from(context, rival)]))


def _rival(context: Context, bought: Iterable[Bought | None]) -> Name | None:
    """The supplier whose part of what is bought the totals know."""
    known = [one.rival for one in bought if one is not None and one.rival is not None]
    return context.name(known[0]) if known else None


def _also_from(context: Context, rival: Name | None) -> str:
    """Of which products the imports are known, where the totals name a supplier."""
    if rival is None:
        return ""
    return context.translator(
        "Of what is bought only those products are known that are also bought from {rival:gen}.",
        rival=rival,
    )


def _purchases(context: Context, bought: Bought | None) -> list[Part | None]:
    """The cells of what is bought: its value, and the part of the supplier that is known."""
    if bought is None:
        return [context.translator("not known"), None]
    return [context.ledger.note(bought.value), _share(context, bought.rival_share)]


def _share(context: Context, found: Evidence | None) -> Part | None:
    return None if found is None else context.ledger.note(found)


def _with_rival(context: Context, table: Table, title: str, rival: Name | None) -> Table:
    """The table with a column for its last cells, which are of the rival; without them if none."""
    if rival is None:
        table.rows = [row[:-1] for row in table.rows]
    else:
        titled = context.translator(title, rival=rival)
        table.columns.append(Column(key="rival", title=titled, numeric=True))
    return table


def _ladder(context: Context) -> list[Sentence]:
    """How far from final use each country sells."""
    held = catalogue.default_totals("exports")
    if (
        held is None
        or held.years is None
        or not positions(held.nomenclature or "", held.digits).height
    ):
        return []
    _, figure = context.translator, context.ledger.figure
    last = held.years[1]
    window = f"{last - SPAN + 1}-{last}"
    return [
        _.sentence(
            "{country}: {far} of what it sells is far from final use (3.2 stages or more), {final} "
            "is in or next to it; {stages} stages on average ({window}, by chapter).",
            country=context.name(country),
            far=figure("ladder-share", country, "far", window, dataset=held.id),
            final=figure("ladder-share", country, "final", window, dataset=held.id),
            stages=figure("upstreamness", country, window, dataset=held.id),
            window=window.replace("-", "–"),
        )
        for country in (context.a, context.b)
    ]


def _sides(
    context: Context,
    sector: Sector,
    sold: dict[str, Sold | None],
    bought: dict[str, Bought | None],
) -> Table:
    """What each sells by chapter and buys by product."""
    _ = context.translator
    rival = _rival(context, bought.values())
    titles = (
        ("country", _("country")),
        ("exports", _("exports a year")),
        ("growth", _("change")),
        ("rca", _("RCA")),
        ("rank", _("place in the world")),
        ("imports", _("imports a year, at least")),
    )
    rows = [_side(context, country, sold[country], bought[country]) for country in sold]
    notes = [_note(context, sold, bought), _also_from(context, rival), _beside(context, sector)]
    return _with_rival(
        context,
        Table(
            id=f"sector-totals-{sector.code}",
            title=_("{sector}: both sides", sector=_capital(sector.name[context.lang])),
            columns=[
                Column(key=key, title=title, numeric=key != "country") for key, title in titles
            ],
            rows=rows,
            note=" ".join(filter(None, notes)),
        ),
        N_("of it from {rival:gen}, at most"),
        rival,
    )


def _side(
    context: Context, country: str, sold: Sold | None, bought: Bought | None
) -> list[Part | None]:
    note = context.ledger.note
    unknown = context.translator("not known")
    cells: list[Part | None] = [context.name(country)]
    if sold is None:
        cells += [unknown, None, None, None]
    else:
        cells.append(note(sold.value))
        for one in (sold.growth, sold.advantage, sold.place):
            cells.append(note(one) if sold.value.value else None)
    return [*cells, *_purchases(context, bought)]


def _note(context: Context, sold: dict[str, Sold | None], bought: dict[str, Bought | None]) -> str:
    """Which chapters, which years, which level: the two halves are of different ones."""
    _ = context.translator
    parts = []
    for one in sold.values():
        if one is not None:
            names = ", ".join(
                products.name(code, context.lang) for code in one.chapters.split("+")[:4]
            )
            more = " …" if len(one.chapters.split("+")) > 4 else ""
            parts.append(
                _(
                    "Exports: whole HS chapters ({chapters}), mean of {window}; change a year "
                    "since {before}.",
                    chapters=names + more,
                    window=one.window.replace("-", "–"),
                    before=one.before.replace("-", "–"),
                )
            )
            break
    for buys in bought.values():
        if buys is not None:
            parts.append(
                _(
                    "Imports: by product, mean of {period}; not to be subtracted from exports.",
                    period=buys.period.replace("-", "–"),
                )
            )
            break
    return " ".join(parts)


def _beside(context: Context, sector: Sector) -> str:
    """Which goods of the sector are in neither sum, since their chapter is another's."""
    codes = beside(sector)
    if not codes:
        return ""
    names = ", ".join(
        f"{products.name(one, context.lang)} ({products.revision_of(one)} {one})"
        for one in codes[:4]
    )
    more = " …" if len(codes) > 4 else ""
    return context.translator("In neither: {goods}.", goods=names + more)


def _products(context: Context, sector: Sector, bought: dict[str, Bought | None]) -> Table:
    """The largest products that each buys, with the part of the supplier that is known."""
    _, note = context.translator, context.ledger.note
    rows: list[list[Part | None]] = [
        [
            context.name(country),
            f"{products.name(one.product, context.lang, 'HS22')} (HS {one.product})",
            note(one.value),
            _share(context, one.rival_share),
        ]
        for country, found in bought.items()
        if found is not None
        for one in found.largest
    ]
    rival = _rival(context, bought.values())
    return _with_rival(
        context,
        Table(
            id=f"sector-products-{sector.code}",
            title=_("{sector}: what each buys most", sector=_capital(sector.name[context.lang])),
            columns=[
                Column(key="country", title=_("country")),
                Column(key="product", title=_("product")),
                Column(key="imports", title=_("imports a year"), numeric=True),
            ],
            rows=rows,
            note=None,
        ),
        N_("of it from {rival:gen}"),
        rival,
    )


def _plants(context: Context, sector: Sector) -> list[Sentence]:
    """The largest facilities of each country in the sector, with their owners.

    A power plant that feeds an industry is none of its works: it is named apart.
    """
    found: list[Sentence] = []
    for country in (context.a, context.b):
        held = facilities(country, sector=sector.code)
        works = [one for one in held if not one.only_feeds(sector.code)]
        fed = [one for one in held if one.only_feeds(sector.code)]
        if works:
            found.append(
                _named(
                    context, country, works, N_("{country}, plants and mines: {count}; {plants}.")
                )
            )
        if fed:
            found.append(
                _named(
                    context,
                    country,
                    fed,
                    N_("{country}, power plants that feed the industry: {count}; {plants}."),
                )
            )
    return found


def _named(context: Context, country: str, held: list[Facility], message: str) -> Sentence:
    behind = chief_owners(country)
    plants: Sentence = []
    for one in largest(held, PLANTS):
        plants += ["; "] if plants else []
        plants += plant_sentence(context, one, behind.get(one.id))
    count = len({one.name for one in held})
    names = {"country": context.name(country), "count": str(count)}
    return context.translator.sentence(message, **names, plants=plants)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
