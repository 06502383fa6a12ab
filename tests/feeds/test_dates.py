"""Dates as feeds write them; dates without a zone are read in the publisher's."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feeds.parsing.dates import DateHabits, clamp, is_month_first, read_date, zone_of
from feeds.parsing.parsed import RawEntry

BISHKEK = ZoneInfo("Asia/Bishkek")
EXPECTED = datetime(2026, 3, 2, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 02 Mar 2026 09:05:00 +0600",
        "Mon, 2 Mar 2026 09:05 +06:00",
        "Mon, 02 Mar 2026 03:05:00 GMT",
        "02 Mar 26 03:05:00 UT",
        "Mon, 02 Mar 2026 09:05:00",
        "Monday, 02-Mar-26 03:05:00 GMT",
        "Mon Mar  2 03:05:00 2026 GMT",
        "March 2, 2026 9:05",
        "2 марта 2026 г., 09:05",
        "пн, 02 марта 2026 09:05:00 +0600",
        "2 мар. 2026 в 09:05",
        "02.03.2026 09:05",
        "2026-03-02T09:05:00+06:00",
        "2026-03-02T03:05:00Z",
        "2026-03-02 09:05:00",
        "2026-03-02T09:05",
        "20260302T090500",
        "2026-03-02T03:05:00.123Z",
    ],
)
def test_one_moment_in_many_forms(text: str) -> None:
    assert read_date(text, zone=BISHKEK) == EXPECTED


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " ",
        "вчера",
        "32 марта 2026",
        "2026-13-01",
        "1" * 5000,
        "17000",
        "02/30/2026 10:00",
        "марта 2026",
        "24-25 ноября 2026",
        "<time>вчера</time>",
        '<time datetime="">24.11.2026</time>',
    ],
)
def test_what_is_no_date_is_none(text: str | None) -> None:
    assert read_date(text, zone=BISHKEK) is None


NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # 10:00 in Bishkek


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 24 Nov 2026 10:00 GMT+0600",
        "Tue, 24 Nov 2026 10:00:00 +0600",
        "Tue, 24 Nov 2026 10:00 UTC+6",
        "Tue, 24 November 26 1000 +0600",
        "24 Nov 2026 0400 GMT",
        "24 ноября 2026 года, 10 часов 00 минут",
        "24 ноября 2026, 10 ч. 00 мин.",
        "24 Kasım 2026, 10:00",
        "Sal, 24 Kas 2026 10:00:00 +0600",
        "Tue, 24 Nov 2026 10:00 (GMT+6)",
        "Tue, 24 Nov 2026 09:00:00 UTC+5",
        "1795492800",
        "1795492800000",
        "@1795492800",
        "/Date(1795492800000+0600)/",
        "24.11.26 10:00",
        "10:00 24.11.26",
        "24.11.2026 10.00",
        "24.11.2026г. 10:00",
        "24/11/2026 10:00",
        "11/24/2026 10:00 AM",
        "24-11-2026 10:00",
        "2026/11/24 10:00",
        "2026.11.24 10:00:00",
        "24 Noýabr 2026 10:00",
        "24-nji noýabr 2026 10:00",
        "2026-njy ýylyň 24-nji noýabry, sagat 10:00",
        "10:00, 24 ноября 2026",
        "24 ноября 2026, 10:00",
        "24 ноябри соли 2026 10:00",
        "24 Ноябри соли 2026, соати 10:00",
        "24-уми ноябри соли 2026 10:00",
        "2026 жылғы 24 қараша 10:00",
        "24 қараша 2026 ж. 10:00",
        "24 қараша, 2026 10:00",
        "2026 ж. 24 қараша, сейсенбі, 10:00",
        "24 qarasha 2026 10:00",
        "2026-жылдын 24-ноябры 10:00",
        "24-ноябрь, 2026-жыл, 10:00",
        "шейшемби, 24-ноябрь 2026 10:00",
        "24-noyabr, 2026-yil 10:00",
        "2026-yil 24-noyabr kuni soat 10:00",
        "2026 йил 24 ноябрь, 10:00",
        "seshanba, 24 noyabr 2026, 10:00",
        "24 ноябр 2026 10:00",
        "Tue Nov 24 2026 10:00:00 GMT+0600 (Kyrgyzstan Time)",
        "Tue Nov 24 2026 10:00:00 GMT+0600 (Киргизия)",
        "Tue Nov 24 10:00:00 KGT 2026",
        "Tue Nov 24 10:00:00 +0600 2026",
        "Tue Nov 24 2026 07:00:00 MSK",
        "24 ноября 2026 в 07:00 (МСК)",
        "24 ноября 2026 07:00 по московскому времени",
        "24 ноября 2026 10:00 (МСК+3)",
        "24 ноября 2026 10:00 (МСК+03:00)",
        "November 24th, 2026 at 10:00 AM",
        "Nov 24, 2026 10:00am",
        "24th November 2026 10:00",
        "24-Nov-26 10:00",
        "24 ноя 26 10:00",
        "24 ноя '26 10:00",
        "Опубликовано: 24 ноября 2026 г. в 10:00",
        "24.11.2026 - 10:00",
        "24.11.2026, 10:00:00",
        "24.11.2026 | 10:00",
        "2026-11-24T10:00:00+06:00[Asia/Bishkek]",
        "2026-11-24 10:00:00 Asia/Bishkek",
        "2026-11-24T10:00:00.000+0600",
        "2026-11-24T10:00:00GMT+0600",
        "Tue, 24 Nov 2026 10:00:00 +06 KGT",
        "10:00 -24 ноября 2026",
        "2026-11-24T04:00:00Z",
        "2026-11-24 04:00:00 UTC",
        "2026-11-24 04:00:00 GMT",
        "20261124T100000",
        "20261124100000",
        "2026-11-24 10:00",
        "2026-11-24T10:00+06",
        "Tue,24 Nov 2026 10:00:00 +0600",
        "Tuesday, November 24, 2026 10:00 AM",
        "24 НОЯБРЯ 2026 10:00",
        "24 NOÝABR 2026 10:00",
        "Вт, 24 нояб. 2026 г. 10:00:00 +0600",
        "24 ноября 2026 года 10:00",
        "10:00 - 24 ноября 2026",
        "10:00 / 24.11.2026",
        "10:00 +06:00 24.11.2026",
        "2026-11-23 22:00:00 -0600",
        "Mon, 23 Nov 2026 23:00:00 EST",
        "24.11.2026 10:00 GMT+6",
        "Tue, 24 Nov 2026 4:00:00 Z",
        "24-Ноя-2026 10:00",
        "2026 ноябрь 24 10:00",
        "24 ноября 2026 г., 10:00 (обновлено)",
        "Tue, 24 Nov 2026 10:00:00 KGT +0600",
        "Tue, 24 Nov 2026 10:00:00, +0600",
        "Tue, 24 Nov 2026 10:00:00 (+0600)",
        "2026-11-24 10:00:00 (+06:00)",
        "2026-11-24 09:00:00 UZT+5",
        "Tue, 24 Nov 2026 09:00:00 ALMT +0500",
        "Tue, 24 Nov 2026 07:00:00 MSK +0300",
        "Tue, 24 Nov 2026 07:00:00 MSK (+03:00)",
        "Tue, 24 Nov 2026 09:00:00 AQTT",
        "24 ноября 2026, 09:00 по времени Астаны",
        "24 ноября 2026 09:00 (по Ташкенту)",
        "24 noyabr 2026 09:00 (Toshkent vaqti bilan)",
        "24 қараша 2026, 09:00 (Астана уақыты бойынша)",
        "24.11.2026 10-00",
        "2026-11-24 10-00-00",
        "24.11.2026&nbsp;10:00",
        '<time datetime="2026-11-24T10:00:00+06:00" class="datetime">Tue, 11/24/2026 - 10:00</time>',
        f'<time title="{"x" * 100}" datetime="2026-11-24 10:00">вторник</time>',
    ],
)
def test_the_regions_ways_of_writing_a_date_name_their_moment(text: str) -> None:
    assert read_date(text, zone=BISHKEK) == NOON


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (1, "январь января янв. қаңтар қаңтарда қаң. yanvar январи ýanwar ýanwary January Jan. qańtar"),
        (2, "февраль февралда ақпан ақп. fevral феврали fewral February"),
        (3, "март марта мартта наурыз наурызда нау. mart марти March"),
        (4, "апрель апреля сәуір сәу. aprel апрели April"),
        (5, "май мая майда майы мамыр мамырда may мае maý maýda May майи майнинг"),
        (6, "июнь июня июнда маусым маусымда мау. iyun июни iýun June iyunda июннинг"),
        (7, "июль июля июлда шілде шіл. iyul июли iýul July"),
        (8, "август августа тамыз там. avgust августи awgust awgustda August"),
        (9, "сентябрь сентября сен. сент. қыркүйек қыр. sentabr sentyabr сентябри sentýabr September Sept."),
        (10, "октябрь октября қазан қаз. oktabr oktyabr октябри oktýabr October"),
        (11, "ноябрь ноября қараша қарашада қар. noyabr ноябри noýabr November"),
        (12, "декабрь декабря желтоқсан жел. dekabr декабри dekabry December"),
    ],
)
def test_every_month_is_known_by_its_names_in_the_regions_languages(number: int, names: str) -> None:
    for name in names.split():
        for text in (f"9 {name} 2026", f"2026, 9-{name.upper()}"):
            moment = read_date(text)
            assert moment == datetime(2026, number, 9, tzinfo=UTC), text


def test_weekdays_and_countries_are_no_months() -> None:
    for word in ("сенбі", "сәрсенбі", "жексенбі", "шаршемби", "шанба", "душанбе", "şenbe", "Қазақстан", "yakshanba"):
        assert read_date(f"{word} 9 2026") is None
        assert read_date(f"{word}, 9 мая 2026, 10:00") == datetime(2026, 5, 9, 10, tzinfo=UTC)


def test_a_document_that_writes_the_month_first_once_does_so_always() -> None:
    american = ["11/24/2026 10:00", "11/05/2026 10:00", None]
    ours: list[str | None] = ["24/11/2026 10:00", "05/11/2026 10:00"]
    assert is_month_first(american)
    assert is_month_first(["11-24-2026"])
    assert read_date("11-05-2026 10:00", is_month_first=True) == read_date("05-11-2026 10:00")
    assert not is_month_first(["Tue, 24 Nov 2026 10:00:00 +0600", "2026-11-24", "2026-11-05"])
    assert not is_month_first(ours)
    assert not is_month_first(american + ours), "nothing can be said of a document that contradicts itself"
    assert read_date(american[1], is_month_first=True) == read_date(ours[1])
    assert read_date("05.11.2026 10:00", is_month_first=True) == read_date(ours[1]), "dots are never American"


def test_a_date_that_cannot_be_gives_way_to_one_that_can() -> None:
    habits = DateHabits(BISHKEK)
    for first in ("вчера", "Thu, 01 Jan 1970 00:00:00 GMT", None):
        assert habits.published_at(RawEntry(published=first, updated="2026-11-24 10:00"), now=NOON) == NOON
    assert habits.published_at(RawEntry(published="вчера"), now=NOON) is None


def test_a_zone_that_moved_is_read_as_it_was_on_the_day() -> None:
    assert read_date("24 Nov 2023 10:00 ALMT") == datetime(2023, 11, 24, 4, tzinfo=UTC)
    assert read_date("24 Nov 2026 10:00 ALMT") == datetime(2026, 11, 24, 5, tzinfo=UTC)


def test_what_only_feedparser_reads_is_read_and_nothing_is_made_up() -> None:
    assert read_date("Τρι, 24 Νοέ 2026 10:00:00 +0600") == NOON
    for text in ("2026", "2026-11", "Tue, 2026", "11 2026", "v2026.11", "20261199", "24 ноября"):
        assert read_date(text) is None, text


def test_a_leap_second_and_midnight_as_24_are_read() -> None:
    assert read_date("2026-03-01T24:00:00Z") == datetime(2026, 3, 2, tzinfo=UTC)
    assert read_date("Tue, 30 Jun 2015 23:59:60 GMT") == datetime(2015, 6, 30, 23, 59, 59, tzinfo=UTC)


def test_the_zone_is_the_countrys_or_the_domains() -> None:
    assert zone_of("kg") == BISHKEK
    assert zone_of(None, "https://vestnik.kz/rss") == ZoneInfo("Asia/Almaty")
    assert zone_of("uz", "https://vestnik.kz/rss") == ZoneInfo("Asia/Tashkent")
    assert zone_of(None, "https://vestnik.example/rss") is UTC


def test_moments_that_cannot_be_are_unknown_and_never_now() -> None:
    for moment in (None, datetime(1970, 1, 1, tzinfo=UTC), EXPECTED + timedelta(hours=27)):
        assert clamp(moment, now=EXPECTED) is None
    assert clamp(EXPECTED + timedelta(minutes=5), now=EXPECTED) == EXPECTED, "a clock that is a little fast"
    assert clamp(EXPECTED + timedelta(hours=6), now=EXPECTED) == EXPECTED, "local time that is called UTC"
    assert clamp(EXPECTED - timedelta(days=3), now=EXPECTED) == EXPECTED - timedelta(days=3)
