"""Sending: the pace, the cost of a footer and of a kill, delays during a broadcast, and many digests due at once.

All calls go over HTTP to an emulator in another process, which applies Telegram's limits; the bot is a third process,
and it is killed by SIGKILL. Fewer `--messages` and `--kills` make the benchmark shorter and less precise; `--only`
measures one part.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.sending.crashes import kill_during_broadcast, kill_while_updates_arrive
from benchmarks.sending.footers import footers
from benchmarks.sending.herd import queue_herd
from benchmarks.sending.histories import queue_histories
from benchmarks.sending.newsroom import run_broadcast
from benchmarks.sending.pace import answers, broadcast, storm
from benchmarks.sending.stage import open_stage

IN_FLIGHT = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", nargs="+", choices=sorted(PARTS), help="measure these parts instead of all")
    parser.add_argument("--messages", type=int, default=1800, help="deliveries of each paced broadcast")
    parser.add_argument("--kills", type=int, default=20, help="kills of a broadcast, and as many of arriving updates")
    parser.add_argument("--updates", type=int, default=500, help="updates that arrive while the bot is killed")
    parser.add_argument("--rounds", type=int, default=300, help="presses and searches, each idle and in a broadcast")
    parser.add_argument("--articles", type=int, default=5000, help="articles to search in")
    parser.add_argument("--storm", type=float, default=30, help="seconds of each of two flood waits")
    parser.add_argument("--chats", type=int, default=100_000, help="chats that are due at one hour")
    parser.add_argument("--readers", type=int, default=10_000, help="chats of the newsroom's broadcast, at least 500")
    parser.add_argument("--folder", type=Path, help="keep journals, logs and databases here")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures that README and docs quote; an answer's time ends when its call reaches the emulator."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, measure in PARTS.items():
            if not args.only or name in args.only:
                figures |= measure(args, (args.folder or Path(temporary)) / name)
    return figures


def _pace(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with open_stage(folder) as stage:
        pace = broadcast(stage, messages=args.messages, capacity=30, burst=25)
        small = broadcast(stage, messages=args.messages, capacity=5, burst=3)
    return {
        "rate_of_limit": round(pace.rate_of_limit, 4),
        "rate_of_limit_bucket5": round(small.rate_of_limit, 4),
        "flood_errors": pace.floods + small.floods,
        "cpu_ms_per_message": round(pace.cpu_ms, 3),
    }


def _footers(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with open_stage(folder) as stage:
        cost = footers(stage, messages=args.messages, turns=5)
    return {
        "cpu_ms_without_footer": round(cost.plain_ms, 3),
        "cpu_ms_with_footer": round(cost.with_ms, 3),
        "footer_ratio": round(cost.ratio, 3),
    }


def _kills(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with open_stage(folder) as stage:
        killed = kill_during_broadcast(stage, kills=args.kills, chats=max(60, 60 * args.kills), in_flight=IN_FLIGHT)
        ended = kill_during_broadcast(stage, kills=3, chats=180, in_flight=IN_FLIGHT, gently=True)
    return {
        "in_flight": IN_FLIGHT,
        "kills": killed.kills,
        "lost": killed.lost,
        "duplicates": killed.duplicates,
        "duplicates_per_kill_max": killed.per_kill,
        "duplicates_per_chat_and_kill_max": killed.per_chat_and_kill,
        "lost_by_sigterm": ended.lost,
        "duplicates_by_sigterm": ended.duplicates,
    }


def _updates(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with open_stage(folder) as stage:
        updates = kill_while_updates_arrive(stage, kills=args.kills, updates=args.updates)
    return {"updates_lost": updates.lost, "updates_applied_twice": updates.applied_twice}


def _storm(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with open_stage(folder) as stage:
        result = storm(stage, messages=max(150, args.messages // 6), seconds=args.storm)
    return {"lost_in_storm": result.lost, "sent_inside_waits": result.inside_waits}


def _answers(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    with open_stage(folder) as stage:
        stage.fill(args.articles)
        idle = answers(stage, rounds=args.rounds, messages=0)
        busy = answers(stage, rounds=args.rounds, messages=max(900, args.rounds * 15))
    return {
        "callback_p50_ms": round(busy.press_p50, 1),
        "callback_p99_ms": round(busy.press_p99, 1),
        "callback_idle_p99_ms": round(idle.press_p99, 1),
        "callback_vs_idle": round(busy.press_p99 / idle.press_p99, 2),
        "search_p50_ms": round(busy.search_p50, 1),
        "search_p99_ms": round(busy.search_p99, 1),
        "search_idle_p99_ms": round(idle.search_p99, 1),
        "search_vs_idle": round(busy.search_p99 / idle.search_p99, 2),
    }


def _herd(args: argparse.Namespace, _: Path) -> dict[str, Any]:
    herd = queue_herd(args.chats)
    return {
        "enqueue_100k_s": round(herd.seconds * 100_000 / args.chats, 2),
        "digests_composed": herd.composed,
        "loop_lag_max_ms": round(herd.lag_ms, 1),
    }


def _histories(args: argparse.Namespace, _: Path) -> dict[str, Any]:
    chats = max(20, args.chats // 100)
    own = queue_histories(chats)
    few = max(10, chats // 20)
    alone = queue_histories(few, remembers=False)
    return {
        "histories": own.queued,
        "histories_held_ms": round(own.held_ms, 1),
        "histories_ms_per_chat": round(own.seconds * 1000 / chats, 2),
        "histories_finds": own.finds,
        "histories_alone_ms_per_chat": round(alone.seconds * 1000 / few, 2),
    }


def _broadcast(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    done = asyncio.run(run_broadcast(folder, readers=args.readers))
    return {
        "broadcast_readers": args.readers,
        "broadcast_sent": done.fates.sent,
        "broadcast_stopped": done.fates.stopped,
        "broadcast_lost": done.fates.sent - done.arrived + args.readers - done.fates.all,
        "broadcast_doubled_by_kill": done.doubled,
        "broadcast_after_stop": done.after_stop,
        "broadcast_digests_s": round(done.digest_seconds, 2),
        "broadcast_digests_overtook": done.left_behind,
        "broadcast_edit_s_min": round(done.edit_seconds, 2),
        "broadcast_cpu_s": round(done.cpu_seconds, 1),
    }


PARTS: dict[str, Callable[[argparse.Namespace, Path], dict[str, Any]]] = {
    "pace": _pace,
    "footers": _footers,
    "kills": _kills,
    "updates": _updates,
    "storm": _storm,
    "answers": _answers,
    "herd": _herd,
    "histories": _histories,
    "broadcast": _broadcast,
}
