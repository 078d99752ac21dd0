"""Keeps the evidence of a brief: numbers each, and makes the figures that point to it."""

from __future__ import annotations

from collections.abc import Iterable

from sinergi.brief.messages import N_, Translator
from sinergi.brief.model import Figure, NumberedEvidence
from sinergi.brief.numbers import figure_text
from sinergi.evidence import ALL, WORLD, Evidence, evidence, measures
from sinergi.evidence.measures import COUNTRY_ARGUMENTS
from sinergi.facilities import facility, kinds, statuses
from sinergi.vocabulary import countries, products
from sinergi.vocabulary.mineral_names import mineral_name

STATISTICS = {"reserves": N_("reserves"), "production": N_("production")}
"""What is counted in mineral statistics."""

_STEPS = {
    "far": N_("far from final use"),
    "intermediate": N_("intermediate"),
    "near-final": N_("nearly final"),
    "final": N_("final"),
}
"""Steps of the ladder to final use, in words."""


class Ledger:
    """The evidence of one brief, in the order in which it is first used.

    Args:
        translator: Of the brief's language.
        dataset: Id of the trade dataset that measures read when none is named.
        nomenclature: Its nomenclature, for the names of products.
    """

    def __init__(self, translator: Translator, dataset: str, nomenclature: str) -> None:
        self._ = translator
        self.dataset = dataset
        self.nomenclature = nomenclature
        self._notes: dict[str, NumberedEvidence] = {}

    def figure(self, measure: str, *arguments: str | int, dataset: str | None = None) -> Figure:
        """The number a measure gives, noted as evidence."""
        return self.note(evidence(measure, *arguments, dataset=dataset or self.dataset))

    def value(self, measure: str, *arguments: str | int, dataset: str | None = None) -> float:
        """The number itself, 0 where it is not known: for choosing and sorting, never shown."""
        found = evidence(measure, *arguments, dataset=dataset or self.dataset)
        return found.value or 0.0

    def note(self, found: Evidence) -> Figure:
        """Note an evidence and make its figure."""
        if found.id not in self._notes:
            self._notes[found.id] = NumberedEvidence(
                note=len(self._notes) + 1,
                label=self.label(found),
                text=figure_text(found.value, found.unit, self._.lang),
                formula=self._(found.formula),
                unknown=self._why_unknown(found),
                evidence=found,
            )
        noted = self._notes[found.id]
        return Figure(
            value=found.value,
            unit=found.unit,
            text=noted.text,
            evidence=found.id,
            note=noted.note,
            unknown=noted.unknown,
        )

    def point(self, measure: str, *arguments: str | int, dataset: str | None = None) -> Figure:
        """A number for a chart: it carries its evidence's id but takes no number on the page."""
        found = evidence(measure, *arguments, dataset=dataset or self.dataset)
        return Figure(
            value=found.value,
            unit=found.unit,
            text=figure_text(found.value, found.unit, self._.lang),
            evidence=found.id,
            note=0,
            unknown=self._why_unknown(found),
        )

    def _why_unknown(self, found: Evidence) -> str | None:
        return None if found.unknown is None else found.unknown.text(self._.lang)

    def in_order_of(self, figures: Iterable[Figure]) -> list[NumberedEvidence]:
        """Number the evidence anew in the order of the figures, and give it in that order.

        The figures take the new numbers; evidence that none of them shows is left out.
        """
        numbered: dict[str, NumberedEvidence] = {}
        for figure in figures:
            if figure.note == 0:
                continue
            if figure.evidence not in numbered:
                kept = self._notes[figure.evidence]
                number = len(numbered) + 1
                numbered[figure.evidence] = kept.model_copy(update={"note": number})
            figure.note = numbered[figure.evidence].note
        return list(numbered.values())

    def label(self, found: Evidence) -> str:
        """What the number is, in the brief's language."""
        measure = measures()[found.measure]
        words = {name: self._word(name, text) for name, text in found.arguments.items()}
        for name, text in found.arguments.items():
            if measure.is_mean(name, text):
                words[name] = self._("mean of {years}", years=words[name])
        return self._(measure.label, **words)

    def _word(self, argument: str, value: str) -> str:
        """An argument in words: the country's or the product's name with its code."""
        if argument in COUNTRY_ARGUMENTS:
            return self._("the world") if value == WORLD else countries.name(value, self._.lang)
        if argument == "product":
            return self.product(value)
        if argument == "step":
            return self._(_STEPS.get(value, value))
        if argument == "kind" and value in kinds():
            return kinds()[value].names[self._.lang]
        if argument == "status" and value in statuses():
            return statuses()[value].name[self._.lang]
        if argument == "plant" and (plant := facility(int(value))):
            return plant.name
        if argument == "commodity":
            return mineral_name(value, self._.lang)
        if argument == "statistic":
            known = STATISTICS.get(value.casefold())
            return self._(known) if known else value
        if argument == "side":
            return self._("exports") if value == "exports" else self._("imports")
        return value.replace("-", "–")

    def plain_product(self, code: str) -> str:
        """A product's name as one says it, without its code."""
        return products.name(code, self._.lang, self.nomenclature)

    def product(self, code: str) -> str:
        """A product's name with its code, several by their codes."""
        if code == ALL:
            return self._("all products of the dataset")
        if "+" in code:
            return "HS " + ", ".join(code.split("+"))
        name = products.name(code, self._.lang, self.nomenclature)
        return f"{name} ({products.revision_of(code, self.nomenclature)} {code})"
