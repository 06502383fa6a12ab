"""Fixtures that several folders of tests use."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real articles and feeds; what needs it is skipped where it is absent."""
    folder = os.environ.get("TEST_DATA_DIR", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("TEST_DATA_DIR names no folder of real articles and feeds")
    return Path(folder)
