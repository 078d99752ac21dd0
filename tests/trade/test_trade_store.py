import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import filelock
import polars as pl
import pytest

from sinergi import store
from sinergi.cli.main import run
from sinergi.errors import DataError, StoreError, UnknownNameError, UsageError
from sinergi.trade import catalogue, queries, verifying
from sinergi.trade.adding import add
from sinergi.trade.derived import remove
from sinergi.trade.loading import Options

from .conftest import ROWS_2020, ROWS_2021, WriteZip


def _tree(home: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(home)): p.read_bytes()
        for p in sorted(home.rglob("*"))
        if p.is_file() and p.name != ".lock"
    }


def test_the_store_lies_where_the_user_says(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.home() == home
    monkeypatch.delenv("SINERGI_HOME")
    assert store.home().name == "sinergi"


def test_an_exception_leaves_the_store_as_it_was(home: Path, baci_zip: WriteZip) -> None:
    add("baci", baci_zip(), identifier="first")
    before = _tree(home)

    def _break() -> None:
        with store.draft("second") as draft:
            (draft.folder / "half.parquet").write_bytes(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _break()
    assert _tree(home) == before


@pytest.mark.parametrize("signal_sent", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_import_leaves_the_store_as_it_was(
    home: Path, baci_zip: WriteZip, signal_sent: signal.Signals
) -> None:
    add("baci", baci_zip(), identifier="first")
    before = _tree(home)
    program = (
        "import time\nfrom sinergi import store\n"
        "with store.draft('second') as draft:\n"
        "    (draft.folder / 'half.parquet').write_bytes(b'half')\n"
        "    print('inside', flush=True)\n    time.sleep(60)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"inside\n"
        with pytest.raises(StoreError, match="another sinergi is writing"):
            store.remove("first")
        process.send_signal(signal_sent)
        assert process.wait(timeout=120) != 0
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
    assert [d.id for d in catalogue.datasets() if not d.embedded] == ["first"]
    add("baci", baci_zip(), identifier="third")
    remove("third")
    assert _tree(home) == before


def test_ids(home: Path, baci_zip: WriteZip) -> None:
    path = baci_zip()
    first = add("baci", path)
    other = baci_zip({2020: ROWS_2020[:1], 2021: ROWS_2021[:1]}, name="other.zip")
    assert add("baci", other).id == f"{first.id}-2"
    with pytest.raises(UsageError, match=f"a dataset '{first.id}' is already there"):
        add("baci", path, identifier=first.id)
    for bad in ("../x", "A", "", ".hidden", "a b", "x" * 90):
        with pytest.raises(UsageError, match="cannot name a dataset"):
            add("baci", path, identifier=bad)


def test_a_file_that_is_loaded_already(
    home: Path, baci_zip: WriteZip, capsys: pytest.CaptureFixture[str]
) -> None:
    path = baci_zip()
    first = add("baci", path)
    before = _tree(home)
    assert run(["data", "add", "baci", str(path), "--title", "once more"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"this file is loaded already as {first.id}. Give --id" in said
    assert _tree(home) == before
    assert add("baci", path, options=Options(years=(2020,))).years == (2020, 2020)
    assert add("baci", path, identifier="again").fingerprint == first.fingerprint
    for identifier in (first.id, "again"):
        store.remove(identifier)
    assert add("baci", path).id == first.id


def test_remove(home: Path, baci_zip: WriteZip) -> None:
    add("baci", baci_zip(), identifier="mine")
    with pytest.raises(UnknownNameError, match="Datasets added: mine"):
        store.remove("yours")
    store.remove("mine")
    assert store.folders() == []
    assert not list((home / "datasets").glob(".trash*"))


def test_verify_finds_what_was_changed(home: Path, baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip(), identifier="mine")
    assert all(not v.faults for v in verifying.verify())
    flows = ds.folder / "flows-2020.parquet"
    flows.write_bytes(flows.read_bytes()[:-1] + b"x")
    (ds.folder / "exports-2021.parquet").unlink()
    (verdict,) = (v for v in verifying.verify() if v.id == "mine")
    assert verdict.faults == (
        "exports-2021.parquet is missing",
        "flows-2020.parquet has changed since it was written",
    )


def test_verify_finds_changed_sums(home: Path, baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip(), identifier="mine")
    sums = ds.folder / store.SUMS
    sums.write_text("".join(sums.read_text().splitlines(keepends=True)[:-1]))
    (verdict,) = (v for v in verifying.verify() if v.id == "mine")
    assert verdict.faults == ("SHA256SUMS is not the one its origin record vouches for",)


def test_a_store_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, baci_zip: WriteZip
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("SINERGI_HOME", str(blocked / "home"))
    with pytest.raises(StoreError, match=r"cannot write the store: Not a directory.*SINERGI_HOME"):
        add("baci", baci_zip())


@pytest.mark.parametrize("packed", [True, False])
def test_a_full_disk_is_one_line_and_leaves_nothing(
    home: Path, tmp_path: Path, baci_zip: WriteZip, packed: bool
) -> None:
    # A limit on the size of files stands for the full disk: the system answers the same way, to
    # Python where the archive is unpacked, to Polars where the table is written.
    rows = tuple(f"2020,360,156,{code},{code}.123,{code}.5" for code in range(110100, 150100))
    path = baci_zip({2020: rows})
    if not packed:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "unpacked")
        path = tmp_path / "unpacked"
    add("baci", baci_zip(name="small.zip"), identifier="first")
    before = _tree(home)
    program = (
        "import resource\nfrom pathlib import Path\nfrom sinergi.trade.adding import add\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        f"add('baci', Path({str(path)!r}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "StoreError" in last
    assert "cannot write the store: File too large. Free some space" in last
    assert _tree(home) == before


def test_a_lock_of_another_process_is_waited_for_and_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sinergi.store.shelves._LOCK_SECONDS", 0.01)
    (home / "datasets").mkdir(parents=True)
    with (
        filelock.FileLock(home / "datasets" / ".lock"),
        pytest.raises(StoreError, match="Wait until it is done"),
        store.draft("x"),
    ):
        pass


@pytest.mark.parametrize("killed", [False, True])
def test_a_replacement_that_fails_keeps_the_old(
    home: Path, killed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(text: str) -> None:
        with store.draft("mine", replace=True) as draft:
            (draft.folder / "table").write_text(text)

    build("old")
    target = store.root() / "mine"
    if killed:  # between the two moves
        target.rename(store.root() / ".old-mine")
        with store.draft("other"):
            pass
    else:
        rename = Path.rename

        def fail(self: Path, to: Path) -> Path:
            if self.name.startswith(".draft-"):
                raise OSError(5, "Input/output error")
            return rename(self, to)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", fail)
            with pytest.raises(StoreError):
                build("new")
    assert (target / "table").read_text() == "old"
    build("new")
    assert (target / "table").read_text() == "new"
    assert not list(store.root().glob(".[dot]*-*"))


def test_a_broken_dataset_can_be_removed(home: Path, baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip(), identifier="mine")
    (ds.folder / catalogue.DESCRIPTION).write_text("{")
    with pytest.raises(DataError, match="sinergi data remove mine"):
        catalogue.datasets()
    assert run(["data", "remove", "mine"]) == 0
    assert [d.id for d in catalogue.datasets() if not d.embedded] == []
    assert run(["data", "remove", "baci-minerals"]) == 2
    assert run(["data", "remove", "mine"]) == 1


def test_a_broken_description_is_named(home: Path, baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip(), identifier="mine")
    description = ds.folder / catalogue.DESCRIPTION
    for text, message in [
        ("{", "is not JSON"),
        ('{"id": "mine"}', "field 'kind'"),
        (None, "has no description"),
    ]:
        if text is None:
            description.unlink()
        else:
            description.write_text(text)
        with pytest.raises(DataError, match=message):
            catalogue.datasets()


def test_a_dataset_of_a_newer_program_is_left_aside_and_kept(
    home: Path,
    baci_zip: WriteZip,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ds = add("baci", baci_zip(), identifier="mine")
    description = ds.folder / catalogue.DESCRIPTION
    fields = json.loads(description.read_text())
    description.write_text(json.dumps(fields | {"mood": "fine"}))
    assert catalogue.dataset("mine").id == "mine"
    description.write_text(json.dumps(fields | {"format": 2, "kind": "weather"}))
    assert [d.id for d in catalogue.datasets() if not d.embedded] == []
    assert "dataset mine is left aside" in caplog.text
    with pytest.raises(StoreError, match="Update Sinergi; leave the file as it is"):
        catalogue.dataset("mine")
    assert run(["data", "list"]) == 0
    assert run(["data", "show", "mine"]) == 1
    assert "remove" not in capfd.readouterr().err


def test_the_catalogue(home: Path, baci_zip: WriteZip) -> None:
    shipped = catalogue.default_trade()
    assert (shipped.id, shipped.embedded, shipped.complete) == ("baci-minerals", True, False)
    with pytest.raises(UnknownNameError, match="Datasets: baci-minerals"):
        catalogue.dataset("nothing")
    add("baci", baci_zip(), identifier="part")
    assert catalogue.default_trade() == shipped
    rows = tuple(f"2020,360,156,{chapter:02}0110,1.0,1" for chapter in range(1, 97))
    whole = add("baci", baci_zip({2020: rows}), identifier="whole")
    assert catalogue.default_trade() == whole
    assert [d.id for d in catalogue.datasets()][-2:] == ["part", "whole"]
    assert catalogue.newest("gdp") is None
    newest = catalogue.newest("minerals")
    assert newest is not None
    assert newest.id == "usgs-minerals"


def test_the_embedded_basket_holds_the_aluminium_of_2009_to_2012() -> None:
    ds = catalogue.dataset("baci-minerals")
    series = queries.pair_series(ds, "TJK", "IDN", "760110")
    assert series["year"].to_list() == [2009, 2010, 2011, 2012]
    assert series["value"].sum() > 10_000_000
    # Aluminium costs some two thousand dollars a tonne: the units are right.
    unit_values = (series["value_quantified"] / series["quantity"]).to_list()
    assert all(1_000 < value < 4_000 for value in unit_values)


def test_removing_while_reading_keeps_nothing_open(home: Path, baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip(), identifier="mine")
    frame = ds.scan().select(pl.len()).collect()
    store.remove("mine")
    assert frame.item() == 6
    assert not os.path.exists(ds.folder)  # noqa: PTH110 - the folder itself, not a link


def test_a_link_in_the_store_blocks_nothing_and_is_not_followed(
    home: Path, baci_zip: WriteZip, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    add("baci", baci_zip(), identifier="first")
    for name in (".draft-000000000000", ".trash-old-0000", "linked"):
        (store.root() / name).symlink_to(elsewhere)
    (store.root() / "dangling").symlink_to(tmp_path / "nowhere")
    (store.root() / ".trash-file").write_text("litter")
    with pytest.raises(UsageError, match="already there"):
        add("baci", baci_zip(), identifier="dangling")
    store.remove("first")
    assert sorted(p.name for p in store.root().glob(".*")) == [".lock"]
    store.remove("linked")
    assert (elsewhere / "mine.txt").read_text() == "mine"
