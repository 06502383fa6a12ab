from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.delivery.rig import Rig, open_rig


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """Everything real but Telegram, and a pace that tests do not wait for."""
    async with open_rig(tmp_path) as opened:
        yield opened
