"""Value chains that a pair shares: what one sells and the other processes."""

from __future__ import annotations

import numpy as np

from sinergi.evidence import WORLD
from sinergi.evidence.partner_measures import Stages, stages_in
from sinergi.indicators.chain_tables import NOMENCLATURE
from sinergi.opportunities.opportunity import ChainLink, ChainPosition
from sinergi.opportunities.pair_numbers import PairNumbers
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.reasons import Reason, joined
from sinergi.vocabulary.sectors import sectors


def chain_position(numbers: PairNumbers, k: int, least: float) -> ChainPosition:
    """Where the product stands in the chains, and what of them the importer sells to the world.

    Args:
        numbers: The pair.
        k: Place of the product.
        least: US dollars a year that the importer must sell of a product for it to count.
    """
    code = numbers.product(k)
    links: list[ChainLink] = []
    unknown: list[Reason] = []
    for held in stages_in(numbers.tables.dataset.nomenclature or NOMENCLATURE):
        if code in held.stage:
            found, missing = _links(numbers, held, code, least)
            links += found
            unknown += missing
    return ChainPosition(links=tuple(links), unknown=joined(*unknown) if unknown else None)


def _links(
    numbers: PairNumbers, held: Stages, code: str, least: float
) -> tuple[list[ChainLink], list[Reason]]:
    """For each other stage, the importer's largest product of it; the stages without data."""
    own = held.stage[code]
    index = numbers.tables.world.product_index
    links: list[ChainLink] = []
    missing: list[int] = []
    for stage in range(len(held.chain.stages)):
        places = [index[p] for p, s in held.stage.items() if s == stage and p in index]
        if stage == own:
            continue
        if not places:
            missing.append(stage)
            continue
        sold = numbers.tables.importer_exports[places]
        largest = places[int(np.argmax(sold))]
        value = float(sold.max())
        if value < least:
            continue
        links.append(
            ChainLink(
                chain=held.chain.id,
                kind="importer-processes" if stage > own else "importer-feeds",
                stage=own,
                stage_name=held.name(own),
                other_stage=stage,
                other_stage_name=held.name(stage),
                product=numbers.product(largest),
                value=numbers.trade(numbers.importer, WORLD, largest, value),
            )
        )
    if not missing:
        return links, []
    names = [held.chain.stages[stage] for stage in missing]
    stages = {lang: ", ".join(name[lang] for name in names) for lang in LANGUAGES}
    return links, [Reason("stages-not-held", chain=_name(held), stages=stages)]


def _name(held: Stages) -> dict[str, str]:
    """The chain's name by language: that of its sector, where it has one."""
    known = sectors().get(held.chain.id)
    return {lang: known.name[lang] if known else held.chain.id for lang in LANGUAGES}
