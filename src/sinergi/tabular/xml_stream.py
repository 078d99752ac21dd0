"""Elements of an XML file, read as a stream and without regard to namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from sinergi.errors import InputError

Element = ElementTree.Element

DEEPEST = 100
"""Elements nested deeper than this are no list of anything."""


def elements(file: Path, *wanted: str, where: Path | None = None) -> Iterator[Element]:
    """The root element as it begins, then each element of a ``wanted`` name as it ends.

    Args:
        file: The file.
        wanted: Names of elements, without namespace.
        where: The file as the user knows it, for errors.

    Raises:
        InputError: the file is not whole XML.
    """
    shown = str(where or file)
    depth = 0
    try:
        # Expat, since 2.4.1, refuses entities that grow beyond measure.
        events = ElementTree.iterparse(file, events=("start", "end"))  # noqa: S314
        _, root = next(events)
        yield root
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise InputError(f"nests elements more than {DEEPEST} deep", where=shown)
            if event == "end" and local(element) in wanted:
                yield element
                element.clear()
                root.clear()
    except (ElementTree.ParseError, LookupError, ValueError, StopIteration) as error:
        # An encoding that Python does not know is a LookupError, one that Expat cannot read a
        # ValueError.
        raise InputError(
            f"is not whole XML ({error})", where=shown, advice="Fetch the file again"
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
