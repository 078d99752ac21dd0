"""What stands in the two countries: mines, plants and fields by kind, counted and on a map."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sinergi.brief.gather.facility_group import facility_map
from sinergi.brief.messages import translator
from sinergi.brief.render.plants_map import plants_map
from sinergi.evidence import evidence
from sinergi.facilities import DATASET, facilities, kinds
from sinergi.web.core.templating import country, lang, number
from sinergi.web.pairs.charts.model import Chart, ChartView
from sinergi.web.pairs.charts.pictures import as_file

AT_WORK = "operating"


def standing(a: str, b: str, title: str, state: ChartView) -> Chart:
    """How many facilities of each kind operate in either country; the picture is drawn apart."""
    held = {one: _rows(one, state.kind) for one in (a, b)}
    return Chart(
        title=title,
        sentence=" ".join(_sentence(one, rows) for one, rows in held.items()),
        source=_("Global Energy Monitor, trackers of 2024 and 2025; small ones are left out. "
                 "Facilities of a kind near to one another are one mark. Outlines: Natural Earth; "
                 "they say nothing about the status of any territory."),
        columns=[("country", _("Country")), ("name", _("Kind")), ("count", _("In operation")),
                 ("MW", _("Capacity, MW"))],
        rows=[row for rows in held.values() for row in rows],
        controls=("kind",),
        picture=True,
    )  # fmt: skip


def picture(a: str, b: str, kind: str, state: ChartView) -> bytes:
    """The map of each country as ``svg`` or ``png`` in the page's language."""
    drawn = facility_map((a, b), translator(lang()))
    if state.kind:
        only = [place for place in drawn.places if place.kind == state.kind]
        drawn = drawn.model_copy(update={"places": only})
    return as_file(plants_map(drawn, lang()), "facilities", kind)


def kinds_of(a: str, b: str) -> list[tuple[str, str]]:
    """Codes and names of the kinds that operate in either country."""
    held = {f.kind for one in (a, b) for f in facilities(one) if f.status == AT_WORK}
    return [(code, _capital(kind.names[lang()])) for code, kind in kinds().items() if code in held]


def _rows(one: str, chosen: str) -> list[dict[str, Any]]:
    held = {f.kind for f in facilities(one) if f.status == AT_WORK}
    rows: list[dict[str, Any]] = []
    for code, kind in kinds().items():
        if code not in held or chosen not in ("", code):
            continue
        counted = evidence("facility-count", one, code, AT_WORK, dataset=DATASET)
        row = {"country": country(one), "kind": code, "name": _capital(kind.names[lang()]),
               "count": counted.value, "MW": "", "evidence": {"count": counted.id}}  # fmt: skip
        if kind.unit == "MW":
            size = evidence("facility-capacity", one, code, AT_WORK, dataset=DATASET)
            row |= {"MW": size.value, "evidence": {"count": counted.id, "MW": size.id}}
        rows.append(row)
    return sorted(rows, key=lambda row: -row["count"])


def _sentence(one: str, rows: list[dict[str, Any]]) -> str:
    if not rows:
        return _("%(country)s: none in operation is on record.") % {"country": country(one)}
    values = {
        "country": country(one),
        "total": number(sum(row["count"] for row in rows)),
        "kind": ", ".join(
            kinds()[row["kind"]].names[lang()] for row in rows if row["count"] == rows[0]["count"]
        ),
        "most": number(rows[0]["count"]),
    }
    if len(rows) == 1:
        return _("%(country)s: %(kind)s in operation, %(most)s.") % values
    return _("%(country)s: %(total)s in operation, most often %(kind)s (%(most)s).") % values


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
