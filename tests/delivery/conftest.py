from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.delivery.rig import Rig, open_rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """Yield a rig in which everything but Telegram is real, with a pace so fast that no test waits for it."""
    async with open_rig(tmp_path) as opened:
        yield opened
