"""What the tests of the page in Chromium share: finding what a chat shows, and pressing Start."""

from typing import Any


def said(page: Any, text: str) -> Any:
    """Return the element in which the open chat shows the text."""
    return page.locator("#messages").get_by_text(text)


async def start(page: Any) -> None:
    await page.get_by_role("button", name="Start").click()
    await said(page, "Саламатсызбы!").wait_for()
