"""Writing moments in the reader's zone and language.

The names of months and days are in our locales, because common locale data has them only in the form that stands alone
(«ноябрь»), not in that of a date («24 ноября»).
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from render.markup import escape
from render.texts import Translator


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def day_text(t: Translator, day: date) -> str:
    """Return a day with its weekday, in the language's own form: "вторник, 24 ноября"."""
    return t("date-long", weekday=day.weekday() + 1, day=day.day, month=day.month)


def day_short(t: Translator, day: date) -> str:
    """Return a day without its weekday: "24 ноября"."""
    return t("date-short", day=day.day, month=day.month)


def clock_text(moment: datetime | time) -> str:
    return f"{moment:%H:%M}"


def age_text(t: Translator, moment: datetime, now: datetime, zone: str) -> str:
    """Return how long ago a moment was; its date, if that is more than a day ago."""
    age = max(now - moment, timedelta(0))
    if age < timedelta(hours=1):
        return t("age-minutes", count=max(1, int(age.total_seconds() // 60)))
    if age < timedelta(hours=24):
        return t("age-hours", count=int(age.total_seconds() // 3600))
    return day_short(t, moment.astimezone(zone_of(zone)).date())


def age_html(t: Translator, moment: datetime, now: datetime, zone: str) -> str:
    """Return how long ago a moment was, as HTML that Telegram's apps keep up to date.

    Apps that do not know the tag <tg-time> show the age at `now`.
    """
    age, seconds = escape(age_text(t, moment, now, zone)), max(0, int(moment.timestamp()))
    return f'<tg-time unix="{seconds}" format="r">{age}</tg-time>'


def zone_text(t: Translator, zone: str, now: datetime) -> str:
    """Return the offset of a zone and its local time: "UTC+6, 14:05"."""
    local = now.astimezone(zone_of(zone))
    offset = local.utcoffset() or timedelta(0)
    minutes = int(offset.total_seconds() // 60)
    sign = "−" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    name = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")
    return t("zone-clock", offset=name, time=clock_text(local))
