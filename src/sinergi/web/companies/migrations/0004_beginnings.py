"""An index that finds keys by their beginning; SQLite's own does, PostgreSQL needs one for it."""

from typing import Any

from django.db import migrations


def _make(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE INDEX companies_namekey_begins ON companies_namekey (key varchar_pattern_ops)"
        )


def _drop(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX companies_namekey_begins")


class Migration(migrations.Migration):
    dependencies = [("companies", "0003_worded_reasons")]
    operations = [migrations.RunPython(_make, _drop)]
