"""The words in dates: months in the languages that the bot reads, and time zones given by letters."""

import unicodedata
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from text.languages import LANGUAGES
from text.languages.language import Months

# A language in which outlets of the region write dates although the bot does not read it.
_TURKMEN = Months(
    whole=("yan", "few", "", "", "", "", "", "awg", "", "", "", ""),
    beginnings=(
        "yanw", "fewr", "mart", "apre", "mayi maya mayd mayn", "iyun", "iyul", "awgu", "sent", "okty", "noya", "deka",
    ),
)  # fmt: skip
_TURKISH = Months(
    whole=("oca", "sub", "", "nis", "", "haz", "tem", "agu", "eyl", "eki", "kas", "ara"),
    beginnings=(
        "ocak", "suba", "", "nisa", "mayi", "hazi", "temm", "agus", "eylu", "ekim", "kasi", "aral",
    ),
)  # fmt: skip
_MONTHS = (*(language.months for language in LANGUAGES.values()), _TURKMEN, _TURKISH)
_BY_WHOLE = {
    name: number for months in _MONTHS for number, names in enumerate(months.whole, 1) for name in names.split()
}
_BY_BEGINNING = {
    name: number for months in _MONTHS for number, names in enumerate(months.beginnings, 1) for name in names.split()
}
_LONGEST = max(map(len, _BY_BEGINNING))

_ZONES: dict[str, tzinfo] = {
    name: timezone(timedelta(hours=hours))
    for name, hours in {
        "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8, "pdt": -7, "msd": 4, "мск": 3, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "bst": 1, "wet": 0,
        "west": 1, "trt": 3, "samt": 4, "yekt": 5, "omst": 6, "novt": 7, "pkt": 5,
    }.items()
}  # fmt: skip
# Zones with an offset that changed over the years, so that it depends on the date.
_ZONES |= {
    name: ZoneInfo(place)
    for name, place in {
        "almt": "Asia/Almaty", "kgt": "Asia/Bishkek", "uzt": "Asia/Tashkent", "tjt": "Asia/Dushanbe",
        "tmt": "Asia/Ashgabat", "msk": "Europe/Moscow", "aqtt": "Asia/Aqtau", "orat": "Asia/Oral",
        "qyzt": "Asia/Qyzylorda",
    }.items()
}  # fmt: skip
_ZONES |= {name: ZoneInfo(place) for language in LANGUAGES.values() for name, place in language.zones.items()}


def folded(text: str) -> str:
    """Return the text in lower case, and Latin letters without accents: NOÝABR becomes noyabr, but й stays."""
    if text.isascii():
        return text.lower()
    kept: list[str] = []
    for mark in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.combining(mark) and kept and kept[-1].isascii():
            continue
        kept.append("i" if mark == "ı" else mark)
    return unicodedata.normalize("NFC", "".join(kept))


def month_of(word: str) -> int | None:
    """Return the number of the month that a folded word names, in any grammatical case; None for other words."""
    if (whole := _BY_WHOLE.get(word)) is not None:
        return whole
    beginnings = (word[:length] for length in range(min(len(word), _LONGEST), 3, -1))
    return next((month for beginning in beginnings if (month := _BY_BEGINNING.get(beginning))), None)


def zone_named(word: str) -> tzinfo | None:
    """Return the time zone that a folded word names; None for other words."""
    return _ZONES.get(word)
