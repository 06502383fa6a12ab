import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.handlers.rig import Rig, open_rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def every_text_has_its_arguments(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test in which a text lacked its key or an argument; the bot only logs that and still answers."""
    with caplog.at_level(logging.ERROR, logger="render.texts"):
        yield
    assert not [record.getMessage() for record in caplog.records if record.name == "render.texts"]
