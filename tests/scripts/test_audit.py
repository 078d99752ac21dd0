"""The audit finds a locked version that a database of known faults names, and only that."""

import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
from scripts.audit import main


def _record(name: str, *events: dict[str, str], **more: Any) -> dict[str, Any]:
    span = {"type": "ECOSYSTEM", "events": list(events)}
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": "TEST", "affected": [{"package": package, "ranges": [span]}], **more}


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (_record("Some_Package", {"introduced": "0"}, {"fixed": "2.1"}), 1),
        (_record("some-package", {"introduced": "0"}, {"fixed": "2.0"}), 0),
        (_record("some-package", {"introduced": "2.1"}), 0),
        (_record("some-package", {"introduced": "0"}, {"last_affected": "2.0"}), 1),
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
