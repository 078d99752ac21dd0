"""Score the ranking of companies against judged lists, beside two plain baselines.

Part of ``make score-companies``. Each row of ``tests/companies/candidates/judgements.csv`` is a
company of the Indonesian registers judged for a product: 2 makes or really uses it, 1 relevant
otherwise (a near good, a plausible user), 0 neither. The baselines rank the same companies by the
words of their goods, line of business and name: BM25 and TF-IDF over characters, with the English
and Indonesian names of the heading and its subheadings as query.
"""

from __future__ import annotations

import csv
import io
import math
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from pathlib import Path
from typing import NamedTuple

import polars as pl

from sinergi.cli.main import run
from sinergi.companies import candidates, register_store
from sinergi.companies.classification.retrieval import Retrieval, terms, words
from sinergi.companies.company import CompanyRecord
from sinergi.companies.names import normalise
from sinergi.vocabulary.tables import data_path

ROOT = Path(__file__).resolve().parents[1]
JUDGEMENTS = ROOT / "tests" / "companies" / "candidates" / "judgements.csv"
REGISTERS = ("kemenperin_exporters_2020", "idx_profiles_2022", "gleif_idn_cis")
DRAWS = 2000
SEED = 7

Judged = dict[str, dict[str, int]]


class Score(NamedTuple):
    """Relevant and exact among the first ten, and nDCG of the first twenty, of one product."""

    relevant: float
    exact: float
    ndcg: float


def company_key(name: str) -> str:
    """What records of one company share."""
    return normalise(name).skeleton


def judgements(half: str) -> Judged:
    """Grades by product and company, of one part of the products or of ``all``."""
    found: Judged = defaultdict(dict)
    with JUDGEMENTS.open(encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if half in (row["half"], "all"):
                found[row["product"]][company_key(row["company"])] = int(row["grade"])
    return found


def score(ranked: Iterable[str], grades: dict[str, int]) -> Score:
    """The three measures of a list of company names; a company not judged counts 0."""
    keys = list(dict.fromkeys(company_key(name) for name in ranked))
    gains = [grades.get(key, 0) for key in keys]
    best = sorted(grades.values(), reverse=True)

    def dcg(values: list[int]) -> float:
        return math.fsum((2.0**v - 1) / math.log2(at + 2) for at, v in enumerate(values[:20]))

    return Score(
        sum(gain >= 1 for gain in gains[:10]) / 10,
        sum(gain == 2 for gain in gains[:10]) / 10,
        dcg(gains) / dcg(best) if dcg(best) else 0.0,
    )


def query(code: str) -> str:
    """English and Indonesian names of the heading and its subheadings."""
    heading = pl.col("code").str.starts_with(code[:4])
    english = pl.read_parquet(data_path("vocabulary", "hs-names.parquet")).filter(
        heading & (pl.col("nomenclature") == "HS22")
    )["name"]
    local = pl.read_parquet(data_path("vocabulary", "product-names.parquet")).filter(
        heading & (pl.col("language") == "id")
    )["name"]
    return " ".join([*english, *local])


def texts(country: str) -> dict[str, str]:
    """What the registers say of each company: goods, line of business, name."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in register_store.records(country):
        found[record.name].append(_text(record))
    return {name: " ".join(parts) for name, parts in found.items()}


def _text(record: CompanyRecord) -> str:
    return " ".join([*(record.products_text or ()), record.activity_text or "", record.name])


def bm25(documents: dict[str, str]) -> Callable[[str], list[str]]:
    """Companies by BM25 of their words against a query."""
    index = Retrieval(documents)

    def rank(text: str) -> list[str]:
        found = index.scores(terms(words(text)))
        return sorted(found, key=lambda name: (-found[name], name))[:50]

    return rank


def tfidf(documents: dict[str, str]) -> Callable[[str], list[str]]:
    """Companies by the cosine of character n-grams (3 to 5) with a query."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    names = list(documents)
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2)
    matrix = vectors.fit_transform(documents.values())

    def rank(text: str) -> list[str]:
        likeness = (matrix @ vectors.transform([text]).T).toarray().ravel()
        return [names[at] for at in likeness.argsort()[::-1][:50]]

    return rank


def ours(code: str) -> list[str]:
    """The names of our candidates."""
    return [one.name for one in candidates("IDN", code, partner="TJK", limit=50)]


def interval(differences: list[float]) -> tuple[float, float]:
    """95 % interval of a mean by resampling the products."""
    draw = random.Random(SEED)
    means = sorted(
        sum(draw.choices(differences, k=len(differences))) / len(differences) for _ in range(DRAWS)
    )
    return means[int(0.025 * DRAWS)], means[int(0.975 * DRAWS)]


def report(half: str) -> None:
    """Print the measures of one half for the baselines and ours, and the differences."""
    judged = judgements(half)
    documents = texts("IDN")
    rankers: dict[str, Callable[[str], list[str]]] = {"ours": ours}
    for name, make in (("BM25", bm25), ("character TF-IDF", tfidf)):
        rank = make(documents)
        rankers[name] = lambda code, rank=rank: rank(query(code))  # type: ignore[misc]
    results = {
        name: [score(rank(code), judged[code]) for code in judged] for name, rank in rankers.items()
    }
    best = [min(10, list(grades.values()).count(2)) / 10 for grades in judged.values()]
    print(f"candidates, {half:<6} best possible exact@10 {sum(best) / len(best):.3f}")
    for name, found in results.items():
        means = [sum(column) / len(found) for column in zip(*found, strict=True)]
        print(
            f"candidates, {half:<6} {name:<18} {len(found):>3} products "
            f"relevant@10 {means[0]:.3f}  exact@10 {means[1]:.3f}  nDCG@20 {means[2]:.3f}"
        )
        if name != "ours":
            gains = [a.ndcg - b.ndcg for a, b in zip(results["ours"], found, strict=True)]
            low, high = interval(gains)
            print(f"    ours above {name} by nDCG@20: 95 % interval {low:+.3f} to {high:+.3f}")


def measure(folder: Path) -> None:
    """Import the registers of ``folder`` into a store of its own, and report on it."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["SINERGI_HOME"] = home
        for name in REGISTERS:
            file = folder / "companies" / f"{name}.csv"
            command = ["companies", "import", str(file), "--register", name.replace("_", "-")]
            with redirect_stdout(io.StringIO()):
                failed = run([*command, "--json"])
            if failed:
                raise SystemExit(failed)
        for half in ("tuning", "looked", "drawn", "second", "kept", "fresh", "all"):
            report(half)
