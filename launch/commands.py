"""The functions that commands get. Each imports what it opens, so that a command imports only what it uses."""

from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.context import CommandFailed
from domain.clock import AdjustableClock
from domain.process_role import read_roles

if TYPE_CHECKING:
    from launch.pipeline import Pipeline
    from settings import Settings
    from storage.interface import Storage

Say = Callable[[str], None]
Step = Callable[[int, int], object]  # called with the number of steps done and the number of all steps


def open_storage(settings: "Settings") -> "AbstractAsyncContextManager[Storage, bool | None]":
    from launch.storage import open_storage

    return open_storage(settings.database)


def open_pipeline(settings: "Settings", clock: AdjustableClock) -> "AbstractAsyncContextManager[Pipeline]":
    from launch.startup import open_pipeline_alone

    return open_pipeline_alone(settings, clock)


def open_pipeline_beside(settings: "Settings", clock: AdjustableClock) -> "AbstractAsyncContextManager[Pipeline]":
    from launch.startup import open_pipeline

    return open_pipeline(settings, clock)


def backup(settings: "Settings", target: Path, on_step: Step) -> Coroutine[Any, Any, None]:
    from launch.storage import back_up

    return back_up(settings.database, target, on_step)


def restore(settings: "Settings", source: Path, on_step: Step) -> Coroutine[Any, Any, None]:
    from launch.storage import put_back

    return put_back(source, settings.database, on_step)


def drill(
    settings: "Settings", source: Path, on_step: Step
) -> "Coroutine[Any, Any, tuple[dict[str, int], tuple[str, ...]]]":
    from launch.storage import drill

    return drill(source, settings.database, on_step)


def look_at_machine(settings: "Settings", clock: AdjustableClock) -> Coroutine[Any, Any, list[tuple[str, str]]]:
    from launch.machine import findings

    return findings(settings, clock)


def move(settings: "Settings", target: str, on_step: Step) -> Coroutine[Any, Any, dict[str, int]]:
    from launch.moving import move

    return move(settings.database, target, on_step)


def run_bot(settings: "Settings", clock: AdjustableClock, roles: str | None) -> Coroutine[Any, Any, int]:
    from launch.run import run_bot

    try:
        chosen = read_roles(settings.roles if roles is None else roles)
    except ValueError as error:
        raise CommandFailed(f"--roles: {error}.", 2) from error
    return run_bot(settings, clock, ends_on_hang=True, roles=chosen)


def run_demo(
    settings: "Settings", clock: AdjustableClock, port: int, feeds: str, say: Say, on_ready: Say
) -> Coroutine[Any, Any, int]:
    from launch.demo import run_demo

    return run_demo(settings, clock, port, live=feeds == "live", say=say, on_ready=on_ready)
