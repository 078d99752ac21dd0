"""Production chains as data: ordered stages, each with its products."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from sinergi.errors import DataError, UnknownNameError
from sinergi.indicators.arrays import Array
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

NOMENCLATURE = "HS92"
"""Of the chains that ship; convert the flows, not the chain."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    stage: int = Field(ge=0)
    name: Translated
    product: str = Field(pattern=r"^\d{6}$")
    content: float | None = Field(default=None, gt=0, le=1)
    source: str


@dataclass(frozen=True)
class Chain:
    """A chain: ``stages[s]`` is the name of stage ``s`` by language, 0 the raw material.

    ``stage`` gives the stage of each product code, ``content`` the tonnes of the material in a
    tonne of it, where known.
    """

    id: str
    stages: tuple[Translated, ...]
    stage: dict[str, int]
    content: dict[str, float]

    def products(self, stage: int) -> tuple[str, ...]:
        """The codes of one stage."""
        return tuple(code for code, number in self.stage.items() if number == stage)

    def stage_index(self, products: list[str]) -> NDArray[np.intp]:
        """The stage of each code, -1 for one that is not in the chain."""
        return np.array([self.stage.get(code, -1) for code in products], dtype=np.intp)

    def contents(self, products: list[str]) -> Array:
        """The content of each code, NaN where not known."""
        return np.array([self.content.get(code, np.nan) for code in products])


def read_chain(path: Path) -> Chain:
    """Read a chain from a table; its id is the file's name.

    Raises:
        DataError: with the line of what is wrong; or a stage is missing or has two names.
    """
    rows = read_table(path, _Row, unique="product")
    names: dict[int, Translated] = {}
    for row in rows:
        if names.setdefault(row.stage, row.name) != row.name:
            raise DataError(f"stage {row.stage} has two names", where=str(path))
    if sorted(names) != list(range(len(names))) or len(names) < 2:
        raise DataError(
            f"the stages are {', '.join(str(stage) for stage in sorted(names)) or 'none'}",
            where=str(path),
            advice="Number them 0, 1, 2 and so on, at least two",
        )
    return Chain(
        id=path.stem,
        stages=tuple(names[stage] for stage in sorted(names)),
        stage={row.product: row.stage for row in rows},
        content={row.product: row.content for row in rows if row.content is not None},
    )


@cache
def chains() -> dict[str, Chain]:
    """The chains that ship with the package, by id."""
    return {path.stem: read_chain(path) for path in sorted(data_path("chains").glob("*.csv"))}


def chain(name: str) -> Chain:
    """The chain of this id.

    Raises:
        UnknownNameError: there is none.
    """
    try:
        return chains()[name]
    except KeyError:
        raise UnknownNameError(
            f"the chain '{name}' is not known",
            advice=f"The chains are {', '.join(chains())}",
        ) from None
