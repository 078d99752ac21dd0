"""The importer's duty on each product, from the newest tariffs dataset that has the importer."""

from __future__ import annotations

from sinergi.evidence.identifiers import evidence_id
from sinergi.evidence.tariff_measures import NO_TARIFF, SPECIFIC, duties
from sinergi.opportunities.opportunity import Number
from sinergi.trade.reference import tariffs_dataset
from sinergi.vocabulary.reasons import Reason

NOT_LOADED = Reason("no-tariffs-loaded")


class PairTariffs:
    """Duties of one importer on what one exporter sells, in the nomenclature of the trade data."""

    def __init__(self, exporter: str, importer: str, nomenclature: str | None) -> None:
        self._pair = (exporter, importer)
        self._nomenclature = nomenclature or "HS92"
        self._held = tariffs_dataset(importer)
        self._duties = (
            duties(self._held.id, exporter, importer, self._nomenclature) if self._held else {}
        )

    def rate(self, product: str) -> Number:
        """The ad-valorem rate of a product (0.05 is 5 %), or why it is not known."""
        if self._held is None:
            return Number(value=None, unit="share", unknown=NOT_LOADED)
        asked = (*self._pair, product, self._nomenclature)
        id_ = evidence_id("tariff", *asked, dataset=self._held.id)
        value = self._duties.get(product)
        if value is not None:
            return Number(value=value, unit="share", evidence=id_)
        reason = SPECIFIC if product in self._duties else NO_TARIFF
        return Number(value=None, unit="share", evidence=id_, unknown=reason)
