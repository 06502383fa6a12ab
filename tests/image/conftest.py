"""The roots built by `make image-check`; tests of them are skipped without them and outside its namespaces."""

import os
from pathlib import Path

import pytest

from tests.image.container import loopback_up

MAKE = "`sudo make image-check` builds the image and runs this"


@pytest.fixture(scope="session")
def built() -> Path:
    """Return the folder of the roots, inside namespaces that end with this process."""
    folder = os.environ.get("IMAGE_FOLDER", "")
    if not folder or not (Path(folder) / "image").is_dir():
        pytest.skip(f"IMAGE_FOLDER names no folder of roots; {MAKE}")
    if os.geteuid() or os.getpid() != 1:  # the first process of a namespace: its mounts and processes end with it
        pytest.skip(f"what is mounted would outlive the test; {MAKE}")
    loopback_up()
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def wheels(built: Path) -> Path:
    """Return the folder of the wheels of requirements.txt."""
    return built / "wheels"
