"""The bot's profile, which people see before they press Start: name, description and short description, by language."""

import asyncio

import structlog
from aiogram import Bot

from delivery.outcome import EXPECTED
from render.texts import Texts

log = structlog.get_logger(__name__)
# The Bot API's name of each part → its limit in characters: https://core.telegram.org/bots/api#setmyname
LIMITS = {"name": 64, "description": 512, "short_description": 120}
# Seconds after which setting the profile is given up; Telegram may demand hours of waiting if it was changed too often.
_PATIENCE = 20.0


async def set_profile(bot: Bot, texts: Texts) -> None:
    """Send Telegram the parts of the bot's profile that differ from those it shows; a refused part is only logged.

    People whose language the bot does not speak see English, as in the menu of commands.
    """
    try:
        async with asyncio.timeout(_PATIENCE):
            # The default comes first; Telegram shows it in languages without a text of their own.
            for locale in (None, *texts.locales):
                for part in LIMITS:
                    await _set(bot, texts, part, locale)
    except EXPECTED as error:
        log.info("the bot's name and description could not be set", error=type(error).__name__)


async def _set(bot: Bot, texts: Texts, part: str, locale: str | None) -> None:
    wanted = texts.translator(locale or "en")(f"profile-{part.replace('_', '-')}")
    match part:
        case "name":
            if (await bot.get_my_name(language_code=locale)).name != wanted:
                await bot.set_my_name(wanted, language_code=locale)
        case "description":
            if (await bot.get_my_description(language_code=locale)).description != wanted:
                await bot.set_my_description(wanted, language_code=locale)
        case _:
            if (await bot.get_my_short_description(language_code=locale)).short_description != wanted:
                await bot.set_my_short_description(wanted, language_code=locale)
