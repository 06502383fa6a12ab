"""A report of the statistics in which nothing is missing, for screens, charts and the gallery."""

from datetime import date, timedelta

from domain.chat import ChatState
from domain.disclosure import report_of
from domain.post import DeliveryState, PostKind
from domain.stats import DAYS, FeedNews, NewsDay, ReaderEvent, Report
from text.languages import LOCALES

TODAY = date(2026, 11, 24)
EVERYTHING = {
    "state": {str(state): 9 for state in ChatState},
    "language": {locale: 1234 + len(locale) for locale in LOCALES} | {"tg": 3},
    "country": {"kg": 900, "kz": 80, "world": 4},
    "muted": {"": 70},
    "muted_source": {f"Очень длинное название издания {number}": 60 - number for number in range(9)},
    "liked": {"": 70},
    "liked_more": {"t:economy": 60, "o:Тандем": 9},
    "delivery": {f"{kind} {state}": 9 for kind in PostKind for state in DeliveryState},
    **{group: {"": 12_345} for group in ("opened", "saved", "followed")},
}


def full_report() -> Report:
    """Return a report in which nothing is missing."""
    days = {
        str(event): {TODAY - timedelta(days=ago): (27, 6, 4)[place] * (2 - ago % 2) for ago in range(1, 90)}
        for place, event in enumerate(ReaderEvent)
    }
    names = tuple(f"Очень длинное название ленты {number}" for number in range(20))
    feeds = FeedNews(99, names, tuple((name, timedelta(hours=9)) for name in names))
    start = TODAY - timedelta(days=DAYS - 1)
    news = tuple(
        NewsDay(start + timedelta(days=day), 800 + 61 * (day % 7), 290 + 9 * (day % 5), 20) for day in range(DAYS)
    )
    return report_of(EVERYTHING, days, news, feeds, today=TODAY)
