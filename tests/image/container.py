"""A container without a container engine: a read-only root, in which commands run as the image's user.

It must be used inside its own namespaces for mounts and processes, which `make image-check` provides: mounts end with
them.
"""

import contextlib
import fcntl
import socket
import struct
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

DEVICES = ("null", "zero", "full", "random", "urandom", "tty")


def loopback_up() -> None:
    """Switch on the loopback interface of this network namespace (netdevice(7))."""
    request = struct.pack("16sH14s", b"lo", 0x41, b"")  # IFF_UP | IFF_RUNNING
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


class Container:
    """Commands in a mounted root. `user` is a name or an id that the root knows."""

    def __init__(self, root: Path, env: Mapping[str, str], *, user: str, folder: str) -> None:
        self.root = root
        self.env = dict(env)
        self._user = user
        self._folder = folder

    def line(self, command: Sequence[str], **more: str) -> list[str]:
        """Return the command line that runs `command` in the container, with these variables added."""
        pairs = [f"{name}={value}" for name, value in {**self.env, **more}.items()]
        enter = ["chroot", f"--userspec={self._user}:{self._user}", str(self.root)]
        return [*enter, "/usr/bin/env", "-i", f"--chdir={self._folder}", *pairs, *command]

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.line(command, **more), capture_output=True, text=True, timeout=120, check=False)


@contextlib.contextmanager
def mounted(root: Path, place: Path, *, volumes: Mapping[str, Path], is_read_only: bool = True) -> Iterator[Path]:
    """Mount the root at `place` until the block ends, with /proc, a few devices, its own /tmp, and the volumes.

    `volumes` maps folders of the container to folders of the machine. Unlike Docker, this does not mount /sys, which is
    not needed.
    """
    place.mkdir(parents=True, exist_ok=True)
    _mount("--make-rprivate", "/")
    _mount("--bind", str(root), str(place))
    try:
        _mount("-t", "proc", "proc", str(place / "proc"))
        _mount("-t", "tmpfs", "-o", "mode=755", "none", str(place / "dev"))
        for name in DEVICES:
            (place / "dev" / name).touch()
            _mount("--bind", f"/dev/{name}", str(place / "dev" / name))
        (place / "dev/shm").mkdir()
        for folder in ("dev/shm", "tmp"):
            _mount("-t", "tmpfs", "-o", "mode=1777", "none", str(place / folder))
        for inside, outside in volumes.items():
            _mount("--bind", str(outside), str(place / inside.strip("/")))
        if is_read_only:
            _mount("-o", "remount,bind,ro", str(place))
        yield place
    finally:
        subprocess.run(["umount", "--recursive", "--lazy", str(place)], check=False, capture_output=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)
