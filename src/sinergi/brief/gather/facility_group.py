"""What stands in the two countries: mines, plants and fields by kind, counted and on a map."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import Translator
from sinergi.brief.model import Chart, Column, Group, Part, Place, Sentence, Table
from sinergi.facilities import DATASET, Facility, facilities, kinds, plant_words
from sinergi.vocabulary import countries

CELL = 4
"""Marks a degree: facilities of a kind that are nearer to one another are one mark."""


def facility_group(context: Context) -> Group | None:
    """How many facilities of each kind operate in the two countries, and where."""
    table = _table(context)
    if table is None:
        return None
    return Group(
        title=context.translator("Mines, power plants and steel plants"),
        tables=[table],
        charts=[facility_map((context.a, context.b), context.translator)],
    )


def facility_map(codes: tuple[str, ...], translator: Translator) -> Chart:
    """The operating facilities of countries on a map of each.

    Args:
        codes: ISO3 codes, one map each.
        translator: Of the reader's language.
    """
    _, lang = translator, translator.lang
    places, told = [], []
    for code in codes:
        held = [one for one in facilities(code) if one.status == "operating"]
        counts = {kind: len({f.name for f in held if f.kind == kind}) for kind in kinds()}
        words = [f"{kinds()[kind].names[lang]} {n}" for kind, n in counts.items() if n]
        told.append(f"{countries.name(code, lang)}: {', '.join(words) or '–'}")
        cells = {
            (one.kind, round(one.lat * CELL), round(one.lon * CELL)): Place(
                country=code, kind=one.kind, lat=round(one.lat, 2), lon=round(one.lon, 2)
            )
            for one in held
            if one.lat is not None and one.lon is not None
        }
        places += list(cells.values())
    return Chart(
        id="plants",
        kind="plants",
        title=_("Where they stand"),
        unit="count",
        axis="",
        countries=list(codes),
        places=places,
        alt="; ".join(told),
        note=_(
            "Global Energy Monitor. Facilities of a kind near to one another are one mark; some "
            "have no known place. Outlines: Natural Earth. They say nothing about the status of "
            "any territory."
        ),
    )


def plant_sentence(context: Context, one: Facility, owner: str | None = None) -> Sentence:
    """A facility in words; the capacity of a power plant is a number with its evidence."""
    before, capacity, after = plant_words(one, context.lang, *filter(None, [owner]))
    if capacity is None:
        return [before + after]
    if one.kind_row.unit != "MW":
        return [before + capacity + after]
    figure = context.ledger.figure("plant-capacity", one.id, dataset=DATASET)
    return [before, figure, after]


def _table(context: Context) -> Table | None:
    _, figure = context.translator, context.ledger.figure
    both = (context.a, context.b)
    held = {
        country: {one.kind for one in facilities(country) if one.status == "operating"}
        for country in both
    }
    rows: list[list[Part | None]] = []
    for kind in kinds().values():
        if not any(kind.code in found for found in held.values()):
            continue
        row: list[Part | None] = [_capital(kind.names[context.lang])]
        for country in both:
            asked = (country, kind.code, "operating")
            row.append(figure("facility-count", *asked, dataset=DATASET))
            capacity = None
            if kind.unit == "MW" and kind.code in held[country]:
                capacity = figure("facility-capacity", *asked, dataset=DATASET)
            row.append(capacity if capacity is None or capacity.value is not None else None)
        rows.append(row)
    if not rows:
        return None
    columns = [Column(key="kind", title=_("kind"))]
    for country in both:
        name = context.name(country)
        columns.append(
            Column(key=f"{country}-n", title=_("{country}: number", country=name), numeric=True)
        )
        columns.append(
            Column(key=f"{country}-mw", title=_("{country}: capacity", country=name), numeric=True)
        )
    return Table(
        id="facilities",
        title=_("Operating facilities"),
        columns=columns,
        rows=rows,
        note=_("Global Energy Monitor, trackers of 2024 and 2025; small ones are left out."),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
