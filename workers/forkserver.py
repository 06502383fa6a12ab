"""The fork server, and the workers that are forked from it; the other side of workers.pool.

The fork server is a process that is started before anything heavy is imported. It loads once what jobs need, and its
workers share that memory. Commands come over a Unix socket: `fork` comes with one end of a socket pair, over which the
new worker gets its jobs; `load` loads the models for reading texts; `reap` waits for a worker of which the pool knows
that it has died. If the pool asks for it, a worker that shares the models fills its caches before its first job. The
fork server exits when its socket is closed, and a worker when its own is.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import traceback
from enum import Enum
from pathlib import Path
from typing import Any

HEADER = struct.Struct("!I")
STARTED = b"!"  # the first byte from a worker, which says that it has received the job and begins
# Bytes that a job may take in addition to the models. The address space is limited, so a decompression bomb ends in an
# error in its worker.
JOB_MEMORY = 1 << 30
# Seconds from a job's timeout until the kernel ends the worker. Usually the pool has ended it at the timeout, but the
# pool may have died.
GRACE = 10


def main(control_fd: int, preload: str, catalogue_dir: str) -> None:
    """Serve until the control socket is closed.

    `preload` is the name of a module with three functions. prepare(catalogue_dir) is called once at the start, load()
    when the pool asks for the models, and fill_caches() in each new worker that has the models, if the pool wants it.
    """
    has_models = False
    # A terminal or service manager may send a signal to all processes. Only the bot obeys and then ends the others; a
    # job that a signal ended would look like a text that cannot be read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # What is loaded here is never freed. So the garbage collector would look through a million objects again and again
    # for nothing, which would double the time that loading takes.
    gc.disable()
    control = socket.socket(fileno=control_fd)
    module = importlib.import_module(preload)
    module.prepare(Path(catalogue_dir))
    _freeze()
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
        if not data:
            return
        request = json.loads(data)
        match request["do"]:
            case "fork":
                pid = os.fork()
                if pid == 0:
                    gc.enable()
                    control.close()
                    if has_models and request["fills_caches"]:
                        module.fill_caches()
                    _work(socket.socket(fileno=descriptors[0]))
                os.close(descriptors[0])
                control.send(json.dumps({"number": request["number"], "pid": pid}).encode())
            case "load":
                fault = _try_load(module)
                has_models = not fault
                _freeze()
                control.send(json.dumps({"number": request["number"], "fault": fault}).encode())
            case "reap":
                _reap(request["pid"])


def _try_load(module: Any) -> str:
    try:
        module.load()
    except Exception as error:  # noqa: BLE001 - every error is reported to the pool as text
        return f"{type(error).__name__}: {error}"
    return ""


def _freeze() -> None:
    """Keep the garbage collector away from the memory that workers share, which it would make them copy."""
    gc.collect()
    gc.freeze()


def _reap(pid: int) -> None:
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:
        return


def _work(channel: socket.socket) -> None:
    """Do jobs until the channel is closed, then end the process; this function never returns."""
    _limit_memory()
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    while True:
        body = _receive(channel)
        if body is None:
            os._exit(0)
        function, arguments, timeout = pickle.loads(body)  # noqa: S301 - sent by our own pool
        signal.setitimer(signal.ITIMER_REAL, timeout + GRACE)
        if not _send(channel, STARTED):
            os._exit(0)
        try:
            answer: tuple[bool, Any] = (True, function(*arguments))
        except MemoryError:
            os._exit(1)  # the worker's memory may be damaged, so it does no further job
        except Exception:  # noqa: BLE001 - the pool raises it again, with the traceback
            answer = (False, traceback.format_exc())
        signal.setitimer(signal.ITIMER_REAL, 0)
        reply = pickled(answer)
        if not _send(channel, HEADER.pack(len(reply)) + reply):
            os._exit(0)


class _AnswerPickler(pickle.Pickler):
    """Pickles a member of an enum as its class and value.

    Otherwise Python before 3.11.4 would pickle it as a call of getattr, which workers.answers refuses.
    """

    def reducer_override(self, obj: object) -> Any:
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


def pickled(answer: object) -> bytes:
    """Return an answer in the form that workers.answers reads, which is the same in every version of Python."""
    written = io.BytesIO()
    _AnswerPickler(written, 5).dump(answer)
    return written.getvalue()


def _send(channel: socket.socket, data: bytes) -> bool:
    try:
        channel.sendall(data)
    except OSError:
        return False
    return True


def _receive(channel: socket.socket) -> bytes | None:
    head = _exactly(channel, HEADER.size)
    return _exactly(channel, HEADER.unpack(head)[0]) if head else None


def _exactly(channel: socket.socket, length: int) -> bytes | None:
    received = bytearray()
    while len(received) < length:
        try:
            part = channel.recv(min(length - len(received), 1 << 20))
        except OSError:
            return None
        if not part:
            return None
        received += part
    return bytes(received)


def _limit_memory() -> None:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return  # not Linux, where only the pool's timeout applies
    limit = pages * resource.getpagesize() + JOB_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


if __name__ == "__main__":
    sys.path[:] = json.loads(sys.argv[1])
    with contextlib.suppress(ConnectionError):  # the pool closed the socket before it got the answer
        main(int(sys.argv[2]), sys.argv[3], sys.argv[4])
