"""Elements of an XML list, read as a stream and without regard to namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from sinergi.errors import InputError

Element = ElementTree.Element


def elements(path: Path, *wanted: str) -> Iterator[Element]:
    """The root element as it begins, then each element of a ``wanted`` name as it ends.

    Raises:
        InputError: the file is not whole XML.
    """
    try:
        # Expat, since 2.4.1, refuses entities that grow beyond measure.
        events = ElementTree.iterparse(path, events=("start", "end"))  # noqa: S314
        _, root = next(events)
        yield root
        for event, element in events:
            if event == "end" and local(element) in wanted:
                yield element
                element.clear()
                root.clear()
    except ElementTree.ParseError as error:
        raise InputError(
            f"is not whole XML ({error})",
            where=str(path),
            advice="Fetch the list again; nothing was screened against it",
        ) from error


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """The descendants of this name."""
    return [child for child in element.iter() if local(child) == name and child is not element]


def text(element: Element, name: str) -> str | None:
    """The text of the first child of this name, None where there is none."""
    for child in element:
        if local(child) == name and child.text and child.text.strip():
            return child.text.strip()
    return None
