"""Checks of figures and ranks that were stated, against the data at hand.

A check is ``supported``, ``contradicted`` or ``not_checkable``, with the numbers compared. Sources
of trade differ by freight, re-exports and who reports, so a stated value counts as supported when
it lies within :data:`TOLERANCE` of the data's. What the data do not measure is not checkable; that
is no judgement on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sinergi.cooperation.record import JOINT
from sinergi.evidence.measures import ALL, WORLD, evidence
from sinergi.evidence.provenance import Evidence
from sinergi.reading.claims import Claim
from sinergi.trade import catalogue, queries
from sinergi.vocabulary.reasons import Reason
from sinergi.vocabulary.sectors import Sector, sectors

TOLERANCE = 0.25
"""Part of the larger of two values by which they may differ and still agree."""

Verdict = Literal["supported", "contradicted", "not_checkable"]


@dataclass(frozen=True)
class Checked:
    """A claim's verdict, why, and the evidence compared."""

    claim: Claim
    verdict: Verdict
    reason: Reason
    evidence: tuple[Evidence, ...] = ()


def check(claim: Claim, dataset: str) -> Checked:
    """Check one claim against the trade dataset, the WDI and loaded mineral statistics."""
    if claim.rank is not None:
        return _check_rank(claim, dataset)
    if claim.unit == "USD" and claim.value is not None and claim.change is None:
        return _check_value(claim, dataset)
    return Checked(claim, "not_checkable", Reason("claim-not-measured"))


def _check_value(claim: Claim, dataset: str) -> Checked:
    if claim.measure not in ("trade", "exports", "imports"):
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    if claim.year is None:
        return Checked(claim, "not_checkable", Reason("claim-no-year"))
    readings = [found for found in _readings(claim, dataset) if _known(found)]
    if not readings:
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    stated = float(claim.value or 0.0)
    for found in readings:
        measured = _total(found)
        if abs(stated - measured) <= TOLERANCE * max(stated, measured):
            return Checked(claim, "supported", Reason("claim-near"), found)
    if len(readings) > 1:
        reason = Reason("claim-partner-unclear")
        return Checked(claim, "not_checkable", reason)
    if _whole(readings[0], dataset) or _total(readings[0]) > stated:
        return Checked(claim, "contradicted", Reason("claim-other-value"), readings[0])
    reason = Reason("claim-part-of-goods")
    return Checked(claim, "not_checkable", reason, readings[0])


def _known(found: tuple[Evidence, ...]) -> bool:
    return bool(found) and all(one.value is not None for one in found)


def _total(found: tuple[Evidence, ...]) -> float:
    return sum(one.value or 0.0 for one in found)


def _readings(claim: Claim, dataset: str) -> list[tuple[Evidence, ...]]:
    """What the claim can mean: each is the numbers that add up to the value stated."""
    year = claim.year or 0
    others = [party for party in claim.parties if party != claim.subject]
    if claim.measure == "trade" or claim.subject == JOINT:
        if len(claim.parties) != 2:
            return []
        a, b = claim.parties
        ways = ((a, b), (b, a))
        return [tuple(evidence("trade-value", i, j, ALL, year, dataset=dataset) for i, j in ways)]
    if claim.subject is None:
        return []
    product = "+".join(_products(claim, dataset)) if claim.sectors else ALL
    if not product:
        return []
    readings: list[tuple[Evidence, ...]] = [
        (evidence("trade-value", *_way(claim, other), product, year, dataset=dataset),)
        for other in (*others, WORLD)
    ]
    if not claim.sectors:
        # All goods are better known from the balance of payments than from a basket.
        readings[-1] = (evidence(f"goods-{claim.measure}", claim.subject, year, dataset="wdi"),)
    return readings


def _way(claim: Claim, other: str) -> tuple[str, str]:
    """Exporter and importer of the trade that the claim is about."""
    subject = str(claim.subject)
    return (subject, other) if claim.measure == "exports" else (other, subject)


def _whole(found: tuple[Evidence, ...], dataset: str) -> bool:
    """Whether the numbers cover all goods that the claim is about."""
    whole = catalogue.dataset(dataset).complete
    return whole or all(one.measure != "trade-value" for one in found)


def _check_rank(claim: Claim, dataset: str) -> Checked:
    named = [sectors()[code] for code in claim.sectors if code in sectors()]
    if claim.subject in (None, JOINT) or not named:
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    if claim.measure in ("reserves", "production"):
        return _check_mineral(claim, named[0], claim.measure)
    if claim.measure not in ("exports", "imports"):
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    product = "+".join(_products(claim, dataset))
    if not product:
        return Checked(claim, "not_checkable", Reason("claim-no-product"))
    year = claim.year or queries.latest_year(catalogue.dataset(dataset))
    measure = "exporter-rank" if claim.measure == "exports" else "importer-rank"
    found = evidence(measure, str(claim.subject), product, year, dataset=dataset)
    if not catalogue.dataset(dataset).complete:
        # First in nickel is more than first in nickel ore.
        return Checked(claim, "not_checkable", Reason("claim-part-of-goods"), (found,))
    return _compare_rank(claim, found)


def _check_mineral(claim: Claim, sector: Sector, statistic: str) -> Checked:
    held = catalogue.newest("minerals")
    if held is None or held.years is None:
        return Checked(
            claim,
            "not_checkable",
            Reason("no-minerals-loaded"),
        )
    for commodity in sector.minerals:
        found = evidence(
            "mineral-rank", str(claim.subject), commodity, statistic, held.years[1], dataset=held.id
        )
        if found.value is not None:
            return _compare_rank(claim, found)
    return Checked(claim, "not_checkable", Reason("source-no-figure"))


def _compare_rank(claim: Claim, found: Evidence) -> Checked:
    if found.value is None:
        return Checked(
            claim, "not_checkable", found.unknown or Reason("claim-not-measured"), (found,)
        )
    if found.value == claim.rank:
        return Checked(claim, "supported", Reason("claim-same-place"), (found,))
    return Checked(claim, "contradicted", Reason("claim-other-place"), (found,))


def _products(claim: Claim, dataset: str) -> list[str]:
    """The codes of the sectors that the claim names, as far as the dataset holds them."""
    held = queries.products(catalogue.dataset(dataset))
    named = [sectors()[code] for code in claim.sectors if code in sectors()]
    codes = dict.fromkeys(code for sector in named for code in sector.hs)
    return [code for code in codes if any(product.startswith(code) for product in held)]
