"""The audit finds a locked version that a database of known faults names, and only that."""

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from scripts.audit import main


def _record(
    name: str, *events: dict[str, str], kind: str = "ECOSYSTEM", **more: Any
) -> dict[str, Any]:
    span = {"type": kind, "events": list(events)}
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": "TEST", "affected": [{"package": package, "ranges": [span]}], **more}


PACKAGE = {"ecosystem": "PyPI", "name": "some-package"}


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (_record("Some_Package", {"introduced": "0"}, {"fixed": "2.1"}), 1),
        (_record("some-package", {"introduced": "0"}, {"fixed": "2.0"}), 0),
        (_record("some-package", {"introduced": "2.1"}), 0),
        (_record("some-package", {"introduced": "0"}, {"last_affected": "2.0"}), 1),
        # Fixed, and broken again; the events in any order.
        (_record("some-package", {"introduced": "2.0"}, {"introduced": "0"}, {"fixed": "1.1"}), 1),
        (_record("some-package", {"fixed": "1.9"}, {"introduced": "0"}), 0),
        # Commits are no versions.
        (_record("some-package", {"introduced": "0"}, {"fixed": "9f3e2"}, kind="GIT"), 0),
        ({"id": "T", "affected": [{"package": PACKAGE, "versions": ["1.0", "2.0.0"]}]}, 1),
        ({"id": "T", "affected": [{"package": PACKAGE, "versions": ["bad", "2.0.1"]}]}, 0),
        ({"id": "T"}, 0),
        (_record("other", {"introduced": "0"}), 0),
        (_record("some-package", {"introduced": "0"}, withdrawn="2026-01-01"), 0),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_audit(tmp_path: Path, record: dict[str, Any], code: int, packed: bool) -> None:
    lock = tmp_path / "base.txt"
    lock.write_text("some.package==2.0 \\\n    --hash=sha256:00\n")
    database = tmp_path / ("all.zip" if packed else "one.json")
    if packed:
        with zipfile.ZipFile(database, "w") as archive:
            archive.writestr("TEST.json", json.dumps(record))
    else:
        database.write_text(json.dumps(record))
    assert main([str(database), str(lock)]) == code


def test_without_a_database_it_says_what_to_give() -> None:
    assert main([]) == 2
    assert main(["nowhere.zip"]) == 2


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1, 2]", b"[]", b"PK\x03\x04broken", b'{"vulns": []}', b"\xff\xfe"]
)
def test_what_is_no_database_is_not_taken_for_one_without_a_fault(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "all.zip"
    database.write_bytes(content)
    assert main([str(database)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_locks_of_the_project_are_looked_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database made of two records finds the one package that the project pins."""
    records = [_record("Polars", {"introduced": "0"}), _record("not-here", {"introduced": "0"})]
    database = tmp_path / "osv"
    database.mkdir()
    for number, record in enumerate(records):
        (database / f"{number}.json").write_text(json.dumps(record | {"id": f"MADE-{number}"}))
    assert main([str(database)]) == 1
    said = capsys.readouterr().out
    assert "MADE-0" in said
    assert "MADE-1" not in said
