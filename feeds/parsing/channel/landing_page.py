"""Finding the reason why the page at a channel's address shows no posts.

Telegram answers nearly every refusal with 200 or 302, so only the page shows the reason.
"""

import re

from selectolax.lexbor import LexborHTMLParser

_OURS = re.compile(r"tgme_|telegram|t\.me/", re.IGNORECASE)


def reason_of(page: LexborHTMLParser, markup: str) -> str:
    """Return the text key of the reason why a page shows no posts."""
    if not _OURS.search(markup):
        # To clients that ask too often, Telegram shows a very short page, or a test that only people pass.
        return "feed-error-channel-hurried"
    if page.css_first(".tgme_widget_message_error") is not None:
        return "feed-error-channel-blocked"
    if page.css_first(".tgme_page") is None:
        return "feed-error-channel-changed"
    if page.css_first("a.tgme_page_context_link[href*='/s/']") is not None:
        return "feed-error-channel-redirect"  # the redirect leads to a page with posts
    words = _words(page, ".tgme_page")
    counted = _words(page, ".tgme_page_extra")
    if "you are invited" in words or "join group" in words or "join channel" in words:
        return "feed-error-channel-invitation"
    if "subscriber" in counted:
        return "feed-error-channel-no-preview"
    if "member" in counted or " online" in counted:
        return "feed-error-channel-group"
    if "monthly user" in counted or "start bot" in words:
        return "feed-error-channel-bot"
    if _is_hidden(page) and "view posts" in words:
        return "feed-error-channel-blocked"
    if page.css_first(".tgme_page_title") is not None:
        return "feed-error-channel-person"
    if _is_hidden(page) or page.css_first("i.tgme_icon_user") is not None:
        return "feed-error-channel-gone"
    return "feed-error-channel-changed"


def _is_hidden(page: LexborHTMLParser) -> bool:
    """Return whether the page tells search engines not to index it."""
    robots = page.css_first("meta[name=robots]")
    return robots is not None and "noindex" in (robots.attributes.get("content") or "")


def _words(page: LexborHTMLParser, selector: str) -> str:
    return " ".join(" ".join(node.text(separator=" ") for node in page.css(selector)).lower().split())
