"""Score classification and candidates on labelled files (``make score-companies``).

Prints, for each set, precision on what is answered and the share that is answered:

* ISIC divisions of exporters from their goods (``benchmarks/commodity_to_kbli_dev.csv``);
* HS headings of the Tajik export register, Russian and Tajik words apart;
* HS headings of goods in Indonesian and Russian as traders write them
  (``tests/companies/classification/goods_local.csv``), the half for tuning and the half kept aside;
* HS headings of the English and Indonesian headings of Indonesia's tariff book and of the Russian
  ones of the Eurasian Economic Union: the Indonesian and Russian ones are in the index, so that
  they only show that a long name is told from its neighbours.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from scripts import score_candidates
from sinergi.companies.classification import Answer, Classifier

ROOT = Path(__file__).resolve().parents[1]
GOODS = re.compile(r",(?=[A-Z])")

GOODS_LOCAL = ROOT / "tests" / "companies" / "classification" / "goods_local.csv"

Case = tuple[Answer | None, set[str]]


def industries(folder: Path, classifier: Classifier) -> Iterator[Case]:
    """Divisions from the goods of exporters."""
    with (folder / "benchmarks" / "commodity_to_kbli_dev.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            goods = [g for g in GOODS.split(row["commodity_en"]) if g.strip()]
            truth = {code[:2] for code in row["kbli"].split(";")}
            yield classifier.industry(goods), truth


def export_register(folder: Path, classifier: Classifier, language: str) -> Iterator[Case]:
    """Headings from the words of one language in the export register."""
    path = folder / "companies" / "tajikistan_export_register_2019.csv"
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["file"].endswith(language):
                truth = {code[:4] for code in row["hs10"].split(";")}
                yield classifier.heading(row["name"]), truth


def tariff_book(
    folder: Path, classifier: Classifier, name: str, code: str, text: str
) -> Iterator[Case]:
    """Headings from a tariff book's labels of headings."""
    with gzip.open(folder / "labels" / name, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            digits = row[code].replace(".", "")
            if len(digits) == 4 and row[text].strip():
                yield classifier.heading(row[text]), {digits}


def local_goods(classifier: Classifier, language: str, half: str) -> Iterator[Case]:
    """Headings of one half of the goods in a language, written without sight of the tables."""
    with GOODS_LOCAL.open(encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if (row["lang"], row["half"]) == (language, half):
                yield classifier.heading(row["goods"]), set(row["hs4"].split("|"))


def report(name: str, cases: Iterator[Case]) -> None:
    """Print one line: the set, its size, precision and the share answered."""
    found = list(cases)
    answered = [(answer, truth) for answer, truth in found if answer is not None]
    right = sum(answer.code in truth for answer, truth in answered)
    precision = f"{right / len(answered):.3f}" if answered else "none answered"
    share = len(answered) / len(found)
    print(f"{name:<44} {len(found):>5} precision {precision}  answered {share:.3f}")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=default, help="folder of the labelled files")
    folder = parser.parse_args().data
    if not folder.is_dir():
        parser.exit(2, f"{folder}: there is no such folder of labelled files\n")
    ours = Classifier()
    btki, tnved = "btki2022_id_en_mfn.csv.gz", "tnved2022_labels_ru.csv.gz"
    report("exporters' goods, English -> ISIC division", industries(folder, ours))
    report("export register, Russian -> HS heading", export_register(folder, ours, "ru"))
    report("export register, Tajik -> HS heading", export_register(folder, ours, "tj"))
    for language in ("id", "ru"):
        for half, what in (("a", "for tuning"), ("b", "kept aside")):
            name = f"goods, {language}, {what} -> HS heading"
            report(name, local_goods(ours, language, half))
    for language in ("en", "id"):
        cases = tariff_book(folder, ours, btki, "hs_code", f"description_{language}")
        report(f"tariff book, {language} -> HS heading", cases)
    report("tariff book, ru -> HS heading", tariff_book(folder, ours, tnved, "code", "label_ru"))
    score_candidates.measure(folder)


if __name__ == "__main__":
    main()
