"""Checks of figures and ranks that were stated, against the data at hand.

A check is ``supported``, ``contradicted`` or ``not_checkable``, with the numbers compared. Sources
of trade differ by freight, re-exports and who reports: a stated value agrees within
:data:`NEAR` of the larger of the two, and is another value from :data:`FAR` times on; between them
the claim stays open, as it does where two sources disagree. A dataset that holds a part of the
goods can contradict (the part alone exceeds the claim) but not support. What was not understood,
and what the data do not measure, is not checkable; that is no judgement on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sinergi.evidence.measures import ALL, WORLD, evidence
from sinergi.evidence.provenance import Evidence
from sinergi.reading.claims import MINED, Claim
from sinergi.trade import catalogue, queries
from sinergi.trade.catalogue import Dataset
from sinergi.vocabulary import products
from sinergi.vocabulary.reasons import Reason, joined

NEAR = 0.25
"""Part of the larger of two values by which they may differ and still agree."""
FAR = 1.5
"""How many times the smaller the larger of two values must be to be another value."""
MORE = 2.0
"""How many times a stated bound ("more than") a value may be and still be meant by it."""
GROWTH_NEAR = (3.0, 0.25)
"""Percentage points, and part of the larger rate, by which two rates may differ and agree."""
GROWTH_FAR = (10.0, 0.5)
"""The same from which on they are two rates; rates of opposite sign are from 5 points on."""
_OPPOSITE = 5.0
_MINERAL = {"value": "mineral", "rank": "mineral-rank", "share": "mineral-share"}
"""The measure that a kind of claim on reserves or production is checked against."""
_SLIPS = (1e3, 1e-3, 1e6, 1e-6)
"""Factors that a slip of the unit makes: millions for thousands or billions."""

ClaimVerdict = Literal["supported", "contradicted", "not_checkable"]
_Relation = Literal["near", "far", "between"]


@dataclass(frozen=True)
class Checked:
    """A claim's verdict, why, and the evidence compared."""

    claim: Claim
    verdict: ClaimVerdict
    reason: Reason
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class _Source:
    """Numbers of one source that add up to the flow claimed; ``whole``: of all its goods."""

    evidence: tuple[Evidence, ...]
    whole: bool

    @property
    def total(self) -> float | None:
        """Their sum; None as soon as one is not known."""
        values = [one.value for one in self.evidence]
        return None if None in values else sum(value or 0.0 for value in values)


def check(claim: Claim, dataset: str, *, said: int | None = None) -> Checked:
    """Check one claim against the trade dataset, totals of trade, the WDI and mineral statistics.

    Args:
        claim: As :func:`sinergi.reading.claims.claims` gives it.
        dataset: Id of the trade dataset.
        said: The year in which it was said: what names no year of a mineral is compared with that
            year's figures where there are any, else with the newest.
    """
    if claim.unread is not None:
        return Checked(claim, "not_checkable", claim.unread)
    if claim.measure in MINED:
        return _check_mineral(claim, said)
    if claim.kind == "rank":
        return _check_rank(claim, catalogue.dataset(dataset))
    if claim.kind == "growth":
        return _check_growth(claim, dataset)
    if claim.unit != "USD" or claim.value is None or claim.year is None:
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    return _check_value(claim, dataset)


def _check_value(claim: Claim, dataset: str) -> Checked:
    sources = list(_sources(claim, int(claim.year or 0), dataset))
    whole = [source for source in sources if source.whole]
    if not whole:
        return _check_part(claim, sources)
    compared = tuple(one for source in whole for one in source.evidence)
    relations = {_relation(claim, source.total or 0.0) for source in whole}
    if relations == {"near"}:
        return Checked(claim, "supported", Reason("claim-near"), compared)
    if relations != {"far"}:
        differ = "near" in relations
        reason = Reason("claim-sources-differ" if differ else "claim-between")
        return Checked(claim, "not_checkable", reason, compared)
    if (partner := _with_partner(claim, dataset)) is not None:
        return Checked(claim, "not_checkable", Reason("claim-partner-unclear"), partner)
    reason = joined(Reason("claim-other-value"), _slip(claim, whole, dataset))
    return Checked(claim, "contradicted", reason, compared)


def _check_part(claim: Claim, sources: list[_Source]) -> Checked:
    """A claim of which the data hold a part: they contradict it when the part alone exceeds it."""
    if not sources:
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    stated = claim.value or 0.0
    for source in sources:
        if claim.compare != "more" and (source.total or 0.0) > FAR * stated:
            return Checked(claim, "contradicted", Reason("claim-part-exceeds"), source.evidence)
    reason = Reason("claim-part-of-goods")
    return Checked(claim, "not_checkable", reason, sources[0].evidence)


def _sources(claim: Claim, year: int, dataset: str) -> Iterator[_Source]:
    """What each source at hand says of the claim's flow in a year, where it is known."""
    for source in _asked(claim, year, dataset):
        if source.total is not None:
            yield source


def _asked(claim: Claim, year: int, dataset: str) -> Iterator[_Source]:
    if claim.measure == "gdp":
        yield _Source((evidence("gdp", str(claim.country), year, dataset="wdi"),), whole=True)
        return
    if claim.exporter is None or claim.importer is None:
        return
    ways = [(claim.exporter, claim.importer)]
    if claim.measure == "trade":
        ways.append((claim.importer, claim.exporter))
    product = "+".join(claim.products) or ALL
    held = catalogue.dataset(dataset)
    whole = _holds_all(held, claim.products)
    yield _Source(_flows(ways, product, year, dataset), whole)
    if claim.products:
        yield from _chapters(claim, ways, product, year)
        return
    totals = catalogue.default_totals("pairs")
    if totals is not None:
        yield _Source(_flows(ways, ALL, year, totals.id), whole=True)
    if WORLD in ways[0]:
        found = (
            evidence("goods-exports", i, year, dataset="wdi")
            if j == WORLD
            else evidence("goods-imports", j, year, dataset="wdi")
            for i, j in ways
        )
        yield _Source(tuple(found), whole=True)


def _flows(
    ways: list[tuple[str, str]], product: str, year: int, dataset: str
) -> tuple[Evidence, ...]:
    return tuple(evidence("trade-value", i, j, product, year, dataset=dataset) for i, j in ways)


def _chapters(
    claim: Claim, ways: list[tuple[str, str]], product: str, year: int
) -> Iterator[_Source]:
    """Exports of whole chapters to the world, from the totals by chapter."""
    totals = catalogue.default_totals("exports")
    digits = {len(code) for code in claim.products}
    if totals is not None and digits == {2} and claim.importer == WORLD:
        yield _Source(_flows(ways, product, year, totals.id), whole=True)


def _holds_all(held: Dataset, codes: tuple[str, ...]) -> bool:
    """Whether the dataset holds all goods of the codes (without codes: all goods)."""
    if held.complete:
        return True
    if not codes or held.kind != "trade":
        return False
    own = set(queries.products(held))
    named = products.codes(held.nomenclature or "HS92")
    lines = {line for line in named if len(line) == held.digits and line.startswith(codes)}
    return bool(lines) and lines <= own


def _relation(claim: Claim, measured: float) -> _Relation:
    """How a stated value stands to the data's."""
    stated = claim.value or 0.0
    larger, smaller = max(stated, measured), min(stated, measured)
    if larger - smaller <= NEAR * larger:
        return "near"
    if claim.compare == "more" and measured > stated:
        return "near" if measured <= MORE * stated else "between"
    if claim.compare == "less" and measured < stated:
        return "near" if measured * MORE >= stated else "between"
    return "far" if larger > FAR * smaller else "between"


def _with_partner(claim: Claim, dataset: str) -> tuple[Evidence, ...] | None:
    """The numbers of trade with the other country of the report, where they agree.

    Only for a claim that names no partner: it may mean this trade as well.
    """
    if claim.party is None or claim.exporter is None or claim.importer is None:
        return None
    ends = [claim.party if end == WORLD else end for end in (claim.exporter, claim.importer)]
    other = claim.model_copy(update={"exporter": ends[0], "importer": ends[1], "party": None})
    for source in _sources(other, int(claim.year or 0), dataset):
        if source.whole and _relation(claim, source.total or 0.0) == "near":
            return source.evidence
    return None


def _slip(claim: Claim, whole: list[_Source], dataset: str) -> Reason | None:
    """What slip would explain the difference: a wrong unit, or the other direction."""
    measured, stated = whole[0].total or 0.0, claim.value or 0.0
    for factor in _SLIPS:
        if abs(stated - measured * factor) <= NEAR * max(stated, measured * factor):
            times = f"{max(factor, 1 / factor):,.0f}"
            return Reason("claim-off-by", times=times)
    if claim.measure == "trade" or WORLD in (claim.exporter, claim.importer):
        return None
    back = claim.model_copy(update={"exporter": claim.importer, "importer": claim.exporter})
    for source in _sources(back, int(claim.year or 0), dataset):
        if source.whole and _relation(claim, source.total or 0.0) == "near":
            return Reason("claim-other-direction")
    return None


def _check_growth(claim: Claim, dataset: str) -> Checked:
    """Growth from the year before, in current dollars; that of GDP is real and not compared."""
    if claim.year is None or claim.measure == "gdp":
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    # A source counts where it knows both years: they stand in the same order.
    now = [source for source in _asked(claim, claim.year, dataset) if source.whole]
    before = [source for source in _asked(claim, claim.year - 1, dataset) if source.whole]
    both = [(b, n) for b, n in zip(before, now, strict=True) if b.total and n.total is not None]
    if not both:
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    compared = tuple(one for pair in both for source in pair for one in source.evidence)
    rates = [100 * ((n.total or 0.0) / (b.total or 1.0) - 1) for b, n in both]
    relations = {_growth_relation(claim.value or 0.0, rate) for rate in rates}
    return _judged(claim, relations, compared, otherwise=Reason("claim-other-growth"))


def _judged(
    claim: Claim, relations: set[_Relation], compared: tuple[Evidence, ...], otherwise: Reason
) -> Checked:
    """The verdict where all sources agree; ``otherwise`` is why they contradict."""
    if relations == {"near"}:
        return Checked(claim, "supported", Reason("claim-near"), compared)
    if relations == {"far"}:
        return Checked(claim, "contradicted", otherwise, compared)
    reason = Reason("claim-sources-differ" if "near" in relations else "claim-between")
    return Checked(claim, "not_checkable", reason, compared)


def _growth_relation(stated: float, measured: float) -> _Relation:
    gap, larger = abs(stated - measured), max(abs(stated), abs(measured))
    if gap <= max(GROWTH_NEAR[0], GROWTH_NEAR[1] * larger):
        return "near"
    if stated * measured < 0 and gap > _OPPOSITE:
        return "far"
    return "far" if gap > max(GROWTH_FAR[0], GROWTH_FAR[1] * larger) else "between"


def _check_rank(claim: Claim, held: Dataset) -> Checked:
    if claim.year is None or not claim.products:
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    measure = "exporter-rank" if claim.measure == "exports" else "importer-rank"
    ask = (measure, str(claim.country), "+".join(claim.products), claim.year)
    found = evidence(*ask, dataset=held.id)
    if found.value is None:
        # A country that does not trade a product has no place: it is not the first either.
        absent = found.unknown is not None and found.unknown.code == "country-no-such-trade"
        if not absent or not _holds_all(held, claim.products):
            return Checked(claim, "not_checkable", found.unknown or Reason("no-trade"), (found,))
        return Checked(claim, "contradicted", Reason("claim-other-place"), (found,))
    if not _holds_all(held, claim.products):
        # First in nickel is more than first in nickel ore.
        return Checked(claim, "not_checkable", Reason("claim-part-of-goods"), (found,))
    return _placed(claim, (found,))


def _placed(claim: Claim, found: tuple[Evidence, ...]) -> Checked:
    places = {one.value for one in found}
    if places == {float(claim.rank or 0)}:
        return Checked(claim, "supported", Reason("claim-same-place"), found)
    if float(claim.rank or 0) in places:
        return Checked(claim, "not_checkable", Reason("claim-sources-differ"), found)
    return Checked(claim, "contradicted", Reason("claim-other-place"), found)


def _check_mineral(claim: Claim, said: int | None) -> Checked:
    """Tonnes, a place or a share of the world's production or reserves, by every source at hand."""
    held = [one for one in catalogue.datasets() if one.kind == "minerals" and one.years_held]
    if not held:
        return Checked(claim, "not_checkable", Reason("no-minerals-loaded"))
    measure = _MINERAL.get(claim.kind)
    if claim.mineral is None or measure is None:
        return Checked(claim, "not_checkable", Reason("claim-not-measured"))
    asked = [_mineral(claim, measure, one, said) for one in held]
    known = tuple(one for one in asked if one.value is not None)
    if not known:
        return Checked(claim, "not_checkable", asked[0].unknown or Reason("source-no-figure"))
    if claim.kind == "rank":
        return _placed(claim, known)
    scale = 100 if claim.kind == "share" else 1
    relations = {_relation(claim, scale * (one.value or 0.0)) for one in known}
    if claim.kind == "value" and claim.measure == "reserves" and relations == {"far"}:
        # Reserves are estimated anew each year: what was said may have been true of an edition.
        return Checked(claim, "not_checkable", Reason("claim-other-edition"), known)
    return _judged(claim, relations, known, otherwise=Reason("claim-other-value"))


def _mineral(claim: Claim, measure: str, held: Dataset, said: int | None) -> Evidence:
    """What a source says of the claim's year, of the one it was said in, or of its newest."""
    newest = held.years_held[-1]
    years = [claim.year] if claim.year is not None else [min(said or newest, newest), newest]
    ask = (measure, str(claim.country), str(claim.mineral), str(claim.measure))
    found = [evidence(*ask, year, dataset=held.id) for year in years]
    return next((one for one in found if one.value is not None), found[-1])
