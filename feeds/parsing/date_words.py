"""The words of dates: months in the region's languages, and the zones that are named by letters."""

import unicodedata
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Names that stand whole: abbreviations, forms too short to be a beginning of others, and Kyrgyz folk names.
_WHOLE = (
    "jan янв қаң yan qan үчтүн", "feb фев ақп fev aqp бирдин", "mar мар нау nau жалган", "apr апр сәу сау чын",
    "may май мая мае мам mam бугу", "jun июн мау iyun кулжа", "jul июл шіл iyul shil теке", "aug авг там avg awg баш",
    "sep сен қыр sen аяк", "oct окт қаз okt тогуздун", "nov ноя қар noy жетинин", "dec дек жел dek бештин",
)  # fmt: skip
# Beginnings that any ending of a case may follow: Russian, Kyrgyz, Kazakh in both scripts, Uzbek in both scripts,
# Tajik, Turkmen, English. Weekdays begin otherwise (сенбі, sesenbe), as do the countries' names (Қазақстан).
_BEGINNINGS = (
    "янва қаңта january janu yanv yanw qanta", "февр ақпан febr fevr fewr aqpan", "март наурыз marc mart naur",
    "апре сәуір apri apre sauir", "майы майд майн майи майг майл мамыр mayi maya mayd mayn mamyr",
    "июнь июня июне июни июнд июнг июнн маусым june iyun iiun mausym",
    "июль июля июле июли июлд июлг июлн шілде july iyul iiul shilde", "авгу тамыз augu avgu awgu tamyz",
    "сент қыркүй sept sent qyrk", "октя қазан octo okta okty qazan",
    "нояб қараша nove noya qaras", "дека желтоқ dece deka jelto",
)  # fmt: skip
_BY_WHOLE = {name: number for number, names in enumerate(_WHOLE, start=1) for name in names.split()}
_BY_BEGINNING = {name: number for number, names in enumerate(_BEGINNINGS, start=1) for name in names.split()}
_LONGEST = max(map(len, _BY_BEGINNING))

_ZONES: dict[str, tzinfo] = {
    name: timezone(timedelta(hours=hours))
    for name, hours in {
        "ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8, "pdt": -7, "msd": 4, "мск": 3, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "bst": 1, "wet": 0,
        "west": 1, "trt": 3, "samt": 4, "yekt": 5, "omst": 6, "novt": 7, "pkt": 5, "гринвичу": 0,
    }.items()
}  # fmt: skip
# Zones whose offset has changed over the years: the day decides.
_ZONES |= {
    name: ZoneInfo(place)
    for name, place in {
        "almt": "Asia/Almaty", "kgt": "Asia/Bishkek", "uzt": "Asia/Tashkent", "tjt": "Asia/Dushanbe",
        "tmt": "Asia/Ashgabat", "msk": "Europe/Moscow", "москве": "Europe/Moscow", "московскому": "Europe/Moscow",
        "московское": "Europe/Moscow", "бишкекскому": "Asia/Bishkek", "бишкекское": "Asia/Bishkek",
        "ташкентскому": "Asia/Tashkent", "ташкентское": "Asia/Tashkent", "алматинскому": "Asia/Almaty",
        "алматинское": "Asia/Almaty", "душанбинскому": "Asia/Dushanbe", "душанбинское": "Asia/Dushanbe",
        "ашхабадскому": "Asia/Ashgabat", "ашхабадское": "Asia/Ashgabat",
    }.items()
}  # fmt: skip


def folded(text: str) -> str:
    """Return the text in small letters, Latin ones without their marks: NOÝABR is noyabr, and й stays й."""
    if text.isascii():
        return text.lower()
    kept: list[str] = []
    for mark in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.combining(mark) and kept and kept[-1].isascii():
            continue
        kept.append("i" if mark == "ı" else mark)
    return unicodedata.normalize("NFC", "".join(kept))


def month_of(word: str) -> int | None:
    """Return the number of the month that a folded word names, in whatever case it stands; None for another word."""
    if (whole := _BY_WHOLE.get(word)) is not None:
        return whole
    beginnings = (word[:length] for length in range(min(len(word), _LONGEST), 3, -1))
    return next((month for beginning in beginnings if (month := _BY_BEGINNING.get(beginning))), None)


def zone_named(word: str) -> tzinfo | None:
    """Return the zone that a folded word names, or None."""
    return _ZONES.get(word)
