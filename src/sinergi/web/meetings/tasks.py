"""Long work: reading an uploaded file."""

from __future__ import annotations

from pathlib import Path

from django_tasks import task

from sinergi.errors import SinergiError
from sinergi.web.meetings.actions import fail_reading, take_reading
from sinergi.web.meetings.models import Document
from sinergi.web.meetings.reading import read_upload
from sinergi.web.people.models import Person


@task()
def read_document(document_id: int, person_id: int) -> None:
    """Read the file of a document and keep what was read as proposals."""
    document = Document.objects.get(pk=document_id)
    person = Person.objects.get(pk=person_id)
    if document.state != "reading":
        return
    try:
        read = read_upload(Path(document.file.path), document.name, document.published)
    except SinergiError as error:
        fail_reading(person, document, str(error))
        return
    take_reading(person, document, read)
