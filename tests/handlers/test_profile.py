"""The bot's profile: in every language, within Telegram's limits, and sent only where it differs."""

from collections import Counter

import pytest

from handlers.profile import LIMITS, set_profile
from tests.handlers.rig import Rig
from tests.texts import TEXTS
from text.languages import LOCALES


def calls(rig: Rig) -> Counter[str]:
    return Counter(line["method"] for line in rig.emulator.journal.lines if "setMy" in line["method"])


@pytest.mark.parametrize("locale", LOCALES)
def test_every_part_fits_and_is_the_languages_own(locale: str) -> None:
    for part, limit in LIMITS.items():
        text = TEXTS.translator(locale)(f"profile-{part.replace('_', '-')}")
        assert 0 < len(text) <= limit
        assert "<" not in text
        others = [TEXTS.translator(other)(f"profile-{part.replace('_', '-')}") for other in LOCALES if other != locale]
        assert text not in others


async def test_the_profile_stands_in_every_language_and_by_default_in_english(rig: Rig) -> None:
    await set_profile(rig.bot, TEXTS)
    for code, locale in [*((locale, locale) for locale in LOCALES), (None, "en"), ("de", "en")]:
        t = TEXTS.translator(locale)
        assert (await rig.bot.get_my_name(language_code=code)).name == t("profile-name")
        assert (await rig.bot.get_my_description(language_code=code)).description == t("profile-description")
        short = await rig.bot.get_my_short_description(language_code=code)
        assert short.short_description == t("profile-short-description")


async def test_what_stands_already_is_not_told_again(rig: Rig) -> None:
    await set_profile(rig.bot, TEXTS)
    # English is the default, which Telegram shows for languages without their own text.
    assert calls(rig) == dict.fromkeys(("setMyName", "setMyDescription", "setMyShortDescription"), len(LOCALES))
    await set_profile(rig.bot, TEXTS)
    assert sum(calls(rig).values()) == 3 * len(LOCALES)
    await rig.bot.set_my_name("Башка", language_code="ky")
    before = calls(rig)
    await set_profile(rig.bot, TEXTS)
    assert calls(rig) - before == {"setMyName": 1}
    assert (await rig.bot.get_my_name(language_code="ky")).name == TEXTS.translator("ky")("profile-name")


@pytest.mark.parametrize("fault", [{"kind": "error", "status": 400}, {"kind": "flood", "seconds": 3600}])
async def test_a_telegram_that_does_not_take_it_costs_no_start(rig: Rig, fault: dict[str, str | int]) -> None:
    rig.emulator.faults.add(**fault)  # type: ignore[arg-type]
    before = calls(rig)
    await set_profile(rig.bot, TEXTS)
    assert calls(rig) == before, "nothing is set over what could not be read"
