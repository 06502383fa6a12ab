"""/stats: the numbers of readers, deliveries and news, as a text and as a picture in light or dark colours."""

from dataclasses import dataclass

import structlog
from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from delivery.queue import away
from domain.stats import Report
from handlers.answers import Answer
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.topics import TopicNames
from render.buttons import Press
from render.message import OutgoingMessage, OutgoingPicture
from render.newsroom.charts import DRAWING, charts_of, draw
from render.newsroom.stats import captioned, stats_message
from storage.interface import Storage
from storage.reporting import read_report
from workers.pool import PoolUnwell, WorkerCrashed, WorkerPool, WorkerTimeout

log = structlog.get_logger(__name__)
DARK = "dark"


@dataclass(frozen=True, slots=True)
class StatsDesk:
    """Reads the statistics, and has their picture drawn in a worker process, which ends afterwards."""

    news: Storage
    topic_names: TopicNames
    pool: WorkerPool

    async def everything(self, ask: Ask) -> tuple[OutgoingMessage, OutgoingPicture | None]:
        """Return the statistics as a text and as a picture of the same numbers."""
        report = await read_report(self.news, now=ask.now)
        message = stats_message(report, self.topic_names.titles[ask.t.locale], ask.t)
        return message, await self._drawn(report, ask, is_dark=False)

    async def picture(self, ask: Ask, *, is_dark: bool) -> OutgoingPicture | None:
        """Return a picture with the present numbers."""
        return await self._drawn(await read_report(self.news, now=ask.now), ask, is_dark=is_dark)

    async def _drawn(self, report: Report, ask: Ask, *, is_dark: bool) -> OutgoingPicture | None:
        """Return the picture of a report; None if it cannot be drawn at the moment."""
        charts = charts_of(report, ask.t)
        try:
            with away():
                content = await self.pool.run(draw, charts, is_dark, timeout=DRAWING)
        except (PoolUnwell, WorkerCrashed, WorkerTimeout) as error:
            log.warning("the statistics were not drawn", reason=str(error))
            return None
        return OutgoingPicture("statistics.png", content, captioned(report, ask.t, is_dark=is_dark))


def router() -> Router:
    routes = Router(name="stats")
    routes.message.register(stats, Command("stats"), F.chat.type == "private")
    routes.callback_query.register(recolour, PressOf("stats"))
    return routes


async def stats(_message: Message, ask: Ask, stats_desk: StatsDesk) -> Answer:
    """Show the statistics."""
    message, picture = await stats_desk.everything(ask)
    if picture is None:
        return Answer(send=(message, OutgoingMessage(ask.t.html("stats-no-picture"))))
    return Answer(send=(message,), picture=picture)


async def recolour(_query: CallbackQuery, press: Press, ask: Ask, stats_desk: StatsDesk) -> Answer:
    """Show the picture in the colours that the button names."""
    picture = await stats_desk.picture(ask, is_dark=press.is_current and press.value() == DARK)
    return Answer(picture=picture, toast=None if picture else ask.t("stats-no-picture"))
