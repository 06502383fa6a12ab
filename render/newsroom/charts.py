"""The picture of the statistics: two charts, one above the other, made for reading on a phone.

What the charts show is decided here, in the reader's language. They are drawn in a worker process, because the drawing
library takes a second and 60 MB to load, and the bot itself does not need it.
"""

import io
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from domain.stats import Report
from render.dates import day_short
from render.newsroom.stats import number
from render.texts import Translator
from workers.marks import last_job

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH, HEIGHT = 1080, 1350  # pixels of the picture; a phone shows it about 360 points wide, so three pixels are a point
DRAWING = 60.0  # seconds that drawing may take, most of it for the library's first start on a slow machine
_DPI = 120
_LABELS = 4  # dates that fit side by side under a chart
FONT = "DejaVu Sans"  # comes with matplotlib under a free licence, and has the letters of all our languages


@dataclass(frozen=True, slots=True)
class Line:
    """The values of a line or a set of bars in a chart, one for each label.

    `name` stands in the legend, which is left out if a chart has only one line.
    """

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: its title, the labels under it from left to right, and the lines or bars above these."""

    title: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    empty: str  # shown in place of a chart without values


@dataclass(frozen=True, slots=True)
class Colours:
    paper: str
    ink: str
    faint: str
    lines: tuple[str, str]


# The contrast of each line with the paper is at least 3:1, of the lines with each other 2:1, and of the ink with the
# paper 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3).
LIGHT = Colours(paper="#ffffff", ink="#1f2933", faint="#d5dbe1", lines=("#4a90cf", "#7a3410"))
DARK = Colours(paper="#17212b", ink="#e6ebf0", faint="#33414f", lines=("#3d7fb8", "#ffd27f"))


def charts_of(report: Report, t: Translator) -> tuple[Chart, Chart]:
    """Return two charts of the report: the readers of each week, and the articles and stories of each day."""
    readers = Chart(
        t("stats-chart-readers"),
        tuple(day_short(t, week.end) for week in report.weeks),
        (Line("", tuple(week.readers for week in report.weeks)),),
        t("stats-chart-empty"),
    )
    news = Chart(
        t("stats-chart-news"),
        tuple(day_short(t, day.day) for day in report.days),
        (
            Line(t("stats-articles"), tuple(day.articles for day in report.days)),
            Line(t("stats-stories"), tuple(day.stories for day in report.days)),
        ),
        t("stats-chart-empty"),
    )
    return readers, news


@last_job
def draw(charts: Sequence[Chart], is_dark: bool) -> bytes:  # noqa: FBT001 - the pool passes arguments by place
    """Return the charts as a PNG; a job for a worker."""
    with tempfile.TemporaryDirectory() as folder:
        # Matplotlib writes its list of fonts into this folder; in a read-only container its usual folder is missing.
        os.environ.setdefault("MPLCONFIGDIR", folder)
        return _drawn(charts, DARK if is_dark else LIGHT)


def _drawn(charts: Sequence[Chart], colours: Colours) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    style: Any = {
        "font.family": FONT,
        "font.size": 19,
        "text.color": colours.ink,
        "axes.labelcolor": colours.ink,
        "axes.edgecolor": colours.faint,
        "axes.facecolor": colours.paper,
        "xtick.color": colours.ink,
        "ytick.color": colours.ink,
        "grid.color": colours.faint,
    }
    with mpl.rc_context(style):
        size = (WIDTH / _DPI, HEIGHT / _DPI)
        layout = ConstrainedLayoutEngine(h_pad=0.25, w_pad=0.2)
        figure = Figure(figsize=size, dpi=_DPI, facecolor=colours.paper, layout=layout)
        FigureCanvasAgg(figure)
        for axes, chart in zip(figure.subplots(len(charts), 1, squeeze=False)[:, 0], charts, strict=True):
            _draw_chart(axes, chart, colours)
        content = io.BytesIO()
        figure.savefig(content, format="png", metadata={"Software": None})
    return content.getvalue()


def _draw_chart(axes: "Axes", chart: Chart, colours: Colours) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_title(chart.title, loc="left", fontsize=25, fontweight="bold", pad=48 if len(chart.lines) > 1 else 24)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, pad=8)
    if not any(value for line in chart.lines for value in line.values):
        axes.set_xticks([])
        axes.set_yticks([])
        axes.text(0.5, 0.5, chart.empty, ha="center", va="center", transform=axes.transAxes)
        return
    axes.set_axisbelow(True)
    axes.grid(axis="y", linewidth=1)
    places = range(len(chart.labels))
    for line, colour in zip(chart.lines, colours.lines, strict=False):
        if len(chart.lines) == 1:
            axes.plot(places, line.values, color=colour, linewidth=4, marker="o", markersize=9)
            axes.fill_between(places, line.values, color=colour, alpha=0.18)
            latest = (places[-1], line.values[-1])
            axes.annotate(
                number(line.values[-1]), latest, (0, 14), textcoords="offset points", ha="right", weight="bold"
            )
        else:
            axes.bar(
                places, line.values, color=colour, width=0.8 if colour == colours.lines[0] else 0.4, label=line.name
            )
    axes.set_ylim(0, 1.12 * max(value for line in chart.lines for value in line.values))
    axes.set_xlim(-0.6, max(len(chart.labels) - 0.4, 0.6))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _place: number(round(value))))
    shown = [place for place in places if (len(places) - 1 - place) % _step(len(places)) == 0]
    axes.set_xticks(shown, [chart.labels[place] for place in shown])
    if len(chart.lines) > 1:
        _add_legend(axes, len(chart.lines))


def _add_legend(axes: "Axes", columns: int) -> None:
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, borderpad=0, borderaxespad=0.3,
        handlelength=1.2, columnspacing=1.5,
    )  # fmt: skip


def _step(labels: int) -> int:
    """Return n such that labels do not touch if only every n-th of `labels` labels is shown."""
    return max(1, -(-labels // _LABELS))
