"""A machine without a virtual machine: Debian with its own systemd as the first process, in its own namespaces.

It shares the network of its host, so that it can reach a test's servers, and ends with the block.
"""

import contextlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_BOOT = """
mount --make-rprivate /
mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount -t sysfs -o ro sysfs "$1/sys"
mount -t tmpfs -o mode=755 none "$1/dev"
for name in null zero full random urandom tty; do touch "$1/dev/$name"; mount --bind "/dev/$name" "$1/dev/$name"; done
ln -s /proc/self/fd "$1/dev/fd"
mkdir "$1/dev/shm" "$1/dev/pts"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$1/dev/pts"
ln -s pts/ptmx "$1/dev/ptmx"
for folder in run tmp dev/shm; do mount -t tmpfs none "$1/$folder"; done
mount -t cgroup2 cgroup2 "$1/sys/fs/cgroup"
mount --bind "$2" "$1/mnt"
cd "$1"
pivot_root . .
umount --lazy .
exec chroot . /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=other \\
  /lib/systemd/systemd --system --log-target=journal
"""
_PATIENCE = 60.0  # seconds until it has booted
_CONSOLES = ("console-getty.service", "getty@.service", "serial-getty@.service")  # nobody can log in


class Machine:
    """A booted machine; `root` is the path of its files as seen from outside."""

    def __init__(self, root: Path, first: int) -> None:
        self.root = root
        self._first = first

    def run(
        self, script: str, *, env: Mapping[str, str] | None = None, timeout: float = 400
    ) -> subprocess.CompletedProcess[str]:
        """Run a script in the shell as root; it ends at the first command that fails."""
        enter = ["nsenter", f"--target={self._first}", "--mount", "--uts", "--ipc", "--pid", "--cgroup", "--root"]
        known = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", **(env or {})}
        pairs = [f"{name}={value}" for name, value in known.items()]
        command = [*enter, "/usr/bin/env", "-i", "--chdir=/", *pairs, "sh", "-eu", "-c", script]
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)


@contextlib.contextmanager
def booted(root: Path, lent: Path) -> Iterator[Machine]:
    """Boot the root until the block ends; `lent` is mounted at /mnt. Raises AssertionError if it does not boot."""
    for unit in _CONSOLES:
        (root / "etc/systemd/system" / unit).unlink(missing_ok=True)
        (root / "etc/systemd/system" / unit).symlink_to("/dev/null")
    group = Path(tempfile.mkdtemp(prefix="machine-", dir=_groups()))
    join = f'echo 0 > "{group}/cgroup.procs"; exec unshare --mount --uts --ipc --pid --cgroup --fork --kill-child "$@"'
    process = subprocess.Popen(
        ["sh", "-ec", join, "sh", "sh", "-ec", _BOOT, "sh", str(root), str(lent)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        machine = Machine(root, _child(process))
        until = time.monotonic() + _PATIENCE
        while (state := machine.run("systemctl is-system-running || true").stdout.strip()) not in (
            "running",
            "degraded",
        ):
            assert process.poll() is None, process.stdout and process.stdout.read().decode()
            assert time.monotonic() < until, f"after {_PATIENCE:g} s it is {state or 'not there'}"
            time.sleep(0.3)
        yield machine
    finally:
        process.kill()
        process.wait(30)
        _remove(group)


def copied(root: Path, target: Path) -> Path:
    """Return a copy of a root, with its owners and permissions."""
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "--archive", "--reflink=auto", str(root), str(target)], check=True)
    return target


def _groups() -> Path:
    """Return where version 2 control groups are mounted."""
    for line in Path("/proc/mounts").read_text("utf-8").splitlines():
        _, place, kind, *_ = line.split()
        if kind == "cgroup2":
            return Path(place)
    raise AssertionError("control groups of the second version are not mounted; systemd needs them")


def _child(process: subprocess.Popen[bytes]) -> int:
    """Return the first process of the new namespaces, once it exists."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + _PATIENCE
    while not (found := children.read_text("utf-8").split()):
        assert time.monotonic() < until
        assert process.poll() is None, process.stdout and process.stdout.read().decode()
        time.sleep(0.05)
    return int(found[0])


def _remove(group: Path) -> None:
    """Remove a control group and its children, once the kernel has released their processes."""
    for _ in range(50):
        with contextlib.suppress(OSError):
            for folder in sorted((path for path in group.rglob("*") if path.is_dir()), reverse=True):
                folder.rmdir()
            group.rmdir()
            return
        time.sleep(0.1)
