"""What the catalogue says of an indicator, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import polars as pl

from sinergi.errors import UsageError
from sinergi.indicators.arrays import choice
from sinergi.indicators.inputs import Inputs
from sinergi.indicators.panel import Panel, Trade

Arguments: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Argument:
    """An argument, its default, and which package the default agrees with.

    ``kind`` is the type of a value; ``choices`` are all values of a text argument, if they are few.
    """

    name: str
    default: Any
    meaning: str
    choices: tuple[str, ...] = ()
    peer: str = ""
    kind: type = str


@dataclass(frozen=True)
class Output:
    """A long table, what must be said beside it, and numbers that qualify it, by year."""

    table: pl.DataFrame
    warnings: tuple[str, ...] = ()
    facts: Mapping[int, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class When:
    """What is true for some values of an argument; without values, as soon as it is given."""

    argument: str
    values: tuple[Any, ...] = ()

    def holds(self, arguments: Arguments) -> bool:
        """Whether it is true of these arguments, defaults filled in."""
        value = arguments.get(self.argument)
        return value in self.values if self.values else value is not None

    def words(self, arguments: Arguments) -> str:
        """The argument and its value, for messages."""
        return f"{self.argument} {arguments.get(self.argument)}"


Condition: TypeAlias = bool | When


def holds(condition: Condition, arguments: Arguments) -> bool:
    """Whether a property of an indicator is true for its arguments."""
    return condition if isinstance(condition, bool) else condition.holds(arguments)


Compute: TypeAlias = Callable[[Trade, int, Inputs, Arguments], Output]


@dataclass(frozen=True)
class Indicator:
    """One indicator of the catalogue.

    ``columns`` are those of the output by the value of ``of``, or under ``""`` if there is no such
    argument. ``needs`` are the tables beside trade by their names in ``Inputs``; ``uses`` those
    that it takes if given. ``trade`` says what trade: ``"flows"``, ``"exports"``, ``"exports and
    imports"`` or ``"none"``.

    What it asks of the trade data stands here too, so that data which lack it are refused:

    - ``all_goods``: it compares a product with all goods of a country, and has no meaning on a part
      of them. True unless an indicator says otherwise: a new one is refused on partial data.
    - ``partners``: it needs the flows between countries where ``trade`` names less.
    - ``earlier``: it needs the year in the argument ``since`` too (without one, the year before).
    - ``nomenclature``: its product codes are of this one only.
    - ``pair_totals``: it has a meaning on the trade of pairs in all goods, without products.
    - ``lower_bounds``: it has a meaning where imports are only known to be at least so much.
    - ``coarse``: what must be said where it is computed on chapters.
    """

    name: str
    title: str
    formula: str
    source: str
    unit: str
    trade: str
    columns: Mapping[str, tuple[str, ...]]
    compute: Compute
    arguments: tuple[Argument, ...] = ()
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    all_goods: Condition = True
    partners: Condition = False
    earlier: Condition = False
    nomenclature: str | None = None
    pair_totals: bool = False
    lower_bounds: bool = False
    coarse: str | None = None

    def years(self, year: int, arguments: Arguments) -> tuple[int, ...]:
        """The years of data that one year of the indicator needs."""
        if not holds(self.earlier, arguments):
            return (year,)
        since = arguments.get("since")
        return (year - 1 if since is None else int(since), year)

    def resolve(self, given: Arguments) -> dict[str, Any]:
        """All arguments, defaults filled in, checked.

        Raises:
            UsageError: one is not known, has the wrong type or is not one of its choices.
        """
        known = {argument.name: argument for argument in self.arguments}
        for name in given:
            if name not in known:
                raise UsageError(
                    f"'{self.name}' has no argument '{name}'",
                    advice=f"It has {', '.join(known) or 'none'}",
                )
        resolved = {}
        for name, argument in known.items():
            value = given.get(name, argument.default)
            if value is not None:
                value = _typed(value, argument)
            resolved[name] = value
        return resolved


def _typed(value: Any, argument: Argument) -> Any:
    try:
        typed = argument.kind(value)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"'{value}' is no {argument.kind.__name__}", where=argument.name
        ) from error
    if argument.choices:
        choice(typed, argument.choices, argument.name)
    return typed


def each_year(function: Callable[[Panel, Inputs, Arguments], Output | pl.DataFrame]) -> Compute:
    """An indicator of one year's panel alone."""

    def compute(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
        result = function(trade.panel(year), inputs, arguments)
        return result if isinstance(result, Output) else Output(result)

    return compute


def of_no_pair(arguments: Arguments) -> None:
    """Refuse an exporter or importer where rows are not of pairs, so that none is passed over.

    Raises:
        UsageError: one was given.
    """
    for side in ("exporter", "importer"):
        if arguments[side] is not None:
            raise UsageError(
                f"rows of {arguments['of']} have no {side}",
                where=side,
                advice="Leave it out, or ask for rows that have one: see the argument 'of'",
            )


def of(*choices: str) -> Argument:
    """The argument that says of what the rows are."""
    return Argument("of", choices[0], "what a row is of", choices=choices)


def joined(outputs: Iterable[Output]) -> Output:
    """The outputs of several years under each other; equal warnings once."""
    parts = list(outputs)
    said = dict.fromkeys(warning for part in parts for warning in part.warnings)
    facts = {year: numbers for part in parts for year, numbers in part.facts.items()}
    return Output(pl.concat([part.table for part in parts]), tuple(said), facts)
