"""The charts of a pair: words, rows and specification; the page draws, saves and explains them."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext as _

from sinergi.errors import SinergiError
from sinergi.store import stamp
from sinergi.web.core.messages import no_trade
from sinergi.web.core.templating import country, lang
from sinergi.web.pairs.charts import facilities, fits, route, sells, trade
from sinergi.web.pairs.charts.model import Chart, ChartView
from sinergi.web.pairs.models import Pair

NAMES = ("map", "facilities", "sells-a", "sells-b", "openings-a", "openings-b", "trade")

PICTURES = ("map", "facilities")
"""Those that are drawn by the server."""

__all__ = ["NAMES", "PICTURES", "Chart", "ChartView", "chart", "picture"]


def chart(pair: Pair, name: str, state: ChartView | None = None) -> Chart:
    """The chart of this name for a pair; kept until the datasets change."""
    state = state or ChartView.of({})
    key = (
        f"chart:{pair.a}:{pair.b}:{pair.pk}:{name}:{state.data}:{state.query}:{lang()}:{stamp()[1]}"
    )
    held: Chart | None = cache.get(key)
    if held is None:
        try:
            held = _make(pair, name, state)
        except SinergiError as error:
            return Chart(_title(pair, name), problem=no_trade(error))
        cache.set(key, held)
    return held


def picture(pair: Pair, name: str, kind: str, state: ChartView) -> bytes:
    """The chart of :data:`PICTURES` as ``svg`` or ``png``; kept until the datasets change."""
    key = f"map:{pair.a}:{pair.b}:{name}:{kind}:{state.kind}:{lang()}:{stamp()[1]}"
    drawn: bytes | None = cache.get(key)
    if drawn is None:
        drawn = (
            route.picture(pair.a, pair.b, kind)
            if name == "map"
            else facilities.picture(pair.a, pair.b, kind, state)
        )
        cache.set(key, drawn)
    return drawn


def _make(pair: Pair, name: str, state: ChartView) -> Chart:
    title = _title(pair, name)
    if name == "map":
        return route.route(pair.a, pair.b, title)
    if name == "facilities":
        return facilities.standing(pair.a, pair.b, title, state)
    if name == "trade":
        return trade.trade(pair.a, pair.b, title, state)
    one, other = (pair.a, pair.b) if name.endswith("-a") else (pair.b, pair.a)
    if name.startswith("sells"):
        return sells.sells(one, title, state)
    return fits.fits(pair.pk, one, other, title, state)


def _title(pair: Pair, name: str) -> str:
    one, other = (pair.a, pair.b) if name.endswith("-a") else (pair.b, pair.a)
    if name == "map":
        return _("Map of %(a)s and %(b)s") % {"a": country(pair.a), "b": country(pair.b)}
    if name == "facilities":
        return _("Mines, power plants and steel plants")
    if name == "trade":
        return _("Trade between the two countries")
    if name.startswith("sells"):
        return _("What %(country)s sells to the world") % {"country": country(one)}
    return _("What %(one)s could sell to %(other)s") % {
        "one": country(one),
        "other": country(other),
    }
