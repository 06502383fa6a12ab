"""A real Chromium, if one is installed."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

INSTALL = "sudo apt-get install -y chromium"


@asynccontextmanager
async def chromium(**context: Any) -> AsyncIterator[Any]:
    """Yield a new browser context, made with the arguments `context`; skip the test if Chromium is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip(f"there is no Chromium on this machine; {INSTALL}")
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        # Root in a container cannot use the sandbox, and only our own page on loopback is opened.
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield await browser.new_context(**context)
        finally:
            await browser.close()
