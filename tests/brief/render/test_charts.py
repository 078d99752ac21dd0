import math
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation
from selectolax.lexbor import LexborHTMLParser

from sinergi.brief.model import Chart
from sinergi.brief.render.charts import bar, line
from sinergi.brief.render.maps import world_map
from sinergi.brief.render.outlines import outlines
from sinergi.brief.render.pictures import Pictures
from sinergi.vocabulary.languages import LANGUAGES

from .sample import sample
from .sample_maker import Maker


def _rings(code: str) -> list[np.ndarray]:
    return [ring for name, rings in outlines() for ring in rings if name == code]


def test_gaps_are_gaps_and_zeros_are_zeros() -> None:
    chart = Maker("en").line_chart()
    [axes] = line(chart, "en").axes
    values = list(axes.lines[0].get_ydata())
    assert [math.isnan(value) for value in values] == [
        point.figure.value is None for point in chart.series[0].points
    ]
    assert values[0] == 0
    assert values[12] == 9.0
    assert axes.get_ylim()[0] == 0


def test_lines_are_named_at_their_ends_without_overlap() -> None:
    make = Maker("en")
    same = [make.line(f"Line {n}", [1e6, 2e6]) for n in range(4)]
    chart = make.line_chart().model_copy(update={"series": same})
    figure = line(chart, "en")
    figure.canvas.draw()
    boxes = [t.get_window_extent() for t in figure.axes[0].texts]
    assert [t.get_text() for t in figure.axes[0].texts] == [f"Line {n}" for n in range(4)]
    for below, above in pairwise(boxes):
        assert below.y1 <= above.y0 + 1


def test_one_line_shows_its_peak_in_words() -> None:
    chart = Maker("en").line_chart()
    chart = chart.model_copy(update={"series": chart.series[:1]})
    [axes] = line(chart, "en").axes
    assert [text.get_text() for text in axes.texts] == ["2007: USD 9.0 million"]


def test_bars_begin_at_zero_and_carry_their_numbers() -> None:
    chart = Maker("en").bar_chart()
    [axes] = bar(chart, "en").axes
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    assert [round(one.get_x(), 9) for one in bars] == [0.0, 0.0, 0.0]
    assert [one.get_width() for one in bars] == pytest.approx([3.4, 1.2, -0.4])
    texts = [text.get_text() for text in axes.texts]
    assert texts == ["USD 3.4 million", "USD 1.2 million", "not known", "USD −400,000"]


def test_labels_stay_inside_the_picture() -> None:
    make = Maker("ru")
    for chart in (make.bar_chart(), make.line_chart(), make.map()):
        draw = {"bar": bar, "line": line, "map": world_map}[chart.kind]
        figure = draw(chart, "ru")
        figure.canvas.draw()
        whole = figure.bbox
        for text in [*figure.texts, *figure.axes[0].texts, *figure.axes[0].get_yticklabels()]:
            box = text.get_window_extent()
            if text.get_text() and text.get_visible():
                assert box.x0 >= whole.x0 - 1
                assert box.x1 <= whole.x1 + 1


@pytest.mark.parametrize("values", [[], [None, None], [0.0, 0.0], [-5e6, 3e6], [1e-3]])
def test_odd_series_are_drawn(values: list[float | None]) -> None:
    make = Maker("tg")
    chart = make.line_chart().model_copy(update={"series": [make.line("x", values)]})
    bars = make.bar_chart().model_copy(update={"series": chart.series})
    assert Pictures("tg").svg(chart).startswith("<svg")
    assert Pictures("tg").svg(bars).startswith("<svg")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_stays_text_and_ids_are_the_charts_own(lang: str) -> None:
    brief = sample(lang)
    pictures = Pictures(lang)
    for chart in brief.charts():
        svg = LexborHTMLParser(pictures.svg(chart))
        ids = [node.attributes["id"] for node in svg.css("[id]")]
        assert all(name.startswith(f"{chart.id}-") for name in ids)
        assert not svg.css("style, metadata")
    texts = [node.text() for node in LexborHTMLParser(pictures.svg(brief.charts()[1])).css("text")]
    assert brief.pair_charts[0].series[0].name in texts


def test_the_same_chart_gives_the_same_bytes() -> None:
    chart = Maker("en").line_chart()
    assert Pictures("en").svg(chart) == Pictures("en").svg(chart)
    assert Pictures("en").png(chart) == Pictures("en").png(chart)


def test_letters_the_font_lacks_do_not_stop_the_drawing() -> None:
    make = Maker("en")
    chart = make.line_chart().model_copy(update={"axis": "百万 𓂀"})
    assert Pictures("en").png(chart).startswith(b"\x89PNG")


def test_outlines_are_closed_and_in_their_places() -> None:
    assert sum(code is not None for code, _ in outlines()) >= 170
    for _, rings in outlines():
        for ring in rings:
            assert np.allclose(ring[0], ring[-1])
            jumps = np.abs(np.diff(ring[:, 0]))[np.abs(ring[1:, 1]) < 90]
            assert jumps.max() <= 180
    [kenya] = _rings("KEN")
    (west, south), (east, north) = kenya.min(axis=0), kenya.max(axis=0)
    assert 33 < west < 35
    assert 41 < east < 43
    assert -5 < south < -4
    assert 4 < north < 6
    assert len(_rings("IND")) >= 1


def _map(*codes: str) -> Chart:
    return Maker("en").map().model_copy(update={"countries": list(codes)})


@pytest.mark.parametrize("codes", [("KEN", "VNM"), ("USA", "RUS"), ("FJI", "NZL"), ("CHL", "JPN")])
def test_both_countries_lie_in_the_window(codes: tuple[str, str]) -> None:
    figure = world_map(_map(*codes), "en")
    [axes] = figure.axes
    west, east = axes.get_xlim()
    assert 0 < east - west <= 360
    assert 1.0 < figure.get_figwidth() / figure.get_figheight() < 3.3
    named = [text for text in axes.texts if isinstance(text, Annotation) and text.get_text()]
    assert len(named) == 2
    for text in named:
        assert west <= text.xy[0] <= east


def test_a_country_the_outlines_lack_is_said() -> None:
    [axes] = world_map(_map("KEN", "SGP"), "en").axes
    assert "Singapore is too small for this map" in [text.get_text() for text in axes.texts]


def test_pyplot_is_not_used() -> None:
    code = "import sys, sinergi.brief.render.pictures\nsys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
