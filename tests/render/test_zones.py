"""Zones by name, by local time, and by location, found offline."""

from datetime import UTC, datetime, time, timedelta

import pytest

from render.dates import zone_of
from render.zones import (
    cities_showing,
    clocks,
    find_zones,
    is_zone,
    nearest,
    points,
    read_time,
    zone_names,
    zones_showing,
)

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ((40.51, 72.81), "Asia/Bishkek"),  # Osh, nearer to Tashkent than to Bishkek
        ((40.75, 72.36), "Asia/Tashkent"),  # Andijan, forty kilometres from Osh
        ((43.05, 74.72), "Asia/Almaty"),  # Korday, across the river from Bishkek
        ((51.23, 51.37), "Asia/Oral"),
        ((53.21, 63.63), "Asia/Qostanay"),
        ((42.46, 59.61), "Asia/Samarkand"),  # Nukus
        ((37.48, 71.54), "Asia/Dushanbe"),  # Khorog
        ((55.75, 37.62), "Europe/Moscow"),
        ((27.71, 85.32), "Asia/Kathmandu"),
        ((-33.87, 151.21), "Australia/Sydney"),
        ((0.0, 179.99), "Pacific/Tarawa"),
    ],
)
def test_the_zone_of_a_place_is_that_of_the_nearest_town(place: tuple[float, float], zone: str) -> None:
    assert nearest(*place).zone == zone


def test_every_place_has_a_zone_that_opens_and_lies_on_the_globe() -> None:
    assert len(points()) > 350
    for point in points():
        assert zone_of(point.zone).key == point.zone
        assert -90 <= point.latitude <= 90
        assert -180 <= point.longitude <= 180


def test_the_ends_of_the_map_are_somewhere() -> None:
    for place in ((90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (0.0, -180.0)):
        assert is_zone(nearest(*place).zone)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kathmandu", "Asia/Kathmandu"), ("Asia/Kath", "Asia/Kathmandu"), ("new york", "America/New_York"),
        ("PORT-AU", "America/Port-au-Prince"), ("asia/bishkek", "Asia/Bishkek"),
    ],
)  # fmt: skip
def test_zones_are_found_by_their_names(typed: str, expected: str) -> None:
    assert expected in find_zones(typed)


def test_what_names_no_zone_finds_none() -> None:
    for typed in ("", "a", "ут", "Etc/GMT+5", "../../etc/passwd", "x" * 5000, "\x00"):
        assert find_zones(typed) == ()
    assert find_zones("Asia/Bishkek") == ("Asia/Bishkek",)
    assert not is_zone("Etc/UTC")
    assert not is_zone("../x")
    assert len(find_zones("america")) == 8


@pytest.mark.parametrize(
    ("typed", "read"),
    [("14:05", time(14, 5)), (" 7.40 ", time(7, 40)), ("00:00", time(0)), ("24:00", None), ("14:60", None),
     ("14", None), ("сейчас 14:05", None), ("", None)],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(typed: str, read: time | None) -> None:
    assert read_time(typed) == read


def test_cities_are_found_by_the_time_their_clocks_show_those_of_the_reader_first() -> None:
    assert cities_showing(time(12, 3), NOW, ("kg",))[0].key == "bishkek"
    assert "tashkent" in [city.key for city in cities_showing(time(10, 58), NOW, ("uz",))]
    assert [city.key for city in cities_showing(time(9, 30), NOW, ())] == ["tehran"]  # a zone with a half-hour offset
    assert cities_showing(time(12, 20), NOW, ()) == ()
    assert "Asia/Kathmandu" in zones_showing(time(11, 45), NOW)
    assert cities_showing(time(23, 58), datetime(2026, 11, 24, 18, 0, tzinfo=UTC), ())[0].zone == "Asia/Bishkek"


def test_every_time_on_our_clocks_is_offered_once_from_west_to_east() -> None:
    shown = [NOW.astimezone(zone_of(city.zone)) for city in clocks(NOW, ("kz",))]
    offsets = [moment.utcoffset() or timedelta(0) for moment in shown]
    assert offsets == sorted(set(offsets))
    assert "almaty" in [city.key for city in clocks(NOW, ("kz",))]


def test_names_that_a_button_carries_fit_it() -> None:
    assert max(len(name) for name in zone_names()) <= 53 - len("1:s:zone:iana:")
