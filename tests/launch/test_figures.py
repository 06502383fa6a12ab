"""The figures: all are there, with few series, without people's words, and dashboards use only existing ones."""

import json
import logging
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import Metric

from delivery.throttle import bulk
from domain.chat import ChatState
from domain.feed import LeftOut, NewFeed, PollOutcome
from feeds.jobs import make_pool
from tests.builders import digest
from tests.launch.bot import Bot, open_bot

ROOT = Path(__file__).resolve().parents[2]
MOST_SERIES = 300
MOST_SECONDS = 0.02  # seconds of processor time


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    pool = make_pool(ROOT / "catalogue", processes=1)  # never started: nothing is parsed here
    async with open_bot(tmp_path, pool) as opened:
        assert opened.figures.backups is not None
        opened.figures.backups.latest = opened.rig.clock.now()
        yield opened


async def test_every_series_is_there_before_anything_has_happened_and_there_are_few(bot: Bot) -> None:
    series = await bot.scrape()
    assert len(series) <= MOST_SERIES
    for outcome in PollOutcome:
        assert series[f'jarchi_polls_total{{outcome="{outcome}"}}'] == 0
    for reason in LeftOut:
        assert series[f'jarchi_entries_left_out_total{{reason="{reason}"}}'] == 0
    assert series['jarchi_errors_total{place="delivery"}'] == 0
    assert series["jarchi_database_bytes"] > 0


async def test_what_waits_grows_older_between_two_looks_at_the_database(bot: Bot) -> None:
    await bot.rig.storage.feeds.add(
        NewFeed("https://tandem.example/rss", "Т", "Т", "kg", "ru"), now=bot.rig.clock.now()
    )
    await bot.figures.refresh()
    bot.rig.clock.advance(3600)
    series = await bot.scrape()
    assert series["jarchi_oldest_due_feed_seconds"] == pytest.approx(3600, abs=60)
    assert series['jarchi_rows{noun="feeds"}'] == 1


async def test_a_message_that_is_sent_is_counted_by_how_that_ended(bot: Bot) -> None:
    reader = await bot.rig.reader()
    (chat,) = await bot.rig.storage.chats.threads_of(reader.id)
    assert chat.state is ChatState.ACTIVE
    await bot.rig.broadcast(digest("Открыт парк"), chat)
    await bot.telegram.outbox.start()
    try:
        await bot.telegram.outbox.run_once()
    finally:
        await bot.telegram.outbox.close()
    series = await bot.scrape()
    assert series['jarchi_sends_total{outcome="sent"}'] == 1
    assert series["jarchi_oldest_delivery_seconds"] == 0


async def test_a_transaction_is_timed_also_where_it_fails(bot: Bot) -> None:
    before = (await bot.scrape())["jarchi_query_seconds_count"]
    await bot.news.storage.feeds.all()
    with pytest.raises(TypeError):
        await bot.news.storage.feeds.all("of them")  # type: ignore[call-arg]
    assert (await bot.scrape())["jarchi_query_seconds_count"] >= before + 2


async def test_the_wait_for_the_pace_is_told_of_answers_and_of_bulk(bot: Bot) -> None:
    reader = await bot.rig.reader()
    before = await bot.scrape()
    await bot.telegram.line.bot.send_message(reader.id, "Один")
    with bulk():
        await bot.telegram.line.bot.send_message(reader.id, "Два")
    after = await bot.scrape()
    for kind in ("answer", "bulk"):
        counted = f'jarchi_pace_wait_seconds_count{{kind="{kind}"}}'
        assert after[counted] == before[counted] + 1, kind


async def test_lateness_is_a_histogram_whose_buckets_add_up(bot: Bot) -> None:
    bot.figures.lateness.note(2.0, times=3)
    bot.figures.lateness.note(7200.0)
    series = await bot.scrape()
    assert series['jarchi_digest_lateness_seconds_bucket{le="1.0"}'] == 0
    assert series['jarchi_digest_lateness_seconds_bucket{le="5.0"}'] == 3
    assert series['jarchi_digest_lateness_seconds_bucket{le="+Inf"}'] == 4
    assert series["jarchi_digest_lateness_seconds_count"] == 4
    assert series["jarchi_digest_lateness_seconds_sum"] == 7206


async def test_errors_are_counted_by_room_and_nothing_of_them_is_shown(bot: Bot) -> None:
    logging.getLogger("delivery.outbox").error("слово читателя 123456789")
    logging.getLogger("delivery.outbox").warning("no error")
    logging.getLogger("some.library").critical("слово читателя")
    series = await bot.scrape()
    assert series['jarchi_errors_total{place="delivery"}'] == 1
    assert series['jarchi_errors_total{place="library"}'] == 1
    text = (await bot.text()).decode()
    assert "слово" not in text
    assert "123456789" not in text


async def test_a_scrape_costs_the_loop_little(bot: Bot) -> None:
    await bot.text()
    took = []
    for _ in range(5):
        started = time.process_time()
        await bot.text()
        took.append(time.process_time() - started)
    assert min(took) <= MOST_SECONDS


def names(metrics: list[Metric]) -> set[str]:
    return {sample.name for metric in metrics for sample in metric.samples}


def alerts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "deploy/alerts.yml").read_text("utf-8"))["groups"][0]["rules"]
    return found


async def test_no_alert_and_no_panel_asks_for_what_is_not_measured(bot: Bot) -> None:
    panels = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))["panels"]
    asked = [rule["expr"] for rule in alerts()] + [one["expr"] for panel in panels for one in panel["targets"]]
    measured = names(list(await bot.figures.collect()))
    for expression in asked:
        wanted = set(re.findall(r"jarchi_\w+", expression))
        assert wanted <= measured, expression
        for label, values in re.findall(r'(outcome|reason|state|place|noun)=~?"([^"]+)"', expression):
            shown = {s.labels.get(label) for m in await bot.figures.collect() for s in m.samples if s.name in wanted}
            assert set(values.split("|")) <= shown, expression
    assert {name.removesuffix("_bucket") for name in measured if name.endswith("_bucket")} <= {
        name.removesuffix("_bucket") for expression in asked for name in re.findall(r"jarchi_\w+_bucket", expression)
    } | {"jarchi_annotation_seconds"}


def test_every_alert_has_its_cure_in_the_manual() -> None:
    manual = (ROOT / "docs/operations.md").read_text("utf-8")
    for rule in alerts():
        assert f"`{rule['alert']}`" in manual, rule["alert"]
