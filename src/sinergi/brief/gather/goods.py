"""The goods that were named in a meeting: which they are, who would sell them, what the data say.

"Wheat" says more than its sector: companies are sought for it, and the chapter it is in and what
is bought of it stand by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.messages import N_
from sinergi.brief.model import Column, Part, Sentence, StatementView, Table
from sinergi.cooperation.record import Kind, Statement
from sinergi.evidence.sector_answers import exports_of, imports_of
from sinergi.reading.objects import Thing, objects
from sinergi.vocabulary import products
from sinergi.vocabulary.sectors import Sector, sectors

SHOWN = 4
"""Goods of a sector that are told."""
_BUYS, _SELLS = frozenset({"buy", "import"}), frozenset({"supply", "export"})


@dataclass(frozen=True)
class NamedGood:
    """A good that was named, and the side that would sell it, None where that was not said."""

    thing: Thing
    seller: str | None

    def label(self, lang: str) -> str:
        """Its name and codes for a reader."""
        return f"{_capital(self.thing.text[lang])} (HS {', '.join(self.thing.hs)})"


def named_goods(context: Context, sector: Sector) -> list[NamedGood]:
    """The goods of a sector that statements named, in the order in which they first did."""
    sellers: dict[str, set[str]] = {}
    for statement in context.record.statements if context.record else []:
        for thing in goods_of(statement):
            if within(thing, sector):
                seller = _seller(context, statement)
                sellers.setdefault(thing.code, set()).update({seller} if seller else ())
    return [
        NamedGood(objects()[code], next(iter(found)) if len(found) == 1 else None)
        for code, found in list(sellers.items())[:SHOWN]
    ]


def goods_of(statement: Statement) -> list[Thing]:
    """The goods that a statement names; none of what it refuses or states as a fact."""
    if statement.kind == Kind.FACT or statement.denied:
        return []
    named = [objects()[code] for code in statement.objects if code in objects()]
    return [thing for thing in named if thing.hs]


def within(thing: Thing, sector: Sector) -> bool:
    """Whether goods are of a sector."""
    return any(code.startswith(sector.hs) for code in thing.hs) if sector.hs else False


def fields(context: Context, view: StatementView) -> list[str]:
    """What a statement is about: the goods it names in place of their sectors, else the sectors."""
    things = goods_of(context.record.statements[view.number - 1]) if context.record else []
    names = [thing.text[context.lang] for thing in things]
    known = [sectors()[code] for code in view.sectors if code in sectors()]
    others = [one for one in known if not any(within(thing, one) for thing in things)]
    return [*names, *(one.name[context.lang] for one in others)]


def _seller(context: Context, statement: Statement) -> str | None:
    """Who would sell what is spoken of: whoever supplies or offers it; the other of who buys it."""
    others = {context.a: context.b, context.b: context.a}
    side = statement.side or ""
    if side not in others:
        return None
    done, asked = set(statement.objects), statement.kind == Kind.ASK
    buys, sells = bool(done & _BUYS), bool(done & _SELLS)
    if buys == sells:
        return side if statement.kind == Kind.OFFER else None
    # Who asks the other to buy would sell; who asks it to supply would buy.
    return side if sells != asked else others[side]


def goods_trade(context: Context, named: Sequence[NamedGood], country: str) -> Sentence:
    """What a country sells of the chapter of each good, or buys of the good, as it was spoken of.

    Empty where nothing worth telling is known of any.
    """
    _, note, least = context.translator, context.ledger.note, thresholds()["material"]
    made: Sentence = []
    for good in named:
        name = good.thing.text[context.lang]
        if good.seller in (country, None):
            sold = exports_of(_as_sector(good, chapters=True), country)
            known = sold.value if sold else None
            message = N_("{good}: exports of its chapter {value} a year")
        else:
            bought = imports_of(_as_sector(good), country, limit=0)
            known = bought.value if bought else None
            message = N_("{good}: imports at least {value} a year")
        if known is not None and (known.value or 0.0) >= least:
            made += ["; "] if made else []
            made += _.sentence(message, good=name, value=note(known))
    return made


def goods_table(context: Context, sector: Sector, named: Sequence[NamedGood]) -> Table:
    """What each sells of the chapters of the goods, and buys of the goods themselves."""
    _, note = context.translator, context.ledger.note
    unknown = _("not known")
    rows: list[list[Part | None]] = []
    window, period = "–", None
    for good in named:
        for country in (context.a, context.b):
            sold = exports_of(_as_sector(good, chapters=True), country)
            bought = imports_of(_as_sector(good), country, limit=0)
            window, period = sold.window if sold else window, bought.period if bought else period
            rows.append(
                [
                    good.label(context.lang),
                    context.name(country),
                    note(sold.value) if sold else unknown,
                    note(sold.advantage) if sold and sold.value.value else None,
                    note(bought.value) if bought else unknown,
                ]
            )
    chapters = dict.fromkeys(code for good in named for code in _chapters(good.thing))
    names = ", ".join(f"{products.name(one, context.lang)} (HS {one})" for one in chapters)
    sold_note = _(
        "Exports: whole HS chapters ({chapters}), mean of {window}.",
        chapters=names,
        window=window.replace("-", "–"),
    )
    # Where no import is known, there are no years of which it would be the mean.
    bought_note = _("Imports of the goods are known as far as they are bought from China too.")
    if period is not None:
        bought_note = _(
            "Imports: the goods themselves, mean of {period}, as far as they are bought from "
            "China too; of others they are not known.",
            period=period.replace("-", "–"),
        )
    return Table(
        id=f"goods-{sector.code}",
        title=_("{sector}: the goods that were named", sector=_capital(sector.name[context.lang])),
        columns=[
            Column(key="product", title=_("product")),
            Column(key="country", title=_("country")),
            Column(key="exports", title=_("exports of the chapter a year"), numeric=True),
            Column(key="rca", title=_("RCA"), numeric=True),
            Column(key="imports", title=_("imports a year, at least"), numeric=True),
        ],
        rows=rows,
        note=" ".join([sold_note, bought_note]),
    )


def _as_sector(good: NamedGood, *, chapters: bool = False) -> Sector:
    """The good as a sector, to be answered like one; its whole chapter on the side of exports.

    That is the first code's: the chapter of all ores says nothing of zinc.
    """
    codes = good.thing.hs
    if chapters:
        codes = _chapters(good.thing)
    return Sector(code=good.thing.code, name=good.thing.text, hs=codes)


def _chapters(thing: Thing) -> tuple[str, ...]:
    """The chapters that goods are; of goods that are part of one, the chapter of the first code."""
    whole = tuple(code for code in thing.hs if len(code) == 2)
    return whole or (thing.hs[0][:2],)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
