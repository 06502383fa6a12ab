"""The cities that readers may choose, in the region and abroad, with their zones; names are in locales/*/cities.ftl."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from render.texts import Texts
from text.languages import LOCALES
from text.letters import words


@dataclass(frozen=True, slots=True)
class City:
    key: str
    zone: str
    country: str | None = None  # one of domain.chat.COUNTRIES; None for a city abroad


CITIES = (
    City("bishkek", "Asia/Bishkek", "kg"),
    City("osh", "Asia/Bishkek", "kg"),
    City("jalal-abad", "Asia/Bishkek", "kg"),
    City("karakol", "Asia/Bishkek", "kg"),
    City("almaty", "Asia/Almaty", "kz"),
    City("astana", "Asia/Almaty", "kz"),
    City("shymkent", "Asia/Almaty", "kz"),
    City("karaganda", "Asia/Almaty", "kz"),
    City("aktobe", "Asia/Aqtobe", "kz"),
    City("aktau", "Asia/Aqtau", "kz"),
    City("atyrau", "Asia/Atyrau", "kz"),
    City("tashkent", "Asia/Tashkent", "uz"),
    City("samarkand", "Asia/Samarkand", "uz"),
    City("bukhara", "Asia/Samarkand", "uz"),
    City("namangan", "Asia/Tashkent", "uz"),
    City("nukus", "Asia/Samarkand", "uz"),
    City("dushanbe", "Asia/Dushanbe", "tj"),
    City("khujand", "Asia/Dushanbe", "tj"),
    City("khorog", "Asia/Dushanbe", "tj"),
    City("ashgabat", "Asia/Ashgabat", "tm"),
    City("mary", "Asia/Ashgabat", "tm"),
    City("moscow", "Europe/Moscow"),
    City("saint-petersburg", "Europe/Moscow"),
    City("kazan", "Europe/Moscow"),
    City("samara", "Europe/Samara"),
    City("yekaterinburg", "Asia/Yekaterinburg"),
    City("omsk", "Asia/Omsk"),
    City("novosibirsk", "Asia/Novosibirsk"),
    City("krasnoyarsk", "Asia/Krasnoyarsk"),
    City("irkutsk", "Asia/Irkutsk"),
    City("vladivostok", "Asia/Vladivostok"),
    City("istanbul", "Europe/Istanbul"),
    City("tbilisi", "Asia/Tbilisi"),
    City("baku", "Asia/Baku"),
    City("dubai", "Asia/Dubai"),
    City("tehran", "Asia/Tehran"),
    City("kabul", "Asia/Kabul"),
    City("delhi", "Asia/Kolkata"),
    City("urumqi", "Asia/Urumqi"),
    City("beijing", "Asia/Shanghai"),
    City("seoul", "Asia/Seoul"),
    City("tokyo", "Asia/Tokyo"),
    City("kyiv", "Europe/Kyiv"),
    City("warsaw", "Europe/Warsaw"),
    City("prague", "Europe/Prague"),
    City("berlin", "Europe/Berlin"),
    City("paris", "Europe/Paris"),
    City("london", "Europe/London"),
    City("new-york", "America/New_York"),
    City("chicago", "America/Chicago"),
    City("los-angeles", "America/Los_Angeles"),
)
BY_KEY = {city.key: city for city in CITIES}
CAPITALS = {"kg": "bishkek", "kz": "almaty", "uz": "tashkent", "tj": "dushanbe", "tm": "ashgabat"}
# The cities that are offered before anything is typed: the capitals, and those abroad where most readers live.
USUAL = (
    "bishkek", "osh", "almaty", "astana", "tashkent", "samarkand", "dushanbe", "khujand", "ashgabat", "moscow",
    "yekaterinburg", "novosibirsk", "istanbul", "dubai", "seoul", "warsaw", "berlin", "london", "new-york",
)  # fmt: skip
_LETTERS = str.maketrans("ёңөүұқғҳҷўіәһӣӯ", "енөууқгхжуиахиу".replace("ө", "о").replace("қ", "к"))


def zone_for(countries: Sequence[str], default: str) -> str:
    """Return the zone to propose to a reader of news about these countries."""
    return next((BY_KEY[CAPITALS[country]].zone for country in countries if country in CAPITALS), default)


def city_of(zone: str, country: str | None = None) -> City | None:
    """Return a city with that zone, in the given country if possible; None if there is none."""
    there = [city for city in CITIES if city.zone == zone]
    return next((city for city in there if city.country == country), there[0] if there else None)


def find_cities(typed: str, texts: Texts, *, limit: int = 8, whole_only: bool = False) -> tuple[City, ...]:
    """Return the cities whose name in any of the bot's languages begins with the typed text.

    Exact matches come first.
    """
    wanted = _fold(typed)
    if not wanted:
        return ()
    names = _names(texts)
    whole = [city for city in CITIES if wanted in names[city]]
    if whole_only or len(wanted) < 2 or len(whole) == 1:
        return tuple(whole[:limit])
    begun = [city for city in CITIES if city not in whole and any(name.startswith(wanted) for name in names[city])]
    return tuple((whole + begun)[:limit])


@lru_cache(maxsize=4)
def _names(texts: Texts) -> dict[City, tuple[str, ...]]:
    return {city: tuple(_fold(texts.translator(locale)(f"city-{city.key}")) for locale in LOCALES) for city in CITIES}


def _fold(name: str) -> str:
    return "".join(words(name)).casefold().translate(_LETTERS).replace("-", "")
