"""What the handlers of feeds work with."""

from dataclasses import dataclass

from aiogram import Bot

from feeds.admin import FeedAdmin
from storage.interface import Storage


@dataclass(frozen=True, slots=True)
class FeedDesk:
    news: Storage
    admin: FeedAdmin
    bot: Bot  # for the files that people send
