r"""How much of a sector one country could sell another, where both are known by totals only.

For each HS chapter c of the sector the exporter's share of the world's exports, by how easily the
two trade all goods, of what the importer buys,

.. math:: \sum_c \min(1, s_{ic} e_{ij}) \, m_{jc},

the supply, demand and ease of the export potential (Decreux and Spies 2016, Export Potential
Assessments, International Trade Centre) a level higher. It orders sectors; it is no forecast.
docs/results/fits.md holds it against simpler orders.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from sinergi.evidence.caching import store_cache
from sinergi.evidence.chapter_measures import DIGITS, all_goods, chapter_years, totals_of
from sinergi.evidence.country_totals import CountryTotals, country_totals
from sinergi.evidence.sector_answers import chapters_of
from sinergi.indicators.arrays import Array, divide
from sinergi.trade import catalogue
from sinergi.vocabulary.sectors import Sector
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class _Chapter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    chapter: str = Field(pattern=r"^\d{2}$")
    without: Translated


@cache
def _left_out() -> dict[str, Translated]:
    """The chapters that no fit counts, with the words for it.

    Raises:
        DataError: ``opportunities/fit-chapters.csv`` breaks its rules; it says where.
    """
    rows = read_table(data_path("opportunities", "fit-chapters.csv"), _Chapter, unique="chapter")
    return {row.chapter: row.without for row in rows}


@cache
def counted(sector: Sector) -> Sector | None:
    """The sector as a fit counts it, which its name says; None where nothing is left of it."""
    chapters = [code for code in chapters_of(sector) if code not in _left_out()]
    out = [words for code, words in _left_out().items() if code in chapters_of(sector)]
    if not chapters:
        return None
    if not out:
        return sector
    name = {
        lang: f"{text} ({', '.join(words[lang] for words in out)})"
        for lang, text in sector.name.root.items()
    }
    return sector.model_copy(update={"hs": tuple(chapters), "name": Translated(name)})


def expected(sector: Sector, exporter: str, importer: str) -> float | None:
    """US dollars a year of the sector, by the shares of the two and their ease of trade.

    Args:
        sector: As :func:`counted` gives it.
        exporter: ISO3 code.
        importer: ISO3 code.

    Returns:
        None where a dataset of totals does not hold one of the two.
    """
    if any(catalogue.default_totals(flow) is None for flow in ("exports", "imports", "pairs")):
        return None
    sold, bought, world = _sold(), _bought(), all_goods()
    known = exporter in sold.countries and importer in bought.countries
    if not known or not {exporter, importer} <= world.country_index.keys():
        return None
    ease = float(world.ease.value[world.country(exporter), world.country(importer)])
    if np.isnan(ease):
        return None
    shares = divide(
        sold.value[sold.countries.index(exporter)], sold.value.sum(axis=0), otherwise=0.0
    )
    imports = _by_chapter(totals_of("imports").id, sold.products)[bought.countries.index(importer)]
    chosen = [sold.products.index(code) for code in chapters_of(sector) if code in sold.products]
    return float((np.minimum(shares[chosen] * ease, 1.0) * imports[chosen]).sum())


def _sold() -> CountryTotals:
    first, _, last = chapter_years().partition("-")
    return country_totals(totals_of("exports").id, "exporter", int(first), int(last or first))


def _bought() -> CountryTotals:
    held = totals_of("imports")
    years = held.years_held
    return country_totals(held.id, "importer", years[0], years[-1])


@store_cache(2)
def _by_chapter(_dataset: str, chapters: tuple[str, ...]) -> Array:
    return by_chapter(_bought(), chapters)


def by_chapter(bought: CountryTotals, chapters: tuple[str, ...]) -> Array:
    """Imports by chapter ``(C, chapters)``, US dollars, of imports by product."""
    heads = np.array([code[:DIGITS] for code in bought.products])
    return np.stack([bought.value[:, heads == code].sum(axis=1) for code in chapters], axis=1)
