"""All companies of a country scored at once, from the index; reasons are worded for a few only.

The score is the sum that :mod:`evidence` explains addend by addend; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from sinergi.companies.candidates.addends import (
    BESIDE_OTHER_GOODS,
    FAR,
    FOCUS,
    LEAST,
    STATED,
    YIELDS,
    part_of_trader,
)
from sinergi.companies.candidates.agreement_reasons import agreement_names
from sinergi.companies.candidates.company_index import CONTACTS, Index
from sinergi.companies.candidates.findings import UNTOLD
from sinergi.companies.candidates.question import Question, relation_of_words
from sinergi.companies.candidates.target import Relation
from sinergi.companies.candidates.weights import sources, weights
from sinergi.companies.candidates.word_places import HALF, SCHEMA, word_places
from sinergi.companies.candidates.wording import FLOOR_IN_CHAPTER, WORDS, names_of
from sinergi.companies.linkage import equal
from sinergi.companies.registers import EMBEDDED
from sinergi.cooperation.record import CooperationRecord


class Pool(NamedTuple):
    """All records of a country with the company each is of, and their findings.

    ``records`` has the index's columns, ``register``, ``row`` (its number) and ``company``;
    ``findings`` those of the index with ``row`` and ``company``, ``wordings`` those of the index,
    ``said`` those of the index with ``register``.
    """

    records: pl.DataFrame
    findings: pl.DataFrame
    wordings: pl.DataFrame
    said: pl.LazyFrame


def pool(indexes: Sequence[Index], country: str, links: pl.DataFrame | None) -> Pool:
    """Put the indexes of a country's sources together.

    A record of the embedded extract is passed over when an imported register has its LEI. Records
    that were linked are of one company as the linkage says; others when their names are equal.

    Args:
        indexes: The sources' indexes.
        country: ISO3 code.
        links: Columns ``register``, ``record_id``, ``company``; None when nothing was linked.
    """
    of_country = pl.col("country") == country
    records, found = (
        pl.concat(
            [
                frame.filter(of_country).with_columns(register=pl.lit(index.register)).collect()
                for index, frame in parts
            ]
        )
        for parts in (
            [(index, index.records) for index in indexes],
            [(index, index.findings) for index in indexes],
        )
    )
    imported = records.filter(pl.col("register") != EMBEDDED)["lei"].drop_nulls()
    known = (pl.col("register") == EMBEDDED) & pl.col("lei").is_in(imported.implode())
    records = records.filter(~known).with_row_index("row")
    records = records.with_columns(company=_companies(records, links))
    where = records.select("register", "record_id", "row", "company")
    wordings = pl.concat([index.wordings for index in indexes]).unique().collect()
    said = pl.concat(
        [
            index.said.filter(of_country).with_columns(register=pl.lit(index.register))
            for index in indexes
        ]
    )
    return Pool(records, found.join(where, on=["register", "record_id"]), wordings, said)


def _companies(records: pl.DataFrame, links: pl.DataFrame | None) -> pl.Series:
    """The company of each record, under a name that no two companies share."""
    keys = ["register", "record_id"]
    alone = pl.concat_str(pl.lit("record "), *keys, separator=" ")
    if links is None:
        linked = records.select(row="row", linked=pl.lit(None, pl.String), alone=alone)
    else:
        table = records.select("row", *keys, alone=alone)
        linked = table.join(
            links.select(*keys, linked="company"), on=keys, how="left", maintain_order="left"
        )
    free = records.filter(linked["linked"].is_null())
    among = records.filter(pl.col("key").is_in(free["key"].drop_nulls().implode()))
    owner = dict(linked.drop_nulls("linked").select("row", "linked").iter_rows())
    named = dict(_named(among.filter(among["key"].is_duplicated()), owner))
    names = pl.DataFrame(
        {"row": list(named), "named": list(named.values())},
        schema={"row": pl.UInt32, "named": pl.String},
    )
    joined = linked.join(names, on="row", how="left", maintain_order="left")
    return joined.select(
        pl.coalesce(pl.format("company {}", "linked"), "named", "alone").alias("company")
    ).to_series()


def _named(records: pl.DataFrame, owner: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Rows that were not linked, each with the company its name puts it to.

    What linking did not see (owners of facilities, the embedded extract, a register imported
    since) belongs to the linked company of its name, where there is one such company only.
    """
    for group in equal.groups(_members(records)):
        rows = [int(one) for one in group]
        linked = {owner[row] for row in rows if row in owner}
        company = f"company {linked.pop()}" if len(linked) == 1 else f"name {group[0]}"
        yield from ((row, company) for row in rows if row not in owner)


def _members(records: pl.DataFrame) -> Iterator[equal.Member]:
    columns = ("row", "key", "forms", "numbers", "place", "words")
    for row, key, forms, numbers, place, words in records.select(columns).iter_rows():
        kinds = tuple((number.partition(":")[0], number) for number in numbers)
        signature = equal.Signature(tuple(forms), kinds, place)
        yield equal.Member(str(row), key, signature, frozenset(words))


def scored(
    found: Pool, question: Question, agreements: Sequence[CooperationRecord] = ()
) -> pl.DataFrame:
    """The companies with a tie to the product, best first; those with a far one alone at the end.

    Columns: ``company``, ``score``, ``far``, ``province`` (for the count of others in the
    same one), ``name``, ``record_id``, ``place`` by words and whether it is named by them
    ``alone``, and what the score is made of.
    """
    ties = _ties(found, question)
    worth = _contributions(ties, question)
    by_class = _by_class(found, worth, question)
    known = _by_words(pl.concat([worth, by_class]), found, question)
    records = found.records.join(known.select("company"), on="company").sort("unsaid", "row")
    profile = records.group_by("company", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in ("exporter", "listed", "size", "province")),
        *(pl.col(name).any() for name in CONTACTS),
        name=pl.col("name").first(),
        record_id=pl.col("record_id").first(),
    )
    table = known.join(profile, on="company").join(_focus(ties, records), on="company", how="left")
    table = table.join(_stated(found), on="company", how="left")
    names = agreement_names(records.select("company", "name", "country").iter_rows(), agreements)
    table = table.with_columns(
        named=pl.col("company").is_in(list(names)),
        others=_others(),
    )
    score = (
        pl.col("tie")
        + pl.when("far").then(_other_goods(question)).otherwise(_prominence(question))
        + _placed(question)
        + pl.when("named").then(weights()["memorandum"].of(question.seek)).otherwise(0.0)
    )
    return table.with_columns(score=score.round(4)).sort(
        "far", "score", "name", "record_id", descending=[False, True, False, False]
    )


def _ties(found: Pool, question: Question) -> pl.DataFrame:
    """The findings that have a relation to the product, with ``relation`` and ``worth``."""
    codes = found.findings["code"].unique()
    rows = [
        (code, tie[0].value, tie[1]) for code in codes if (tie := question.tie(code)) is not None
    ]
    table = pl.DataFrame(
        rows, schema={"code": pl.String, "relation": pl.String, "near": pl.Float64}, orient="row"
    )
    trust = pl.DataFrame(
        [(name, source.trust, part_of_trader(name)) for name, source in sources().items()],
        schema={"field": pl.String, "trust": pl.Float64, "traded": pl.Float64},
        orient="row",
    )
    part = pl.when(pl.col("trader").is_null()).then(1.0).otherwise("traded")
    floors = {code: question.floor(code) for code in codes}
    # Without any finding there is no floor, and an empty mapping has no type.
    floor = (
        pl.col("code").replace_strict(floors, return_dtype=pl.Float64) if floors else pl.lit(0.0)
    )
    by_words = (
        found.findings.filter(pl.col("field") == "products")
        .join(_alike(found.wordings, question), on="words")
        .filter(pl.col("near") >= floor)
        .with_columns(
            relation=pl.when(pl.col("code") == UNTOLD)
            .then(pl.lit(relation_of_words(UNTOLD).value))
            .otherwise(pl.lit(Relation.ALIKE.value))
        )
    )
    named = pl.concat([found.findings.join(table, on="code", how="left"), by_words], how="diagonal")
    stated = named.filter(pl.col("field").is_in(STATED) & (pl.col("code") != UNTOLD))
    others = (
        stated.group_by("company")
        .agg(fits=pl.col("relation").is_not_null().any())
        .filter(~pl.col("fits"))["company"]
    )
    beside = (pl.col("field") == "name") & pl.col("company").is_in(others.implode())
    hint = pl.when(beside).then(BESIDE_OTHER_GOODS).otherwise(1.0)
    return (
        named.drop_nulls("relation")
        .join(trust, on="field")
        .with_columns(worth=pl.col("near") * pl.col("confidence") * pl.col("trust") * part * hint)
    )


def _alike(wordings: pl.DataFrame, question: Question) -> pl.DataFrame:
    """The stated goods that are worded like the product: ``words`` and how ``near`` (0 to 1)."""
    if not wordings.height:
        # No register at hand states goods: the words of all names need not be read.
        return pl.DataFrame(schema={"words": pl.String, "near": pl.Float64})
    whole, own = names_of(question.target.code)
    held = (pl.col("beginning").is_in(list(names)).cast(pl.Float64) for names in (whole, own))
    return (
        wordings.filter(pl.col("beginning").is_in(list(whole | own)))
        .group_by("words")
        .agg(near=(pl.col("part") * pl.sum_horizontal(*held) / 2).sum(), shared=pl.len())
        .filter((pl.col("near") >= FLOOR_IN_CHAPTER) & (pl.col("shared") >= WORDS))
        .drop("shared")
    )


def _contributions(ties: pl.DataFrame, question: Question) -> pl.DataFrame:
    """By company: ``tie``, the sum of what its relations add, and ``far``."""
    values = (
        ties.group_by("company", "relation", "field")
        .agg(pl.col("worth").max())
        .group_by("company", "relation")
        .agg(value=1 - (1 - pl.col("worth")).product())
    )
    # Relations that say no more beside a nearer one are left out, as the reasons leave them out.
    yields = [
        (pl.col("relation") == weaker.value)
        & pl.col("relation").is_in([one.value for one in nearer]).any().over("company")
        for weaker, nearer in YIELDS.items()
    ]
    kept = values.filter(~pl.any_horizontal(*yields))
    weight = {one.value: weights()[one.value].of(question.seek) for one in Relation}
    worth = pl.col("relation").replace_strict(weight, return_dtype=pl.Float64)
    far = [one.value for one in FAR]
    return kept.group_by("company").agg(
        tie=(pl.col("value") * worth).round(4).sum(),
        far=(pl.col("relation").is_in(far) | (pl.col("value") < LEAST)).all(),
    )


def _by_class(found: Pool, worth: pl.DataFrame, question: Question) -> pl.DataFrame:
    """Companies that only their register's class of activity ties to the product."""
    classes = found.records.select("company", "isic").explode("isic").drop_nulls()
    fitting = [one for one in classes["isic"].unique() if question.target.makes_industry(one)]
    tied = classes.filter(pl.col("isic").is_in(fitting)).select("company").unique()
    tie = round(weights()["same_sector"].of(question.seek) * sources()["isic"].trust, 4)
    return tied.join(worth, on="company", how="anti").select(
        "company", tie=pl.lit(tie), far=pl.lit(value=True)
    )


def _by_words(known: pl.DataFrame, found: Pool, question: Question) -> pl.DataFrame:
    """The companies with their place by words, and those that words alone name."""
    places = pl.DataFrame(schema=SCHEMA)
    if question.reads_words:
        places = word_places(found.said, found.records, question.target.code)
    table = known.join(places, on="company", how="full", coalesce=True)
    alone = pl.col("alone").fill_null(value=False)
    return table.filter(pl.col("tie").is_not_null() | alone).with_columns(
        tie=pl.col("tie").fill_null(0.0),
        far=pl.col("far").fill_null(value=True) & ~alone,
        alone=pl.col("far").fill_null(value=True) & alone,
    )


def _placed(question: Question) -> pl.Expr:
    part = HALF / (HALF + pl.col("place") - 1)
    weight = weights()["words"].of(question.seek)
    near = ~pl.col("far") & pl.col("place").is_not_null()
    return pl.when(near).then((part * weight).round(4)).otherwise(0.0)


def _focus(ties: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """By company: the share of its stated goods that are the product, its kin or made of it."""
    first = records.drop_nulls("goods").unique("company", keep="first", maintain_order=True)
    near = ties.filter(
        (pl.col("field") == "products") & pl.col("relation").is_in([one.value for one in FOCUS])
    )
    counted = near.group_by("row").agg(mine=pl.col("words").n_unique())
    return first.join(counted, on="row").select("company", focus=pl.col("mine") / pl.col("goods"))


def _stated(found: Pool) -> pl.DataFrame:
    """The companies whose stated goods are known as goods."""
    stated = found.findings.filter(pl.col("field").is_in(STATED))
    return stated.select("company").unique().with_columns(stated=pl.lit(value=True))


def _others() -> pl.Expr:
    """How many other companies with a near tie are in the same province."""
    counted = pl.col("province").is_not_null() & ~pl.col("far")
    return pl.when(counted).then(counted.sum().over("province") - 1).otherwise(0)


def _other_goods(question: Question) -> pl.Expr:
    weight = weights()["other_goods"].of(question.seek)
    return pl.when(pl.col("stated").fill_null(value=False)).then(weight).otherwise(0.0)


def _prominence(question: Question) -> pl.Expr:
    def weighed(kind: str, part: pl.Expr) -> pl.Expr:
        return (part.cast(pl.Float64).fill_null(0.0) * weights()[kind].of(question.seek)).round(4)

    most = pl.max_horizontal((pl.col("others") + 1).max(), pl.lit(1))
    reached = pl.sum_horizontal(*(pl.col(name).cast(pl.Int64) for name in CONTACTS))
    return (
        weighed("exporter", pl.col("exporter"))
        + weighed("listed", pl.col("listed"))
        + weighed("size", pl.col("size"))
        + weighed("focus", pl.col("focus"))
        + weighed("place", pl.col("others") / most)
        + weighed("completeness", reached / len(CONTACTS))
    )
