"""The benchmarks of sending and the soak keep working: short runs give the figures of long runs."""

import argparse
from pathlib import Path

import pytest

from benchmarks import send, soak
from benchmarks.sending.herd import queue_herd
from benchmarks.sending.histories import queue_histories
from benchmarks.soaking.verdict import times_again


def test_the_benchmark_knows_its_arguments() -> None:
    parser = argparse.ArgumentParser()
    send.add_arguments(parser)
    assert parser.parse_args(["--kills", "3", "--only", "herd", "kills"]).only == ["herd", "kills"]


def test_a_herd_is_composed_once_for_each_setting_and_queued_whole() -> None:
    herd = queue_herd(3000)
    assert (herd.composed, herd.queued) == (10, 3000)


def test_chats_with_histories_of_their_own_share_what_is_the_same() -> None:
    own = queue_histories(80, 60)  # more chats than are composed while the lock is held once
    assert (own.finds, own.queued) == (1, 80)
    assert queue_histories(3, 20, remembers=False).finds == 3


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.xdist_group("processes")
def test_the_sending_benchmark_prints_its_figures(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    send.add_arguments(parser)
    tiny = ["--only", "answers", "herd", "--rounds", "4", "--articles", "500", "--chats", "500"]
    figures = send.run(parser.parse_args([*tiny, "--folder", str(tmp_path)]))
    assert figures["digests_composed"] == 10
    assert {"callback_p99_ms", "callback_vs_idle", "search_p99_ms", "enqueue_100k_s", "loop_lag_max_ms"} <= set(figures)


@pytest.mark.slow
@pytest.mark.timeout(400)  # the bot is started three times, while other tests run
@pytest.mark.xdist_group("processes")
def test_a_short_soak_loses_and_doubles_nothing(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    soak.add_arguments(parser)
    figures = soak.run(parser.parse_args(["--minutes", "1.5", "--readers", "3", "--folder", str(tmp_path)]))
    assert (figures["unhandled"], figures["lost"], figures["duplicated"]) == (0, 0, 0), figures
    assert figures["digests"] > 0


def test_a_soak_counts_what_is_told_again_but_not_news_that_the_sample_world_repeats_a_week_later() -> None:
    day = 86_400
    once, other = ("7/0", "new", "Открыт мост"), ("8/0", "new", "Открыт мост")
    assert times_again([(0, once), (day, other), (7 * day, once)]) == 0
    assert times_again([(8 * day, once), (0, once), (7 * day, once), (8 * day, once)]) == 2
