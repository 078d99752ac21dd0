"""Value chains of the two countries: which stages each sells, as far as the dataset holds them."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.model import Column, Part, Sentence, Table
from sinergi.evidence import WORLD
from sinergi.indicators.chain_tables import Chain, chains
from sinergi.trade import queries
from sinergi.vocabulary.sectors import sectors


def chain_evidence(context: Context) -> tuple[list[Table], list[Sentence]]:
    """A table with a row for each stage the dataset holds, and a sentence on those it does not."""
    _ = context.translator
    held = set(queries.products(context.dataset))
    rows: list[list[Part | None]] = []
    missing: list[str] = []
    for chain in chains().values():
        for number, names in enumerate(chain.stages):
            products = sorted(held & set(chain.products(number)))
            if products:
                rows.append(_stage(context, chain, names[context.lang], products))
            else:
                missing.append(_name(context, chain))
    findings: list[Sentence] = []
    if missing:
        text = ", ".join(dict.fromkeys(missing))
        findings.append(
            [_("Other stages of these chains are not in the data: {names}.", names=text)]
        )
    return [_table(context, rows)] if rows else [], findings


def _table(context: Context, rows: list[list[Part | None]]) -> Table:
    _ = context.translator
    return Table(
        id="chains",
        title=_("What each sells to the world, by stage of the chain"),
        columns=[
            Column(key="chain", title=_("chain")),
            Column(key="stage", title=_("stage")),
            Column(key="a", title=context.name(context.a), numeric=True),
            Column(key="b", title=context.name(context.b), numeric=True),
        ],
        rows=rows,
        note=_("Annual means of {years}.", years=context.window_text),
    )


def _stage(context: Context, chain: Chain, stage: str, products: list[str]) -> list[Part | None]:
    figure, product = context.ledger.figure, "+".join(products)
    return [
        _name(context, chain),
        stage,
        figure("trade-value", context.a, WORLD, product, context.window),
        figure("trade-value", context.b, WORLD, product, context.window),
    ]


def _name(context: Context, chain: Chain) -> str:
    known = sectors().get(chain.id)
    return known.name[context.lang] if known else chain.stages[0][context.lang]
