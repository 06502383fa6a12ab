"""The page of a channel: the channel's name and number, its posts, and the address of older posts."""

import base64
import binascii
import json
import re
from collections import Counter
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feeds.parsing.channel.landing_page import reason_of
from feeds.parsing.channel.post import Post, Torn, read_post
from feeds.parsing.parsed import NotAFeed

_HISTORY = ".tgme_channel_history"
_BLOCKS = ".tgme_widget_message_wrap, [data-post]"
_BEFORE = re.compile(r"[?&]before=(\d{1,12})")
_WORDS_OF_A_POST = (
    200  # letters; a page that has this many letters but no readable posts has markup that the parser does not know
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Page:
    """What a channel's page contains; its posts are oldest first."""

    title: str | None
    name: str | None  # the channel's name as the posts spell it; None if there are no posts
    number: int | None  # Telegram's number of the channel, which stays when it is renamed
    links: tuple[str, ...]  # the links in the channel's description
    posts: tuple[Post, ...]
    torn: int  # number of posts that could not be read
    before: int | None  # the posts of the next older page have numbers below this; None if there is no older page


def read_page(markup: str) -> Page:
    """Read a channel's page; raises NotAFeed if it is another page, or if its markup is unknown."""
    page = LexborHTMLParser(markup)
    history = page.css_first(_HISTORY)
    blocks = _blocks(page)
    if history is None and not blocks:
        raise NotAFeed(reason_of(page, markup))
    posts: list[Post] = []
    torn = 0
    for block in blocks:
        try:
            posts.append(read_post(block))
        except (Torn, RecursionError):
            torn += 1
    if torn > len(posts) or (history is not None and not blocks and _says_much(history)):
        raise NotAFeed("feed-error-channel-changed")
    return Page(
        title=_title(page),
        name=posts[-1].name if posts else None,
        number=_number(blocks),
        links=tuple(_href(link) for link in page.css(".tgme_channel_info_description a[href]")),
        posts=tuple(sorted({post.number: post for post in posts}.values(), key=lambda post: post.number)),
        torn=torn,
        before=_before(page),
    )


def _blocks(page: LexborHTMLParser) -> list[LexborNode]:
    """Return the element of each post: the inner one that names the post, or the outer one if there is no inner one."""
    return [node for node in page.css(_BLOCKS) if _is_block(node)]


def _is_block(node: LexborNode) -> bool:
    if "data-post" in node.attributes:
        return True
    return node.css_first("[data-post]") is None and node.css_first(".tme_no_messages_found") is None


def _says_much(history: LexborNode) -> bool:
    return len(_LETTER.findall(history.text())) > _WORDS_OF_A_POST


def _title(page: LexborHTMLParser) -> str | None:
    named = page.css_first(".tgme_channel_info_header_title")
    if named is not None and (title := " ".join(named.text().split())):
        return title
    meta = page.css_first("meta[property='og:title']")
    return ((meta.attributes.get("content") or "").strip() or None) if meta is not None else None


def _number(blocks: list[LexborNode]) -> int | None:
    """Return the channel's number from the signed data of its posts; if they differ, the most frequent one."""
    found = Counter(number for block in blocks if (number := _sealed(block.attributes.get("data-view"))) is not None)
    return found.most_common(1)[0][0] if found else None


def _sealed(seal: str | None) -> int | None:
    """Return the channel's number from a post's signed data, which is JSON in base64 without padding.

    In that data the number is negative; it is returned without the sign, as in other places.
    """
    if not seal or len(seal) > 1000:
        return None
    try:
        value = json.loads(base64.urlsafe_b64decode(seal + "=" * (-len(seal) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    number = value.get("c") if isinstance(value, dict) else None
    return abs(number) if isinstance(number, int) and 0 < abs(number) < 2**53 else None


def _before(page: LexborHTMLParser) -> int | None:
    """Return the number of the post before which the next older page ends; None if there is no link to that page."""
    for link in page.css("a.tme_messages_more"):
        before = link.attributes.get("data-before") or ""
        if before.isascii() and before.isdigit() and len(before) <= 12 and int(before):
            return int(before)
    for link in page.css("link[rel=prev]"):
        if (found := _BEFORE.search(_href(link))) and int(found[1]):
            return int(found[1])
    return None


def _href(node: LexborNode) -> str:
    return (node.attributes.get("href") or "").replace("&amp;", "&")
