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
    """Fail a test during which a text or one of its arguments was missing; the bot itself only logs that."""
    with caplog.at_level(logging.ERROR, logger="render.texts"):
        yield
    assert not [record.getMessage() for record in caplog.records if record.name == "render.texts"]
