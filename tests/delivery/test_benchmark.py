"""The sending benchmark does not rot: it parses its arguments, and its smallest part runs."""

import argparse

from benchmarks import send
from benchmarks.sending.herd import queue_herd


def test_the_benchmark_knows_its_arguments() -> None:
    parser = argparse.ArgumentParser()
    send.add_arguments(parser)
    assert parser.parse_args(["--kills", "3"]).kills == 3


def test_a_herd_is_composed_once_for_each_setting_and_queued_whole() -> None:
    herd = queue_herd(3000)
    assert (herd.composed, herd.queued) == (10, 3000)
