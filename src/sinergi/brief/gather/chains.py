"""Value chains of the two countries: which stages each sells, as far as the dataset holds them."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.model import Sentence
from sinergi.evidence import WORLD
from sinergi.indicators.chain_tables import Chain, chains
from sinergi.trade import queries
from sinergi.vocabulary.sectors import sectors


def chain_findings(context: Context) -> list[Sentence]:
    """A sentence for each stage the dataset holds, and one for those it does not."""
    _ = context.translator
    held = set(queries.products(context.dataset))
    found: list[Sentence] = []
    missing: list[str] = []
    for chain in chains().values():
        for number, names in enumerate(chain.stages):
            products = sorted(held & set(chain.products(number)))
            if products:
                found.append(_stage(context, chain, names[context.lang], products))
            else:
                missing.append(f"{_name(context, chain)}: {names[context.lang]}")
    if missing:
        names_missing = "; ".join(dict.fromkeys(missing))
        found.append([_("Stages that this dataset does not hold: {names}.", names=names_missing)])
    return found


def _stage(context: Context, chain: Chain, stage: str, products: list[str]) -> Sentence:
    _, figure = context.translator, context.ledger.figure
    product = "+".join(products)
    return _.sentence(
        "{chain}, stage “{stage}” (HS {products}), sold to the world in {window}, annual mean: "
        "{a} {sold_a}, {b} {sold_b}.",
        chain=_name(context, chain),
        stage=stage,
        products=", ".join(products),
        window=context.window_text,
        a=context.name(context.a),
        sold_a=figure("trade-value", context.a, WORLD, product, context.window),
        b=context.name(context.b),
        sold_b=figure("trade-value", context.b, WORLD, product, context.window),
    )


def _name(context: Context, chain: Chain) -> str:
    known = sectors().get(chain.id)
    return known.name[context.lang] if known else chain.stages[0][context.lang]
