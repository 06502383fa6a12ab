"""Runs the bot and its health check on a read-only root, like Docker, and prints the result as JSON.

A script, started in its own namespaces: `unshare --mount --net … python read_only_root.py JOB.json`. The job has `app`
and `data` (folders of the machine), `env`, `folder`, `user`, `command` and `health` (of the image), and `token`.
"""

import contextlib
import fcntl
import json
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SYSTEM = ("bin", "sbin", "lib", "lib64", "usr", "etc", "dev", "proc")
VENV = "opt/venv"  # where the virtual environment is in the image
DEADLINE = 180  # seconds, on a machine that also runs other tests


def loopback_up() -> None:
    """Turn on the loopback interface of this network namespace (netdevice(7))."""
    request = struct.pack("16sH14s", b"lo", 0x41, b"")  # IFF_UP | IFF_RUNNING
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def bind(source: Path, target: Path, *, is_read_only: bool = False) -> None:
    target.mkdir(parents=True, exist_ok=True)
    mount("--rbind", str(source), str(target))
    if is_read_only:
        mount("-o", "remount,bind,ro", str(target))


def build(root: Path, job: dict[str, Any]) -> None:
    """Build the container's files: the image, a volume at /data, a tmpfs at /tmp; everything else is read-only."""
    mount("-t", "tmpfs", "none", str(root))
    for name in SYSTEM:
        here = Path("/") / name
        if here.is_symlink():
            (root / name).symlink_to(here.readlink())
        elif here.is_dir():
            bind(here, root / name)
    python = Path(sys.base_prefix).resolve()
    bind(Path(sys.prefix), root / VENV, is_read_only=True)
    if not python.is_relative_to("/usr"):
        bind(python, root / python.relative_to("/"), is_read_only=True)
    bind(Path(job["app"]), root / job["folder"].strip("/"), is_read_only=True)
    bind(Path(job["data"]), root / "data")
    (root / "tmp").mkdir()
    mount("-t", "tmpfs", "none", str(root / "tmp"))
    mount("-o", "remount,ro", str(root))


def inside(root: Path, job: dict[str, Any], command: list[str]) -> list[str]:
    """Return the command line that runs `command` in the container, with its user id in a user namespace of one id."""
    user = [f"--userspec={job['user']}:{job['user']}"] if job["user"] else []
    settings = [f"{name}={value}" for name, value in job["env"].items()]
    enter = f'cd {job["folder"]} && exec "$@"'
    return ["chroot", *user, str(root), "/usr/bin/env", "-i", *settings, "/bin/sh", "-c", enter, "sh", *command]


def main(job: dict[str, Any]) -> dict[str, Any]:
    loopback_up()
    with contextlib.ExitStack() as stack:
        telegram = subprocess.Popen(
            [sys.executable, "-m", "emulator", "--port", "0", "--token", job["token"]],
            cwd=Path(__file__).resolve().parents[2], stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        stack.callback(telegram.wait, 30)
        stack.callback(telegram.terminate)
        assert telegram.stdout is not None
        job["env"]["TELEGRAM_API_URL"] = telegram.stdout.readline().strip()
        root = Path(tempfile.mkdtemp())
        build(root, job)
        written = subprocess.run(inside(root, job, ["touch", "here", "/there"]), check=False, capture_output=True)
        log = stack.enter_context(tempfile.TemporaryFile("w+"))
        bot = subprocess.Popen(inside(root, job, job["command"]), stdout=log, stderr=log, text=True)
        stack.callback(bot.kill)
        healthy, until = False, time.monotonic() + DEADLINE
        while not healthy and bot.poll() is None and time.monotonic() < until:
            time.sleep(0.5)
            check = subprocess.run(inside(root, job, job["health"]), check=False, capture_output=True)
            healthy = check.returncode == 0
        if bot.poll() is None:
            bot.send_signal(signal.SIGTERM)
        status = bot.wait(60)
        log.seek(0)
        return {
            "is_read_only": written.returncode != 0,
            "is_healthy": healthy,
            "status": status,
            "data": sorted(path.name for path in Path(job["data"]).iterdir()),
            "log": log.read(),
        }


if __name__ == "__main__":
    json.dump(main(json.loads(Path(sys.argv[1]).read_text("utf-8"))), sys.stdout)
