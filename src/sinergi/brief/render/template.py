"""A Word template from outside: looked at in a confined process, and freed of what acts by itself.

What a template leads to (another template, a picture on a server, a macro, a field that fetches or
starts something) would be in every brief made with it, and act when a minister opens that.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from sinergi.confined import Limits, call
from sinergi.errors import InputError
from sinergi.outside import plain_file

LIBRARIES = ("docx",)
"""What the server of confined calls keeps loaded once a template has needed it."""

LARGEST = 20_000_000
"""Bytes of a template; a larger one is refused before it is read."""

_LIMITS = Limits(seconds=30, memory=1_500_000_000)
_ADVICE = "Save it as .docx; without --template the one that ships is used"
_RELATIONS = frozenset(
    {"aFChunk", "attachedTemplate", "attachedToolbars", "control", "customUI", "extensibility"}
    | {"frame", "glossaryDocument", "keyMapCustomizations", "oleObject", "package", "subDocument"}
    | {"vbaProject", "wordVbaData"}
)
"""Relations that bring in a program, another document or what cannot be looked into."""

_FIELDS = ("DATABASE", "DDE", "IMPORT", "INCLUDE", "LINK", "MACROBUTTON")
"""Beginnings and parts of the names of fields that fetch or start something."""

_HOLDERS = ("drawing", "pict", "object", "control", "subDoc", "altChunk", "attachedTemplate")
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

logger = logging.getLogger(__name__)


def read_template(path: Path) -> bytes:
    """The template as a Word document that leads nowhere; what was taken out is warned of.

    Raises:
        InputError: it is no Word document, too large, or takes more than its limits to read.
    """
    try:
        with plain_file(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"cannot be read: {reason}", where=str(path), advice=_ADVICE) from error
    if len(data) > LARGEST:
        raise InputError(
            f"the template has more than {LARGEST:,} bytes", where=str(path), advice=_ADVICE
        )
    found = call(f"{__name__}:cleaned", data, limits=_LIMITS, where=str(path))
    for what in found["taken"]:
        logger.warning("%s: %s was taken out of the template", path, what)
    return base64.b64decode(found["document"], validate=True)


def not_word(where: str) -> InputError:
    """What is said of a template that is no whole Word document."""
    return InputError("the template is no Word document", where=where, advice=_ADVICE)


def cleaned(data: bytes, where: str) -> dict[str, Any]:
    """What :func:`read_template` calls in the child: the document, and what was taken out."""
    import docx

    try:
        document = docx.Document(BytesIO(data))
        taken = sorted({what for part in _parts(document) for what in _clean(part)})
        out = BytesIO()
        document.save(out)
    except MemoryError:
        raise
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise not_word(where) from error
    return {"document": base64.b64encode(out.getvalue()).decode("ascii"), "taken": taken}


def _parts(document: Any) -> list[Any]:
    package = document.part.package
    return [package, *package.iter_parts()]


def _clean(part: Any) -> Iterator[str]:
    """Take what acts by itself out of one part; say what it was."""
    gone = set()
    for name, relation in list(part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in _RELATIONS or (relation.is_external and kind != "hyperlink"):
            gone.add(name)
            part.rels.pop(name)
            target = f" ({relation.target_ref[:100]})" if relation.is_external else ""
            yield f"the relation {kind}{target}"
    root = getattr(part, "element", None)
    if root is None:
        return
    for element in list(root.iter()):
        used = {value for name, value in element.attrib.items() if name.startswith(_OFFICE)}
        if used & gone:
            _remove(element)
    yield from _fields(root)


def _remove(element: Any) -> None:
    """Take away what an element that lost its relation belongs to, so that the document opens."""
    held = element
    for one in (element, *element.iterancestors()):
        if one.tag.rpartition("}")[2] in _HOLDERS:
            held = one
            break
    parent = held.getparent()
    if parent is not None:
        parent.remove(held)


def _fields(root: Any) -> Iterator[str]:
    """Empty the fields that fetch or start something; a name may be cut into many runs."""
    from docx.oxml.ns import qn

    for simple in root.iter(qn("w:fldSimple")):
        if name := _acting(simple.get(qn("w:instr"), "")):
            simple.set(qn("w:instr"), "")
            yield f"the field {name}"
    codes = list(root.iter(qn("w:instrText")))
    if name := _acting("".join(code.text or "" for code in codes)):
        for code in codes:
            code.text = ""
        yield f"the field {name}"


def _acting(code: str) -> str | None:
    text = code.upper().replace("HYPERLINK", "")
    return next((name for name in _FIELDS if name in text), None)
