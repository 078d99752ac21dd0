"""Long work: filing the companies that ship with Sinergi."""

from __future__ import annotations

from django_tasks import task

from sinergi.web.companies.filing import file_embedded


@task()
def file_companies() -> None:
    """File them for the search."""
    file_embedded()
