"""The bot as assembled tells an owner that its workers do not answer, and that they do again."""

from datetime import timedelta
from pathlib import Path

from domain.trouble import TroubleKind
from feeds.jobs import make_pool
from jobs.troubles import WELL_FOR, WRONG_FOR
from launch.ticks import ticks
from tests.builders import settings
from tests.launch.bot import open_bot
from text.lexicon.lexicon import Lexicon

ROOT = Path(__file__).resolve().parents[2]
MINUTE = timedelta(minutes=1)


async def test_workers_that_do_not_answer_are_told_with_buttons_and_so_is_their_return(tmp_path: Path) -> None:
    pool = make_pool(ROOT / "catalogue", processes=1)  # not started yet, so nothing can be read
    async with open_bot(tmp_path, pool) as bot:
        clock, rig = bot.rig.clock, bot.rig
        owner = await rig.reader()
        await rig.storage.troubles.wish(owner.id, [TroubleKind.WORKERS], is_on=True, now=clock.now())
        made = ticks(
            settings(admin_ids=str(owner.id), database_path=tmp_path / "jarchi.db"),
            bot.news,
            bot.telegram,
            Lexicon(()),
            bot.figures,
            bot.watch,
        )
        assert made.troubles is not None
        for wait in (MINUTE, WRONG_FOR, MINUTE):
            await made.troubles()
            clock.advance(wait.total_seconds())
        await rig.deliver()
        told = owner.received[-1]
        assert "Новые статьи не разбираются" in told.text
        assert [key["callback_data"] for key in told.keyboard[0]] == [
            "1:s:alerts:mute:workers",
            "1:s:alerts:snooze:workers",
        ]
        await pool.start()
        try:
            for wait in (MINUTE, WELL_FOR, MINUTE):
                await made.troubles()
                clock.advance(wait.total_seconds())
        finally:
            await pool.close()
        await rig.deliver()
        assert [seen.text for seen in owner.received[-2:]] == [told.text, "✅ Новые статьи снова разбираются."]
