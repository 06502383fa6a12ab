"""The usual addresses of a site's feed. They are tried if the site's page names no feed.

Those at which there is a feed are offered to the person who typed the site's address.
"""

from urllib.parse import urlsplit

USUAL_PATHS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss/all", "/?feed=rss2")


def usual_addresses(url: str) -> tuple[str, ...]:
    """Return the usual addresses of feeds on the site to which a page belongs."""
    parts = urlsplit(url)
    return tuple(f"{parts.scheme}://{parts.netloc}{path}" for path in USUAL_PATHS)
