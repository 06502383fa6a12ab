"""The picture of the statistics: readable on a phone, in every language, light and dark."""

from dataclasses import replace

import pytest
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

from domain.disclosure import report_of
from domain.stats import DAYS, FeedNews, Report
from emulator.telegram.files import image_size
from render.newsroom.charts import DARK, FONT, HEIGHT, LIGHT, WIDTH, Chart, Colours, charts_of, draw
from tests.render.reports import TODAY, full_report
from tests.texts import TEXTS
from text.languages import LOCALES


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_font_has_every_letter_of_every_language(locale: str) -> None:
    letters = FT2Font(findfont(FontProperties(family=FONT), fallback_to_default=False)).get_charmap()
    for chart in charts_of(full_report(), TEXTS.translator(locale)):
        for said in (chart.title, chart.empty, *chart.labels, *(line.name for line in chart.lines)):
            assert not [letter for letter in said if ord(letter) not in letters], said


def test_every_label_has_a_value_and_the_newest_is_last() -> None:
    readers, news = charts_of(full_report(), TEXTS.translator("en"))
    assert readers.lines[0].values[-1] == full_report().readers > 6000
    assert list(readers.lines[0].values) == sorted(readers.lines[0].values)
    assert (readers.labels[-1], news.labels[-1]) == ("23 November", "24 November")
    for chart in (readers, news):
        assert {len(line.values) for line in chart.lines} == {len(chart.labels)}


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("report", [full_report(), report_of({}, {}, (), FeedNews(), today=TODAY)])
def test_it_is_drawn_whatever_there_is_to_draw(report: Report, is_dark: bool) -> None:
    charts = charts_of(report, TEXTS.translator("kk"))
    picture = draw(charts, is_dark)
    assert image_size(picture) == (WIDTH, HEIGHT)
    assert len(picture) < 300_000
    assert picture != draw(charts, not is_dark)


def test_a_number_that_is_another_is_drawn_otherwise() -> None:
    charts = charts_of(full_report(), TEXTS.translator("ru"))
    changed = replace(charts[1], lines=(replace(charts[1].lines[0], values=(1,) * DAYS), charts[1].lines[1]))
    assert draw(charts, False) != draw((charts[0], changed), False)
    assert draw((Chart("", (), (), ""),), False)  # nothing at all


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_and_lines_stand_out_from_the_paper(colours: Colours) -> None:
    assert contrast(colours.ink, colours.paper) >= 4.5
    assert all(contrast(line, colours.paper) >= 3 for line in colours.lines)
    assert contrast(*colours.lines) >= 2
