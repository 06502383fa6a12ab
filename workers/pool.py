"""The pool of processes that parse feeds and read texts; a process that takes too long is killed and replaced.

A thread cannot be stopped, and 200 KB of hostile XML can block a parser for seconds, so what strangers wrote is parsed
only in these processes. Jobs are module-level functions, which may have marks (workers.marks). A job that needs the
models (text.models) runs in a worker that shares them; they are loaded when the first such job comes. From then on, the
pool keeps its full number of workers: each takes most of its memory when it is forked, so memory hardly grows later.
"""

import asyncio
import contextlib
import json
import os
import pickle
import signal
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from workers.answers import ANSWER_LIMIT, BadAnswer, Classes, read_answer
from workers.forkserver import HEADER, STARTED
from workers.server_process import start_server

_T = TypeVar("_T")
_STARTS = 3  # attempts to start the fork server for one job
START_TIMEOUT = 180.0  # seconds for importing modules, loading models or preparing a worker on a slow machine
JOBS_PER_WORKER = 2000  # after this many jobs a worker is replaced, because parsers leak memory and fragment the heap


class WorkerTimeout(Exception):
    """The job took too long; its process was killed and replaced."""


class WorkerCrashed(Exception):
    """The job raised an error, or its process died (no memory, a crash of a C library); the message says which."""


class PoolUnwell(Exception):
    """No worker took the job, because none can be started or the pool is closed."""


class _NotTaken(Exception):
    """The worker had died before the job reached it."""


@dataclass(slots=True, eq=False)
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    has_models: bool
    jobs: int = 0
    # Whether the worker was forked before there was a job for it, so that it may have died since.
    has_waited: bool = False


class WorkerPool:
    """A pool of `processes` workers, which are forked from one fork server.

    Call start() before importing aiogram and before starting any thread, and close() at the end.
    """

    def __init__(
        self, catalogue_dir: Path, *, processes: int, preload: str, answers: Classes, fills_caches: bool = False
    ) -> None:
        """Make a pool that is not started; `preload` is the name of the module that the fork server imports.

        The fork server calls the module's prepare(catalogue_dir) when it starts, and its load() before the first job
        that needs models. With `fills_caches`, each worker with models calls fill_caches() first. `answers` are the
        classes that jobs return; an answer with any other class is refused.
        """
        self._catalogue_dir = catalogue_dir
        self._preload = preload
        self._answers = answers
        self._processes = processes
        self._fills_caches = fills_caches
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._control_lock = asyncio.Lock()
        self._slots = asyncio.Semaphore(processes)
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._coming = 0  # workers that are being forked
        self._questions = 0
        self._has_models = False  # whether the fork server has loaded the models
        self._models_lock = asyncio.Lock()
        # For the metrics: workers that were killed or died during a job, and restarts of the fork server.
        self.lost = 0
        self.restarts = 0

    @property
    def is_busy(self) -> bool:
        """Return whether every worker has a job."""
        return self._slots.locked()

    async def start(self) -> None:
        """Start the fork server; workers are forked when the first jobs come."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.settimeout(0)
        with theirs:
            self._server = await asyncio.to_thread(start_server, theirs.fileno(), self._preload, self._catalogue_dir)
        self._control = ours
        self._has_models = False

    async def close(self) -> None:
        """End all processes; jobs in progress are lost."""
        for worker in [*self._idle, *self._busy]:
            _kill(worker.pid)
            worker.writer.close()
        self._idle.clear()
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._server is not None:
            server, self._server = self._server, None
            try:
                await asyncio.to_thread(server.wait, 5)
            except subprocess.TimeoutExpired:
                server.kill()
                await asyncio.to_thread(server.wait)

    async def run(self, fn: Callable[..., _T], *args: Any, timeout: float) -> _T:
        """Call `fn(*args)` in a worker and return the result; it has `timeout` seconds from when a worker is ready.

        Raises WorkerTimeout or WorkerCrashed if the job failed, and PoolUnwell if no worker took it.
        """
        needs, is_last = getattr(fn, "needs_models", False), getattr(fn, "is_last_job", False)
        async with self._slots:
            # Pickled only now, so that no copies of the arguments wait in a queue.
            body = pickle.dumps((fn, args, timeout), protocol=5)
            while True:
                worker = await self._take(needs_models=needs)
                is_fresh = worker.jobs == 0 and not worker.has_waited
                try:
                    reply = await self._do(worker, fn.__name__, body, timeout, is_last=is_last)
                    break
                except _NotTaken as error:  # the worker was killed while it had no job
                    if is_fresh:
                        raise PoolUnwell("a fresh worker does not work") from error
            await self._complete()
        try:
            succeeded, value = read_answer(reply, self._answers)
        except BadAnswer as error:
            raise WorkerCrashed(f"{fn.__name__} gave a bad answer: {error}") from error
        if not succeeded:
            raise WorkerCrashed(f"{fn.__name__} raised:\n{value}")
        result: _T = value
        return result

    async def _do(self, worker: _Worker, name: str, body: bytes, timeout: float, *, is_last: bool) -> bytes:
        """Have the worker do a job; return the answer. Afterwards the worker has no job, or is dead."""
        self._busy.add(worker)
        healthy = is_taken = False
        try:
            # A new worker may still be preparing itself, which must not count against the time that the job may take.
            async with asyncio.timeout(timeout if worker.jobs else START_TIMEOUT) as limit:
                worker.writer.write(HEADER.pack(len(body)) + body)
                await worker.writer.drain()
                is_taken = await worker.reader.readexactly(len(STARTED)) == STARTED
                limit.reschedule(asyncio.get_running_loop().time() + timeout)
                (length,) = HEADER.unpack(await worker.reader.readexactly(HEADER.size))
                if length > ANSWER_LIMIT:
                    raise WorkerCrashed(f"the answer of {name} is too large")
                reply = await worker.reader.readexactly(length)
            healthy = True
        except TimeoutError as error:
            raise WorkerTimeout(f"{name} took more than {timeout:g} s") from error
        except (asyncio.IncompleteReadError, OSError) as error:
            if not is_taken:
                raise _NotTaken from error
            raise WorkerCrashed(f"the process of {name} died") from error
        finally:
            self._busy.discard(worker)
            worker.jobs += 1
            if healthy and not is_last and worker.jobs < JOBS_PER_WORKER:
                self._idle.append(worker)
            else:
                self.lost += not healthy
                await asyncio.shield(self._discard(worker))
        return reply

    async def _load_models(self) -> None:
        async with self._models_lock:
            if self._has_models:
                return
            answer = await self._ask({"do": "load"})
            if answer["fault"]:
                raise PoolUnwell(f"the models did not load: {answer['fault']}")
            self._has_models = True

    async def _take(self, *, needs_models: bool) -> _Worker:
        while self._idle:
            worker = self._idle.pop()
            if (worker.has_models or not needs_models) and not worker.reader.at_eof():
                return worker
            await self._discard(worker)
        for _ in range(_STARTS):
            if needs_models:
                await self._load_models()
            worker = await self._fork()
            if worker.has_models or not needs_models:
                return worker
            await self._discard(worker)  # the fork server died meanwhile, and the new one has not loaded the models yet
        raise PoolUnwell("the fork server does not live")

    async def _complete(self) -> None:
        """Once the models are loaded, fork the workers that are missing, and replace idle ones without models."""
        for worker in [worker for worker in self._idle if self._has_models and not worker.has_models]:
            self._idle.remove(worker)
            await self._discard(worker)
        while self._has_models and len(self._idle) + len(self._busy) + self._coming < self._processes:
            try:
                worker = await self._fork()
            except PoolUnwell:  # not reported here: the next job fails in the same way, and its caller is told
                return
            worker.has_waited = True
            self._idle.insert(0, worker)  # jobs take this worker last, because the others have filled their caches

    async def _fork(self) -> _Worker:
        self._coming += 1
        try:
            return await self._forked()
        finally:
            self._coming -= 1

    async def _forked(self) -> _Worker:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                answer = await self._ask({"do": "fork", "fills_caches": self._fills_caches}, theirs.fileno())
        except BaseException:
            ours.close()
            raise
        ours.settimeout(0)
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 22)
        return _Worker(answer["pid"], reader, writer, self._has_models)

    async def _ask(self, request: dict[str, Any], descriptor: int | None = None) -> dict[str, Any]:
        async with self._control_lock:
            for is_last_try in (False, True):
                answer = await self._exchange(request, descriptor)
                if answer is not None:
                    return answer
                if not is_last_try:
                    await self._restart()
        raise PoolUnwell("the fork server does not start")

    async def _exchange(self, request: dict[str, Any], descriptor: int | None) -> dict[str, Any] | None:
        """Send a request to the fork server; return its reply, None if it is dead or does not reply."""
        if self._control is None:
            raise PoolUnwell("the pool is closed")
        self._questions += 1
        question = json.dumps(request | {"number": self._questions}).encode()
        try:
            socket.send_fds(self._control, [question], [] if descriptor is None else [descriptor])
            async with asyncio.timeout(START_TIMEOUT):
                while answer := await asyncio.get_running_loop().sock_recv(self._control, 65536):
                    result: dict[str, Any] = json.loads(answer)
                    if result["number"] == self._questions:
                        return result
                    # A lower number belongs to a reply to a request whose caller was cancelled; no job uses its worker.
                    if "pid" in result:
                        self._end(result["pid"])
        except (OSError, TimeoutError):
            pass
        return None

    async def _restart(self) -> None:
        """Start another fork server after the last one was killed; workers that are alive go on."""
        self.restarts += 1
        if self._server is not None:
            self._server.kill()
            await asyncio.to_thread(self._server.wait)
        if self._control is not None:
            self._control.close()
        await self.start()

    async def _discard(self, worker: _Worker) -> None:
        worker.writer.close()
        self._end(worker.pid)

    def _end(self, pid: int) -> None:
        """Kill a worker, and have the fork server wait for it, so that it does not stay in the table of processes."""
        _kill(pid)
        # The id of a process is used again only after somebody waited for that process, so this cannot kill another
        # process.
        if self._control is not None:
            with contextlib.suppress(OSError):
                socket.send_fds(self._control, [json.dumps({"do": "reap", "pid": pid}).encode()], [])


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
