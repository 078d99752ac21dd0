"""What is kept beside a dataset is what its flows say, or is not used."""

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from sinergi import store, trade
from sinergi.cli.main import run
from sinergi.errors import StoreError
from sinergi.evidence import worlds
from sinergi.evidence.caching import refresh
from sinergi.evidence.worlds import World
from sinergi.trade import catalogue, derived, deriving, queries, reporting, verifying
from sinergi.trade.adding import add
from sinergi.trade.catalogue import Dataset
from sinergi.trade.windows import mean_flows, window
from sinergi.vocabulary import products

from .conftest import ROWS_2020, ROWS_2021, WriteZip

OTHER = {2021: ("2021,360,762,260400, 99.000, 1.000", "2021,762,360,760110, 10.000, 5.000")}
YEARS = {
    2014: ("2014,360,156,260400, 5.000, 1.0",),
    2015: ("2015,360,156,260400, 7.000, NA", "2015,156,360,610910, 1.000, 2.0"),
    2020: ROWS_2020,
    2021: ROWS_2021,
}


@pytest.fixture
def loaded(home: Path, baci_zip: WriteZip) -> Dataset:
    return add("baci", baci_zip(YEARS), identifier="world")


def world(identifier: str, first: int, last: int) -> World:
    """The world of the store as it is now: other tests had other stores."""
    refresh()
    return worlds.world(identifier, first, last)


def _kept(ds: Dataset) -> bool:
    return derived.derived(ds) is not None


def test_a_load_keeps_what_the_flows_say(loaded: Dataset) -> None:
    assert window(loaded) == range(2020, 2022)
    found = world("world", 2020, 2021).flows
    summed = queries.world_by_product(loaded)
    some = queries.world_by_product(loaded, [2020, 2014])
    countries, products = queries.countries(loaded), queries.products(loaded)
    counts = {one: reporting.flow_counts(loaded, one, range(2016, 2022)) for one in countries}
    assert _kept(loaded)

    derived.forget("world")
    assert not _kept(loaded)
    made = mean_flows(loaded, range(2020, 2022), countries, products)
    for name in ("exporter", "importer", "product", "value"):
        assert getattr(found, name).tolist() == made[name].to_list()
    assert made["value"].sum() == pytest.approx(1000 * (12.345 + 0.5 + 110 + 7 + 3) / 2)
    assert summed.equals(queries.world_by_product(loaded))
    assert some.equals(queries.world_by_product(loaded, [2020, 2014]))
    assert summed["year"].unique().sort().to_list() == [2014, 2015, 2020, 2021]
    assert countries == queries.countries(loaded) == ["CHN", "IDN", "TJK", "TWN"]
    assert products == queries.products(loaded)
    assert counts == {
        one: reporting.flow_counts(loaded, one, range(2016, 2022)) for one in countries
    }
    assert counts["TJK"] == {2020: 2, 2021: 2}


def test_what_is_asked_of_is_what_is_kept(loaded: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told apart by a mark: numbers that no flow has."""
    file = derived.folder("world") / "means.parquet"
    pl.read_parquet(file).with_columns(pl.lit(77.0).alias("value")).write_parquet(file)
    assert set(world("world", 2020, 2021).flows.value) == {77.0}
    assert 77.0 not in world("world", 2021, 2021).flows.value  # another window
    assert 77.0 not in world("world", 2014, 2015).flows.value
    assert "kept sums: means.parquet has changed" in "".join(
        one for verdict in verifying.verify() if verdict.id == "world" for one in verdict.faults
    )


def test_who_did_not_report_is_kept_of_all_goods(home: Path, baci_zip: WriteZip) -> None:
    first = {code[:2]: code for code in reversed(products.codes("HS92"))}.values()
    sold = {
        year: tuple(f"{year},360,156,{code}, 5.000, 1.0" for code in first) + others
        for year, others in {
            2020: ("2020,762,156,760110, 5.0, 1.0", "2020,276,156,760110, 5.0, 1.0"),
            2021: ("2021,762,276,760110, 5.0, 1.0",),
        }.items()
    }
    ds = add("baci", baci_zip(sold), identifier="world")
    assert ds.complete
    kept = {year: derived.silent(ds, year) for year in (2019, 2020, 2021)}
    told = {year: reporting.silent(ds, year) for year in (2020, 2021)}
    derived.forget("world")
    assert told == {year: reporting.silent(ds, year) for year in (2020, 2021)}
    assert kept == {2019: None, **told}
    assert told[2020] >= {"TJK", "DEU"}
    assert not told[2021] >= {"TJK", "DEU"}


def test_years_that_are_not_counted_are_counted_from_the_flows(loaded: Dataset) -> None:
    assert derived.counts(loaded, "IDN", [2014]) is None
    assert reporting.flow_counts(loaded, "IDN", [2014, 2015, 2020]) == {2014: 1, 2015: 2, 2020: 4}


def test_the_sums_of_a_dataset_that_was_replaced_are_not_used(
    loaded: Dataset, baci_zip: WriteZip, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.remove("world")  # as a program that knows nothing of what is kept
    assert derived.folder("world").is_dir()
    monkeypatch.setattr(deriving, "keep", lambda _: None)
    new = add("baci", baci_zip(OTHER), identifier="world")
    assert not _kept(new)
    assert queries.products(new) == ["260400", "760110"]
    assert queries.world_by_product(new)["value"].to_list() == [99_000, 10_000]
    assert world("world", 2021, 2021).flows.value.tolist() == [99_000, 10_000]
    assert reporting.flow_counts(new, "IDN", [2021]) == {2021: 2}
    assert derived.faults(new) == []


@pytest.mark.parametrize("change", ["description", "file", "digests"])
def test_a_changed_dataset_makes_them_void(loaded: Dataset, change: str) -> None:
    if change == "description":
        path = loaded.folder / "dataset.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), "title": "Another"}))
    elif change == "file":
        (loaded.folder / "flows-2021.parquet").rename(loaded.folder / "flows-2022.parquet")
    else:
        store.seal(loaded.folder, loaded.origin.model_copy(update={"title": "Another"}))
        path = loaded.folder / store.SUMS
        path.write_text(path.read_text() + "0" * 64 + "  more\n")
        store.seal(loaded.folder, loaded.origin)
        (loaded.folder / "note").write_text("")
        store.seal(loaded.folder, loaded.origin)
    assert not _kept(catalogue.dataset("world"))


def test_another_format_is_not_read_and_made_anew(
    loaded: Dataset, caplog: pytest.LogCaptureFixture
) -> None:
    for found in (derived.FORMAT - 1, derived.FORMAT + 1):
        path = derived.folder("world") / derived.DESCRIPTION
        path.write_text(json.dumps({"format": found, "made_from": derived.stamp(loaded)}))
        assert not _kept(loaded)
        assert caplog.text == ""
        deriving.keep(loaded)
        assert _kept(loaded)


@pytest.mark.parametrize("text", ["", "{}", "[", '{"format": "x"}'])
def test_a_broken_description_is_not_believed(loaded: Dataset, text: str) -> None:
    (derived.folder("world") / derived.DESCRIPTION).write_text(text)
    assert not _kept(loaded)
    deriving.keep(loaded)
    assert _kept(loaded)


def test_a_table_cut_short_is_computed_from_the_flows(loaded: Dataset) -> None:
    right = queries.world_by_product(loaded)
    for name in ("means", "world", "counts"):
        file = derived.folder("world") / f"{name}.parquet"
        file.write_bytes(file.read_bytes()[:-20])
    assert queries.world_by_product(loaded).equals(right)
    assert world("world", 2020, 2021).flows.value.size == 6 - 1
    assert reporting.flow_counts(loaded, "TJK", [2021]) == {2021: 2}


def test_verify_names_a_changed_table_and_deleting_it_mends(
    loaded: Dataset, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["data", "verify"]) == 0
    (derived.folder("world") / "counts.parquet").write_bytes(b"other")
    capsys.readouterr()
    assert run(["data", "verify"]) == 1
    said = capsys.readouterr().out
    assert "counts.parquet has changed since it was written" in said
    assert f"delete {derived.folder('world')}" in said
    derived.forget("world")
    assert run(["data", "verify"]) == 0
    world("world", 2020, 2021)
    assert _kept(loaded)


def test_a_store_that_cannot_be_written_still_answers(
    loaded: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived.forget("world")

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(store, "draft", full)
    assert world("world", 2020, 2021).flows.value.size == 5
    assert not _kept(loaded)


def test_a_dataset_changed_while_they_are_made_gets_none(
    loaded: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived.forget("world")
    count = reporting.count_flows

    def meanwhile(ds: Dataset, years: list[int]) -> pl.DataFrame:
        path = ds.folder / "dataset.json"
        path.write_text(path.read_text() + "\n")
        return count(ds, years)

    monkeypatch.setattr(reporting, "count_flows", meanwhile)
    with pytest.raises(StoreError, match="was changed while"):
        deriving.make(loaded)
    assert not derived.folder("world").exists()


def test_removing_a_dataset_removes_them(loaded: Dataset, baci_zip: WriteZip) -> None:
    assert run(["data", "remove", "world"]) == 0
    assert not derived.folder("world").exists()
    add("baci", baci_zip(YEARS), identifier="one")
    store.remove("one")
    add("baci", baci_zip(OTHER), identifier="two")  # takes away those of a dataset that has gone
    assert [path.name for path in store.folders(derived.SHELF)] == ["two"]
    trade.remove("two")
    assert store.folders(derived.SHELF) == []


def test_what_ships_keeps_nothing(home: Path) -> None:
    for ds in catalogue.datasets():
        deriving.keep(ds)
    assert not store.root(derived.SHELF).exists()


def test_two_processes_at_once_leave_one_whole_set(loaded: Dataset) -> None:
    derived.forget("world")
    program = (
        "import sys\nfrom sinergi.trade import catalogue, deriving\n"
        "ds = catalogue.dataset('world')\nprint('ready', flush=True)\nsys.stdin.readline()\n"
        "for _ in range(5): deriving.make(ds)\n"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    ended = [one.communicate("\n", timeout=300) for one in both]
    assert [err for _, err in ended if err and "another sinergi is writing" not in err] == []
    assert _kept(loaded)
    assert derived.faults(loaded) == []
    assert world("world", 2020, 2021).flows.value.size == 5


def test_killed_at_any_step_it_leaves_nothing_half(loaded: Dataset) -> None:
    program = Path(__file__).with_name("keeping_points.py")
    done = subprocess.run(
        [sys.executable, str(program), "world"], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    *faults, steps = done.stdout.splitlines()
    assert faults == []
    assert int(steps) > 20
