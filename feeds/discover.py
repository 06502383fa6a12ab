"""The usual addresses of a site's feed, tried only if its page names none; people choose among those that answer."""

from urllib.parse import urlsplit

USUAL_PATHS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss/all", "/?feed=rss2")


def usual_addresses(url: str) -> tuple[str, ...]:
    """Return the usual addresses of feeds on the site of that page."""
    parts = urlsplit(url)
    return tuple(f"{parts.scheme}://{parts.netloc}{path}" for path in USUAL_PATHS)
