"""Finding time zones offline: by name, by local time, by location.

The names and locations are from tzdata's own tables, with towns of the region added.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from zoneinfo import available_timezones

from render.cities import CITIES, City
from render.dates import zone_of
from render.towns import TOWNS

_LOOSE = timedelta(minutes=7)  # a person's clock may differ by this much; zones differ by at least a quarter of an hour
_DAY = timedelta(days=1)
_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d")
_POINT = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")
_LEAST = 3  # the fewest letters of a zone's name that must be typed for it to be looked for
_NOT_PLACES = ("Etc", "SystemV", "posix", "right")
_EARTH = 6371.0  # radius in kilometres


@dataclass(frozen=True, slots=True)
class Point:
    """A location whose zone is known, in degrees north and east."""

    zone: str
    latitude: float
    longitude: float


@cache
def points() -> tuple[Point, ...]:
    """Return the locations whose zones are known, the region's towns first."""
    rows = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines()
    listed = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return (*(Point(*town) for town in TOWNS), *(Point(row[2], *_degrees(row[1])) for row in listed))


@cache
def zone_names() -> tuple[str, ...]:
    """Return the sorted IANA names of all zones that are named after places, so not UTC or Etc/GMT+5."""
    return tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith(_NOT_PLACES)))


def nearest(latitude: float, longitude: float) -> Point:
    """Return, of the locations whose zones are known, the one that is nearest to a point in a straight line."""
    return min(points(), key=lambda point: _distance(latitude, longitude, point))


def find_zones(typed: str, *, limit: int = 8) -> tuple[str, ...]:
    """Return the zones whose name, or its last part, begins with the typed text, in upper or lower case."""
    wanted = _plain(typed)
    if typed in zone_names():
        return (typed,)
    if len(wanted) < _LEAST:
        return ()
    found = [name for name in zone_names() if _plain(name.rpartition("/")[2]).startswith(wanted)]
    found += [name for name in zone_names() if _plain(name).startswith(wanted) and name not in found]
    return tuple(found[:limit])


def read_time(typed: str) -> time | None:
    """Return the time of day that was typed, such as 14:05 or 14.05; None if it is not a time."""
    text = typed.strip().replace(".", ":")
    if not _TIME.fullmatch(typed.strip()):
        return None
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def cities_showing(shown: time, now: datetime, countries: Sequence[str], *, limit: int = 8) -> tuple[City, ...]:
    """Return up to `limit` cities where the local time is about `shown` at the moment `now`, one for each zone.

    Cities in the given countries come first.
    """
    there = [city for city in CITIES if _shows(city.zone, shown, now)]
    there.sort(key=lambda city: city.country not in countries)
    return tuple({city.zone: city for city in reversed(there)}.values())[::-1][:limit]


def zones_showing(shown: time, now: datetime, *, limit: int = 8) -> tuple[str, ...]:
    """Return up to `limit` zones of tzdata in which the local time is about `shown` at the moment `now`."""
    zones = dict.fromkeys(point.zone for point in points())
    return tuple(zone for zone in zones if _shows(zone, shown, now))[:limit]


def clocks(now: datetime, countries: Sequence[str]) -> tuple[City, ...]:
    """Return one of our cities for each local time that our cities have at the moment `now`, from west to east.

    Of several cities with one local time, a city in the given countries is chosen.
    """
    by_offset: dict[timedelta, City] = {}
    for city in sorted(CITIES, key=lambda city: city.country not in countries):
        by_offset.setdefault(_offset(city.zone, now), city)
    return tuple(by_offset[offset] for offset in sorted(by_offset))


def is_zone(name: str) -> bool:
    return name in zone_names()


def _shows(zone: str, shown: time, now: datetime) -> bool:
    local = now.astimezone(zone_of(zone))
    difference = timedelta(hours=shown.hour - local.hour, minutes=shown.minute - local.minute) % _DAY
    return min(difference, _DAY - difference) <= _LOOSE


def _offset(zone: str, now: datetime) -> timedelta:
    return now.astimezone(zone_of(zone)).utcoffset() or timedelta(0)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name).strip().casefold()


def _degrees(text: str) -> tuple[float, float]:
    """Return the degrees north and east of a location written as in ISO 6709, such as +4254+07436 or with seconds."""
    found = _POINT.fullmatch(text)
    assert found is not None, text
    south, north_degrees, north_minutes, west, east_degrees, east_minutes = found.groups()
    latitude = int(north_degrees) + int(north_minutes) / 60
    longitude = int(east_degrees) + int(east_minutes) / 60
    return (-latitude if south == "-" else latitude), (-longitude if west == "-" else longitude)


def _distance(latitude: float, longitude: float, point: Point) -> float:
    """Return the distance in kilometres over the surface of the earth."""
    north, other = radians(latitude), radians(point.latitude)
    half = sin((other - north) / 2) ** 2
    half += cos(north) * cos(other) * sin(radians(point.longitude - longitude) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))
