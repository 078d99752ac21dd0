"""What every part of the gathering needs to know of the brief that is being made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sinergi.brief.gather.ledger import Ledger
from sinergi.brief.messages import Translator
from sinergi.brief.model import Country
from sinergi.cooperation.record import CooperationRecord
from sinergi.evidence.caching import store_cache
from sinergi.evidence.datasets import trade
from sinergi.evidence.histories import years_held
from sinergi.evidence.worlds import period
from sinergi.trade import queries
from sinergi.trade.catalogue import Dataset
from sinergi.trade.windows import window
from sinergi.vocabulary import countries
from sinergi.vocabulary.country_forms import Name
from sinergi.vocabulary.restrictive_measures import Measure, measures_between


@dataclass(frozen=True)
class Context:
    """Two countries, a language, a dataset, and the record if there is one."""

    a: str
    b: str
    translator: Translator
    dataset: Dataset
    ledger: Ledger
    record: CooperationRecord | None
    today: date
    memo: dict[str, Any] = field(default_factory=dict, compare=False)
    """What several parts of this brief need and one has computed."""

    @property
    def lang(self) -> str:
        """The brief's language."""
        return self.translator.lang

    @property
    def first(self) -> int:
        """First year of the dataset."""
        return self.held[0]

    @property
    def last(self) -> int:
        """Last year of the dataset."""
        return self.held[-1]

    @property
    def held(self) -> tuple[int, ...]:
        """The years that the dataset holds, ascending."""
        return years_held(self.dataset)

    @property
    def window(self) -> str:
        """The window of every mean of the brief, as a year argument of measures."""
        return period(self.window_years)

    @property
    def window_years(self) -> range:
        """The years of the window: that of rankings and of the measures of the world."""
        return window(self.dataset)

    @property
    def window_text(self) -> str:
        """The window as it is written."""
        return self.window.replace("-", "–")

    @property
    def pairs(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Exporter and importer, both ways."""
        return (self.a, self.b), (self.b, self.a)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The acts that restrict dealings between the two."""
        return measures_between(self.a, self.b)

    @property
    def restricted(self) -> bool:
        """Whether broad measures stand between the two: then no goods are promoted."""
        return any(one.scope == "trade" for one in self.measures)

    def trades(self, iso3: str) -> bool:
        """Whether the dataset holds any trade of the country."""
        return iso3 in _countries(self.dataset.id)

    def country(self, iso3: str) -> Country:
        """Code and name."""
        return Country(code=iso3, name=countries.name(iso3, self.lang))

    def name(self, iso3: str) -> Name:
        """The country's name in the brief's language, which knows its cases."""
        return Name(iso3, self.lang)


@store_cache(4)
def _countries(identifier: str) -> frozenset[str]:
    return frozenset(queries.countries(trade(identifier)))


def year_ranges(years: list[int]) -> str:
    """Years as they are written: 2009–2012, 2015."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
