"""The registry of measures: name, arguments, formula, source, and the function that computes."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sinergi.errors import UnknownNameError, UsageError
from sinergi.evidence.caching import refresh, store_cache
from sinergi.evidence.datasets import reference
from sinergi.evidence.identifiers import Identifier, parse
from sinergi.evidence.provenance import Evidence, Input, Reference, Unit
from sinergi.facilities import facility
from sinergi.trade import catalogue
from sinergi.vocabulary import countries, products
from sinergi.vocabulary.reasons import Reason

WORLD = "WLD"
"""The country argument that stands for all countries."""
ALL = "all"
"""The product argument that stands for all products of the dataset."""

BACI = "Gaulier and Zignago (2010), BACI: International Trade Database at the Product-Level"
"""The source of measures that are read off trade data, where these are BACI's."""

COUNTRY_ARGUMENTS = frozenset({"country", "exporter", "importer", "partner"})
"""Names of arguments that hold a country."""

YEAR_ARGUMENTS = frozenset({"year", "first", "last"})
"""Names of arguments that hold a year or an interval of years."""

_MODULES = (
    "trade_measures",
    "destination_measures",
    "economy_measures",
    "potential_measures",
    "advantage_measures",
    "opening_measures",
    "chapter_measures",
    "tariff_measures",
    "partner_measures",
    "mineral_measures",
    "facility_measures",
    "reporting_measures",
    "ladders",
)


@dataclass(frozen=True)
class Result:
    """What a measure's function gives back: the value (None: unknown, and why), its inputs."""

    value: float | None
    inputs: tuple[Input, ...] = ()
    unknown: Reason | None = None
    notes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Ids of further datasets that were read."""


@dataclass(frozen=True)
class Measure:
    """One number that can be asked for.

    ``label`` is a format string over the arguments; ``formula`` and ``source`` are those of the
    literature or of the dataset's producer.
    """

    name: str
    arguments: tuple[str, ...]
    unit: Unit
    label: str
    formula: str
    source: str
    compute: Callable[..., Result]
    mean: bool = False
    """Whether the values of an interval of years are annual means, not one over all of them."""
    dataset: str | None = None
    """The one dataset that the measure is read from, which ``compute`` is not handed then."""

    def is_mean(self, argument: str, text: str) -> bool:
        """Whether the argument is an interval of years over which the measure takes a mean."""
        return self.mean and argument in YEAR_ARGUMENTS and "-" in text


_REGISTRY: dict[str, Measure] = {}


def measure(
    name: str,
    arguments: str,
    *,
    unit: Unit,
    label: str,
    formula: str,
    source: str,
    mean: bool = False,
    dataset: str | None = None,
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Register a function of (dataset id, arguments…) as the measure ``name``.

    The other arguments are the fields of :class:`Measure`; where ``dataset`` names the one that
    the measure is read from, the function is one of the arguments alone.
    """

    def register(function: Callable[..., Result]) -> Callable[..., Result]:
        _REGISTRY[name] = Measure(
            name, tuple(arguments.split()), unit, label, formula, source, function, mean, dataset
        )
        return function

    return register


@cache
def measures() -> dict[str, Measure]:
    """All measures by name."""
    for module in _MODULES:
        importlib.import_module(f"sinergi.evidence.{module}")
    return dict(sorted(_REGISTRY.items()))


def evidence(name: str, *arguments: str | int, dataset: str) -> Evidence:
    """Compute a measure and return it with its id, formula, source and inputs.

    Raises:
        UnknownNameError: no such measure or dataset.
        UsageError: the number of arguments is wrong, or one is out of range.
    """
    refresh()
    return _evidence(Identifier(name, tuple(str(a) for a in arguments), dataset))


@store_cache(4096)
def _evidence(identifier: Identifier) -> Evidence:
    found = measures().get(identifier.measure)
    if found is None:
        raise UnknownNameError(
            f"measure '{identifier.measure}' is not known",
            advice=f"Measures: {', '.join(measures())}",
        )
    if len(identifier.arguments) != len(found.arguments):
        raise UsageError(
            f"measure '{found.name}' takes {len(found.arguments)} arguments "
            f"({'/'.join(found.arguments)}), not {len(identifier.arguments)}"
        )
    named = dict(zip(found.arguments, identifier.arguments, strict=True))
    for name in COUNTRY_ARGUMENTS & named.keys():
        _check_country(named[name])
    if found.dataset not in (None, identifier.dataset):
        raise UsageError(
            f"measure '{found.name}' is read from dataset '{found.dataset}', not "
            f"'{identifier.dataset}'"
        )
    given = (identifier.dataset,) if found.dataset is None else ()
    result = found.compute(*given, **named)
    datasets = _references((identifier.dataset, *result.also))
    return Evidence(
        id=str(identifier),
        measure=found.name,
        arguments=named,
        label=found.label.format(
            **{name: _word(found, name, text, identifier.dataset) for name, text in named.items()}
        ),
        value=result.value,
        unit=found.unit,
        unknown=result.unknown,
        formula=found.formula,
        source=source_of(found, datasets[0]),
        datasets=datasets,
        inputs=result.inputs,
        notes=result.notes,
    )


def source_of(found: Measure, dataset: Reference) -> str:
    """The source of a measure on a dataset: values of data other than BACI are their producer's."""
    if found.source == BACI and "BACI" not in f"{dataset.title} {dataset.producer}":
        return f"{dataset.producer}: {dataset.title}"
    return found.source


def _word(measure: Measure, argument: str, text: str, dataset: str) -> str:
    """An argument as a person reads it: countries and products by name, means called means."""
    if measure.is_mean(argument, text):
        return f"mean of {text}"
    if argument in COUNTRY_ARGUMENTS:
        return "the world" if text == WORLD else countries.name(text)
    if argument == "product" and text.isdigit():
        revision = _nomenclature(dataset)
        name = products.name(text, nomenclature=revision)
        return f"{name} ({products.revision_of(text, revision)} {text})"
    if argument == "plant" and text.isdigit() and (plant := facility(int(text))):
        return plant.name
    return text


@store_cache(64)
def _nomenclature(dataset: str) -> str:
    return catalogue.dataset(dataset).nomenclature or "HS92"


def _check_country(text: str) -> None:
    if text != WORLD and not countries.is_country(text):
        raise UnknownNameError(
            f"country '{text}' is not known",
            advice=f"Give an ISO3 code such as IDN, or {WORLD} for the world",
        )


def _references(identifiers: tuple[str, ...]) -> tuple[Reference, ...]:
    return tuple(reference(one) for one in dict.fromkeys(identifiers))


def explain(identifier: str) -> Evidence:
    """Compute the number of an evidence id again, from the datasets as they are now.

    Raises:
        UsageError: the text is not an id, or an argument is out of range.
        UnknownNameError: the measure or the dataset is not there.
    """
    refresh()
    return _evidence(parse(identifier))


def as_input(name: str, found: Evidence) -> Input:
    """A number as the input of another."""
    return Input(name=name, value=found.value, unit=found.unit, evidence=found.id)
