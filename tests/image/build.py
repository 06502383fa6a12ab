"""Executes the Dockerfile in a root of Debian's own packages, without a container engine.

Run `python -m tests.image.build FOLDER` as root. It leaves `FOLDER/image`, the root of the image, and `FOLDER/machine`,
a machine with systemd on which the manual can be executed. Debian's packages come from the machine's apt; Python's are
fetched by the machine's own pip, with its configuration, and given to both roots as a folder of wheels. Hashes are
checked when they are installed.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tests.image.context import ROOT, copy_context
from tests.image.dockerfile import Config, Stage, Step, after, parse

# Image → (Debian's suite, the version of its python3).
BASES = {"debian:bookworm-slim": ("bookworm", (3, 11)), "debian:trixie-slim": ("trixie", (3, 13))}
# Files that slim images leave out of each package (https://github.com/debuerreotype/debuerreotype).
SLIM = tuple(f"path-exclude=/usr/share/{what}/*" for what in ("doc", "man", "info", "locale"))
MACHINE = ("systemd", "systemd-sysv", "dbus", "ca-certificates", "python3-venv", "make", "curl")
TOOLS = {"mmdebstrap": "mmdebstrap", "unshare": "util-linux", "chroot": "coreutils", "tar": "tar"}  # → their packages
WHEELS = "/mnt"  # where the wheels are while a root is built
# $1 is the root, $2 the folder of wheels; the rest runs inside the root.
_ENTER = f"""
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount --bind "$2" "$1{WHEELS}"
if [ -e /etc/resolv.conf ]; then touch "$1/etc/resolv.conf"; mount --bind /etc/resolv.conf "$1/etc/resolv.conf"; fi
root=$1; shift 2
exec chroot "$root" "$@"
"""


class Builder:
    """Builds stage by stage in `folder`; fetched packages stay there for the next time."""

    def __init__(self, folder: Path, python: tuple[int, int]) -> None:
        self._folder = folder
        self._wheels = folder / "wheels"
        self._roots: dict[str, Path] = {}
        # Another Python version could not use these wheels, so its pip must fetch its own.
        self.pip = {"PIP_FIND_LINKS": WHEELS, "PIP_NO_INDEX": "1"} if sys.version_info[:2] == python else {}

    def fetch(self) -> None:
        """Fetch the packages pinned in requirements.txt."""
        fresh = self._folder / "wheels.new"
        shutil.rmtree(fresh, ignore_errors=True)
        command = ["pip", "download", "--quiet", "--require-hashes", "--dest", str(fresh)]
        known = ["--find-links", str(self._wheels)] if self._wheels.exists() else []
        _run([sys.executable, "-m", *command, *known, "-r", str(ROOT / "requirements.txt")])
        shutil.rmtree(self._wheels, ignore_errors=True)
        fresh.rename(self._wheels)

    def debian(self, suite: str, name: str, packages: Sequence[str] = ()) -> Path:
        """Return a new root with Debian's essential packages and the given ones."""
        kept = self._folder / f"{suite}-{name}.tar"
        if not kept.exists():
            options = [f"--dpkgopt={line}" for line in SLIM] + [f"--include={','.join(packages)}"] * bool(packages)
            made = kept.with_suffix(".new.tar")
            _run(["mmdebstrap", "--quiet", "--variant=minbase", *options, suite, str(made)])
            made.rename(kept)
        root = self._folder / name
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        _run(["tar", "--extract", "--numeric-owner", "--file", str(kept), "--directory", str(root)])
        return root

    def carry_out(self, stage: Stage, name: str) -> Path:
        """Execute the steps of a stage; return its root, which is named `name` in the folder."""
        suite, _ = BASES[stage.base]
        root = self.debian(suite, "base")
        shutil.rmtree(self._folder / name, ignore_errors=True)
        root = root.rename(self._folder / name)
        self._roots[stage.name or name] = root
        for number, step in enumerate(stage.steps):
            config = after(stage.steps[:number])
            if step.word == "RUN":
                self.run(root, ["/bin/sh", "-c", step.rest], config)
            elif step.word == "COPY":
                self._copy(root, step, config)
            elif step.word == "WORKDIR":
                (root / step.rest.strip("/")).mkdir(parents=True, exist_ok=True)
        return root

    def run(self, root: Path, command: Sequence[str], config: Config, more: Mapping[str, str] | None = None) -> None:
        """Run a command inside the root as the root user, in its own namespaces for mounts and processes."""
        env = {**config.env, **self.pip, "DEBIAN_FRONTEND": "noninteractive", **(more or {})}
        pairs = [f"{name}={value}" for name, value in env.items()]
        inside = ["/usr/bin/env", "-i", f"--chdir={config.folder}", *pairs, *command]
        own = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        _run([*own, "sh", "-ec", _ENTER, "sh", str(root), str(self._wheels), *inside])

    def _copy(self, root: Path, step: Step, config: Config) -> None:
        *sources, target = step.rest.split()
        place = root / target.strip("/") if target.startswith("/") else root / config.folder.strip("/") / target
        for source in sources:
            if origin := step.flags.get("from"):
                _run(["cp", "--archive", f"{self._roots[origin] / source.strip('/')}", str(place)])
            elif source == ".":
                copy_context(place)
            else:
                shutil.copy(ROOT / source, place)


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)[:300]}\n{done.stdout[-3000:]}\nfailed with status {done.returncode}.")


def install(lacking: Iterable[str]) -> None:
    """Install the packages of these tools with apt; where there is no apt, end with a line that names them."""
    if not (packages := sorted({TOOLS[name] for name in lacking})):
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        sys.exit(f"This needs a Debian or one of its relatives: {' '.join(command)}")
    print(f"installing {', '.join(packages)}", flush=True)
    _run(["apt-get", "update", "--quiet"])
    _run(["env", "DEBIAN_FRONTEND=noninteractive", *command])


def megabytes(root: Path) -> float:
    """Return the size of the root's files, in MB."""
    said = subprocess.run(["du", "-s", "-B1", str(root)], check=True, capture_output=True, text=True).stdout
    return int(said.split()[0]) / 1e6


def main(folder: Path) -> None:
    if os.geteuid():
        sys.exit("Packages are unpacked with their owners, which root alone may do: sudo make image-check")
    install(name for name in TOOLS if shutil.which(name) is None)
    stages = parse((ROOT / "Dockerfile").read_text("utf-8"))
    suite, python = BASES[stages[-1].base]
    builder = Builder(folder, python)
    started = time.monotonic()
    builder.fetch()
    for number, stage in enumerate(stages):
        root = builder.carry_out(stage, "image" if number == len(stages) - 1 else f"stage-{stage.name or number}")
        print(
            f"stage {stage.name or 'image'}: {megabytes(root):.0f} MB, {time.monotonic() - started:.0f} s", flush=True
        )
    builder.debian(suite, "machine", MACHINE)
    print(f"a machine with systemd after {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
