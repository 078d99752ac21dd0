"""Companies that people typed in were filed under no key, or under the name they had first."""

from typing import Any

from django.db import migrations


def _file(apps: Any, editor: Any) -> None:
    from sinergi.web.companies.name_keys import search_keys

    company, key = apps.get_model("companies", "Company"), apps.get_model("companies", "NameKey")
    key.objects.filter(company__register="desk").delete()
    for one in company.objects.filter(register="desk"):
        key.objects.bulk_create(key(key=word, company=one) for word in search_keys(one.name))


class Migration(migrations.Migration):
    dependencies = [("companies", "0004_beginnings")]
    operations = [migrations.RunPython(_file, migrations.RunPython.noop)]
