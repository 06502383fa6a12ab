"""Dates in the words of news: «24 ноября», "24-ноябрда", "24 November"."""

import re
from datetime import date, timedelta

# Language → how the day and the month of an event are written in a sentence: `{}-{}` gives "5-июнда" (on 5 June).
_PATTERNS = {
    "ru": "{} {}",
    "ky": "{}-{}",
    "kk": "{} {}",
    "uz": "{}-{} kuni",
    "tg": "{} {}",
    "en": "{} {}",
}
_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ky": "январда февралда мартта апрелде майда июнда июлда августта сентябрда октябрда ноябрда декабрда",
    "kk": "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "tg": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "en": "January February March April May June July August September October November December",
}
_PLACEHOLDER = re.compile(r"\{date([+-]\d+)?\}")


def on_day(day: date, language: str) -> str:
    """Return the date in words, without the year."""
    return _PATTERNS[language].format(day.day, _MONTHS[language].split()[day.month - 1])


def fill(text: str, published: date, language: str) -> str:
    """Return `text` with {date}, {date-1}, {date+3}… replaced by dates relative to `published`."""
    return _PLACEHOLDER.sub(
        lambda found: on_day(published + timedelta(days=int(found[1] or 0)), language),
        text,
    )
