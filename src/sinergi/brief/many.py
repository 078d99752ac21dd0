"""Briefs of many pairs in one run: several at a time, and where a run was stopped it goes on.

Each pair's files lie in a folder of their own, ``A-B``. Files appear whole or not at all, so a
folder with a ``brief.json`` made from the same data, record and day is done; a second run makes the
others only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, as_completed, wait
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from sinergi.brief.render.write import FILES
from sinergi.brief.saved import load_brief
from sinergi.brief.workers import cores, pool
from sinergi.errors import InputError, SinergiError
from sinergi.trade import catalogue, queries
from sinergi.vocabulary import countries

Pair = tuple[str, str]


@dataclass(frozen=True)
class Wanted:
    """How each brief is made."""

    formats: Sequence[str]
    lang: str
    dataset: str | None
    today: date


@dataclass(frozen=True)
class PairDone:
    """What became of one pair: ``made``, ``kept`` from an earlier run, or the ``error``."""

    pair: Pair
    folder: Path
    made: bool = False
    error: str | None = None


def partners_of(country: str, dataset: str | None = None) -> list[Pair]:
    """The country with each other country of the data, in the order of their codes."""
    return [(country, other) for other in _countries(dataset) if other != country]


def all_pairs(dataset: str | None = None) -> list[Pair]:
    """Each two countries of the data once."""
    return list(combinations(_countries(dataset), 2))


def _countries(dataset: str | None) -> list[str]:
    return [code for code in queries.countries(_trade(dataset)) if countries.is_country(code)]


def _trade(dataset: str | None) -> catalogue.Dataset:
    return catalogue.dataset(dataset) if dataset else catalogue.default_trade()


def briefs(
    pairs: Iterable[Pair], out: Path, wanted: Wanted, *, workers: int | None = None
) -> Iterator[PairDone]:
    """Make the brief of each pair in ``out/A-B``; gives each as it is done.

    One pair that fails does not stop the others. When the caller stops, what is being made is
    finished or left undone, never half written.

    Args:
        pairs: Countries by ISO3 code: the one a brief is made for, and the other.
        out: The folder of the folders.
        wanted: How each is made.
        workers: Processes at a time, as many as cores by default.

    Raises:
        UnknownNameError: the dataset is not known.
    """
    dataset = _trade(wanted.dataset)
    count = workers or cores()
    with pool(count) as processes:
        running: set[Future[PairDone]] = set()
        try:
            for pair in pairs:
                folder = out / "-".join(pair)
                if _is_done(folder, wanted, dataset.id):
                    yield PairDone(pair, folder)
                    continue
                running.add(processes.submit(_make, pair, folder, wanted))
                if len(running) > count:
                    finished, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in finished)
            yield from (future.result() for future in as_completed(running))
        finally:
            processes.shutdown(cancel_futures=True)


def _is_done(folder: Path, wanted: Wanted, dataset: str) -> bool:
    if not all((folder / FILES[name]).is_file() for name in {*wanted.formats, "json"}):
        return False
    try:
        earlier = load_brief(folder)
    except InputError:
        return False
    return (earlier.prepared, earlier.lang, earlier.dataset.id) == (
        wanted.today,
        wanted.lang,
        dataset,
    )


def _make(pair: Pair, folder: Path, wanted: Wanted) -> PairDone:
    from sinergi.brief.gather import brief
    from sinergi.brief.render.write import check_folder, write

    try:
        check_folder(folder)
        made = brief(*pair, lang=wanted.lang, dataset=wanted.dataset, today=wanted.today)
        formats = list(dict.fromkeys([*wanted.formats, "json"]))
        write(made, formats, folder)
    except SinergiError as error:
        return PairDone(pair, folder, error=str(error))
    return PairDone(pair, folder, made=True)
