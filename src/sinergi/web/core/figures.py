"""What a number is, in the language of the page."""

from __future__ import annotations

import sinergi
from sinergi.brief.gather.ledger import Ledger
from sinergi.brief.messages import translator
from sinergi.errors import SinergiError
from sinergi.evidence import Evidence
from sinergi.trade import catalogue
from sinergi.web.core.templating import lang


def label(found: Evidence) -> str:
    """What a number is, as the brief calls it."""
    own = {one.id for one in found.datasets}
    held = next((one for one in catalogue.datasets() if one.id in own), None)
    nomenclature = (held.nomenclature if held else None) or "HS92"
    return Ledger(translator(lang()), catalogue.default_trade().id, nomenclature).label(found)


def formula(found: Evidence) -> str:
    """How it is computed."""
    return translator(lang())(found.formula)


def label_of(identifier: str) -> str:
    """What the number of an evidence id is; the id itself where its data are no longer there."""
    try:
        return label(sinergi.explain(identifier))
    except SinergiError:
        return identifier
