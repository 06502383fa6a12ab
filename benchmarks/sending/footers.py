"""How much CPU time the buttons under a digest take: the same stories are sent with and without them, in turn."""

from dataclasses import dataclass
from statistics import median

from benchmarks.sending.stage import Stage

_RATE = 400  # messages a second, so that little of the time is spent on waiting


@dataclass(frozen=True)
class Footers:
    plain_ms: float  # CPU time of the bot for a message without buttons; the median over all turns
    with_ms: float  # CPU time of the bot for a message with all buttons; the median over all turns
    ratio: float  # the median over the turns of with_ms / plain_ms


def footers(stage: Stage, *, messages: int, turns: int) -> Footers:
    """Return the CPU time that a message takes with and without buttons.

    In each of the `turns`, `messages` messages with buttons and as many without are sent.
    """
    people = stage.do("people", count=messages)["people"]
    stage.do("limits", on=False, capacity=30)
    _cpu_ms(stage, people, has_footer=False)  # a warm-up, which is not counted
    plain: list[float] = []
    full: list[float] = []
    for turn in range(turns):
        for has_footer in (False, True) if turn % 2 else (True, False):
            (full if has_footer else plain).append(_cpu_ms(stage, people, has_footer=has_footer))
    ratios = [one / other for one, other in zip(full, plain, strict=True)]
    return Footers(median(plain), median(full), median(ratios))


def _cpu_ms(stage: Stage, people: list[int], *, has_footer: bool) -> float:
    stage.broadcast(people, has_footer=has_footer)
    before = len(stage.sent())
    pid = stage.start_bot(limits={"per_second": _RATE, "burst": _RATE}, until_empty=True)
    stats = stage.wait_for_end(pid, timeout=len(people) / _RATE * 10 + 60)
    sent = stage.sent()[before:]
    assert len(sent) == len(people), f"{len(sent)} of {len(people)} arrived"
    assert all(("reply_markup" in line["parameters"]) is has_footer for line in sent)
    return float(stats["cpu"]) * 1000 / len(people)
