"""Goods in which trade is controlled: by convention, licence list, or the exporter's own ban."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.errors import DataError
from sinergi.vocabulary.events import PolicyEvent, export_ban
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class Regime(BaseModel):
    """A convention or list: its title, what to mind, and where it is published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    regime: str
    source: str = Field(pattern=r"^https://")
    title: Translated
    care: Translated


class Control(BaseModel):
    """Why a product is controlled.

    ``scope`` is ``part`` where the code holds other goods too: a person must look. ``regime`` is
    None for the exporter's own ban, which ``act`` names; ``article`` says where in the regime.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    scope: Literal["whole", "part"]
    article: Translated | None = None
    regime: Regime | None = None
    act: PolicyEvent | None = None

    def title(self, lang: str) -> str:
        """The regime, or what the exporter's act did, in ``lang``."""
        if self.regime is not None:
            return self.regime.title[lang]
        return self.act.text(lang) if self.act is not None else ""

    def care(self, lang: str) -> str | None:
        """What to mind, in ``lang``; None for a ban, which says it itself."""
        return None if self.regime is None else self.regime.care[lang]

    def place(self, lang: str) -> str:
        """Where the regime says so, in ``lang``, or the source of the act."""
        return self.article[lang] if self.article is not None else self._act_source

    @property
    def source(self) -> str:
        """Where the regime is published, or the act."""
        return self.regime.source if self.regime is not None else self._act_source

    @property
    def _act_source(self) -> str:
        return self.act.source if self.act is not None else ""


class _Good(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")
    revisions: str = ""
    regime: str
    scope: Literal["whole", "part"]
    article: Translated


def controls(product: str, nomenclature: str | None, exporter: str) -> tuple[Control, ...]:
    """The controls on a product, regimes first, then the exporter's own ban in force.

    Args:
        product: Code of six digits.
        nomenclature: Its HS revision, such as ``HS92``; None is taken for it.
        exporter: ISO3 code.

    Raises:
        DataError: a file breaks its rules; it says in which line.
    """
    revision = nomenclature or "HS92"
    found = [
        control
        for control, revisions in _goods()
        if product.startswith(control.code) and (not revisions or revision in revisions)
    ]
    act = export_ban(exporter, product)
    if act is not None:
        found.append(Control(code=act.product, scope="whole", act=act))
    return tuple(found)


@cache
def _goods() -> list[tuple[Control, frozenset[str]]]:
    regimes = {
        row.regime: row
        for row in read_table(data_path("opportunities", "controls.csv"), Regime, unique="regime")
    }
    path = data_path("opportunities", "controlled-goods.csv")
    found = []
    for row in read_table(path, _Good):
        if row.regime not in regimes:
            raise DataError(
                f"the regime '{row.regime}' of {row.code} is not in controls.csv",
                where=str(path),
                advice=f"Regimes: {', '.join(regimes)}",
            )
        control = Control(
            code=row.code, scope=row.scope, article=row.article, regime=regimes[row.regime]
        )
        found.append((control, frozenset(row.revisions.split())))
    return found
