"""Starting the fork server's process, with the few environment variables that workers need."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

# The environment variables that workers get. They say where libraries and temporary files are, and which language of
# error messages and which time zone to use. All other variables, among them the token, stay with the bot.
_ENVIRONMENT = ("LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TZ")
_SETTINGS = {
    # Several threads in each process would compete for the cores; numpy reads these variables when it is imported.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    # glibc gives blocks of at least this many bytes back to the system when they are freed. Otherwise the fork server,
    # and so each worker, would keep 20 MB that only loading needs.
    "MALLOC_MMAP_THRESHOLD_": str(2**20),
}


def start_server(descriptor: int, preload: str, catalogue_dir: Path) -> subprocess.Popen[bytes]:
    """Start a fork server that takes commands from the socket `descriptor`; see `forkserver.main` for `preload`."""
    path = [entry or str(Path.cwd()) for entry in sys.path]
    code = str(Path(__file__).with_name("forkserver.py"))
    return subprocess.Popen(  # noqa: S603 - our own interpreter and file
        [sys.executable, "-P", code, json.dumps(path), str(descriptor), preload, str(catalogue_dir)],
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr.fileno() if _has_descriptor(sys.stderr) else subprocess.DEVNULL,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _SETTINGS,
        start_new_session=True,
    )


def _has_descriptor(stream: Any) -> bool:
    try:
        return isinstance(stream.fileno(), int)
    except (AttributeError, OSError, ValueError):
        return False
