"""The services that the handlers of feeds need."""

from dataclasses import dataclass

from aiogram import Bot

from feeds.admin import FeedAdmin
from storage.interface import Storage


@dataclass(frozen=True, slots=True)
class FeedDesk:
    news: Storage
    admin: FeedAdmin
    bot: Bot  # for fetching the files that people send
