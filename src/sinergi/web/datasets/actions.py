"""Loading and removing datasets and registers, each with a line in the timeline."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sinergi import store
from sinergi.cooperation.life import RuleBrokenError, move
from sinergi.errors import InputError, UsageError
from sinergi.trade.kinds import KINDS
from sinergi.web.core.actions import create, write
from sinergi.web.core.audit import note
from sinergi.web.core.permissions import require
from sinergi.web.datasets.models import Load
from sinergi.web.people.models import Person

REGISTER = "register"
FILES = (".csv", ".tsv", ".txt", ".zip", ".parquet", ".xlsx", ".json", ".jsonl", ".gz", ".xml")


def ask(
    person: Person, what: str, upload: UploadedFile[bytes], *, name: str = "", country: str = ""
) -> Load:
    """Ask for a file to be loaded; a worker does it.

    Raises:
        UsageError: the kind is not known, or a register has no name.
        InputError: the file's type is not taken.
    """
    from sinergi.web.datasets.tasks import load_file

    require(person, "manage_data")
    if what not in (REGISTER, *KINDS):
        raise UsageError(f"'{what}' is not a kind of data")
    if what == REGISTER and not name:
        raise UsageError(_("a register needs a name"))
    if name:
        store.check_id(name)
    file_name = Path(upload.name or "file").name
    ending = "".join(Path(file_name).suffixes[-1:]).lower()
    if ending not in FILES:
        raise InputError(
            _("files of this type are not taken"),
            advice=_("Types: %(types)s") % {"types": " ".join(one[1:] for one in FILES)},
        )
    load = Load(what=what, name=name, country=country, file_name=file_name[:200], file=upload)
    load.file.name = f"{secrets.token_hex(16)}{ending}"
    with transaction.atomic():
        made = create(person, load, permission="manage_data")
        transaction.on_commit(lambda: load_file.enqueue(made.pk, person.pk))
    return made


def start(person: Person, load: Load) -> Load:
    """The worker begins."""
    values = {"state": move("brief", "start", load.state)}
    return write(person, "start", load, values, permission="manage_data")


def finish(person: Person, load: Load, result: str, report: Any) -> Load:
    """It is in the store."""
    values = {"state": move("brief", "finish", load.state), "result": result, "report": report}
    return write(person, "finish", load, values, permission="manage_data")


def fail(person: Person, load: Load, why: str) -> Load:
    """It could not be loaded; the reason is kept."""
    state = move("brief", "fail", load.state, {"reason"})
    values = {"state": state, "failure": why[:500]}
    return write(person, "fail", load, values, permission="manage_data", reason=why)


def run(load: Load, path: Path) -> tuple[str, Any]:
    """Load the file; returns the name in the store and the report of what was left out."""
    if load.what == REGISTER:
        return _register(load, path)
    from sinergi.trade.adding import add

    dataset = add(load.what, path, identifier=load.name or None)
    coverage = dataset.coverage
    return dataset.id, coverage.model_dump(mode="json") if coverage else None


def _register(load: Load, path: Path) -> tuple[str, Any]:
    from sinergi.companies.registers.register_import import import_register
    from sinergi.companies.registers.register_mapping import recognise
    from sinergi.tabular import open_table
    from sinergi.web.companies.filing import file_register

    source = open_table(path)
    known = recognise(source.columns)
    if known is None:
        raise InputError(
            _("the columns are not those of a known register: %(columns)s")
            % {"columns": ", ".join(source.columns)[:200]},
            advice=_("Confirm what each column is with 'sinergi companies import'"),
        )
    mapping_name, mapping = known
    register = import_register(
        source,
        mapping,
        load.name,
        mapping_name=mapping_name,
        country=load.country or None,
        replace=True,
    )
    file_register(register)
    return register.id, register.report.model_dump(mode="json")


def remove(person: Person, identifier: str) -> None:
    """Remove a dataset from the store; its loads stay in the timeline.

    Raises:
        RuleBrokenError: it ships with Sinergi.
    """
    require(person, "manage_data")
    if identifier not in {folder.name for folder in store.folders()}:
        raise RuleBrokenError("state", "it ships with Sinergi")
    from sinergi.trade import remove as remove_dataset

    remove_dataset(identifier)
    note(person, "remove", kind="load", what=identifier)
