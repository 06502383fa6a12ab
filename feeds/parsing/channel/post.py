"""From an element of a channel's page to a post: only the post's own words, without quotations, previews and labels."""

import re
from dataclasses import dataclass
from enum import Enum, auto

from selectolax.lexbor import LexborNode

from feeds.parsing.channel.lines import Line, lines_of

_POST = re.compile(r"([A-Za-z]\w{1,40})/(\d{1,12})", re.ASCII)
_MEMBER = re.compile(r"/(\d{1,12})\?single")
_WORD = re.compile(r"[^\W\d_]")
_TEXT = ".js-message_text"
# Elements inside a post that are not part of its text.
_ASIDE = (
    "tgme_widget_message_reply",
    "tgme_widget_message_link_preview",
    "tgme_widget_message_poll",
    "media_not_supported_cont",
    "message_media_not_supported",
    "tgme_widget_message_author",
    "tgme_widget_message_forwarded_from",
    "tgme_widget_message_footer",
    "tgme_widget_message_reactions",
    "tgme_widget_message_via_bot",
    "tgme_widget_message_inline_row",
)
# Parts of the names of CSS classes, by which a post without words shows that it contains a photo, a video and so on.
_MEDIA = re.compile(
    r"_(?:photo|video|roundvideo|voice|document|sticker|location|contact|grouped|audio|invoice|game)\w*(?:wrap|player)"
    r"|grouped_media|media_(?:not_)?supported"
)
# Letters outside the elements that we know; if a post has more, its text must be in markup that we do not know.
_HIDDEN_WORDS = 30


class Torn(Exception):
    """The element of a post cannot be read, though others on its page can."""


class PostKind(Enum):
    """The kinds of posts that are treated differently."""

    TEXT = auto()
    SERVICE = auto()  # messages such as "Channel photo updated", or about a pinned post
    POLL = auto()
    MEDIA = auto()  # posts without words, or with words that only the Telegram app shows


@dataclass(frozen=True, slots=True)
class Origin:
    """The author of a forwarded post."""

    name: str
    address: str | None  # the author's address; None if the author is hidden


@dataclass(frozen=True, slots=True)
class Preview:
    """The preview of the page to which a post links."""

    address: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post, as the page shows it."""

    name: str  # the channel's name, as the page spells it
    number: int
    last: int  # the post's number; for an album, the highest number in it
    moment: str  # in ISO 8601
    kind: PostKind
    lines: tuple[Line, ...] = ()
    origin: Origin | None = None
    preview: Preview | None = None


def read_post(block: LexborNode) -> Post:
    """Read a post from its element; raises Torn."""
    named = _POST.fullmatch(block.attributes.get("data-post") or "")
    moment = block.css_first(".tgme_widget_message_date time[datetime]")
    bubble = block.css_first(".tgme_widget_message_bubble")
    if named is None or moment is None or bubble is None:
        raise Torn
    lines = lines_of(_texts(bubble))
    number = int(named[2])
    members = [int(found[1]) for link in bubble.css("a[href]") if (found := _MEMBER.search(_of(link, "href")))]
    return Post(
        name=named[1],
        number=number,
        last=max([number, *members]),
        moment=_of(moment, "datetime"),
        kind=_kind(block, bubble, lines),
        lines=lines,
        origin=_origin(bubble),
        preview=_preview(bubble),
    )


def _texts(bubble: LexborNode) -> list[LexborNode]:
    """Return the elements of the post's own texts; if one text has several nested elements, the innermost."""
    found = [node for node in bubble.css(_TEXT) if len(node.css(_TEXT)) == 1 and not _is_aside(node, bubble)]
    return list({node.mem_id: node for node in found}.values())


def _is_aside(node: LexborNode, bubble: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.mem_id != bubble.mem_id:
        if any(name in _ASIDE for name in _of(parent, "class").split()):
            return True
        parent = parent.parent
    return False


def _kind(block: LexborNode, bubble: LexborNode, lines: tuple[Line, ...]) -> PostKind:
    if "service_message" in _of(block, "class").split():
        return PostKind.SERVICE
    if bubble.css_first(".tgme_widget_message_poll") is not None:
        return PostKind.POLL
    if any(line.letters for line in lines):
        return PostKind.TEXT
    if bubble.css_first(".tgme_widget_message_link_preview") is None and not _MEDIA.search(bubble.html or ""):
        raise Torn
    if _unread_letters(bubble) > _HIDDEN_WORDS:
        raise Torn
    return PostKind.MEDIA


def _unread_letters(bubble: LexborNode) -> int:
    """Return how many letters of a post are neither in its text nor in elements that are known not to be text."""
    letters = len(_WORD.findall(bubble.text()))
    for name in _ASIDE:
        for node in bubble.css(f".{name}"):
            if not _is_aside(node, bubble):
                letters -= len(_WORD.findall(node.text()))
    for node in bubble.css(".tgme_widget_message_document_wrap, .tgme_widget_message_contact_wrap, audio, video"):
        letters -= len(_WORD.findall(node.text()))
    return letters


def _origin(bubble: LexborNode) -> Origin | None:
    if bubble.css_first(".tgme_widget_message_forwarded_from") is None:
        return None
    named = bubble.css_first(".tgme_widget_message_forwarded_from_name")
    name = " ".join(named.text().split()) if named is not None else ""
    return Origin(name, _of(named, "href") or None if named is not None else None)


def _preview(bubble: LexborNode) -> Preview | None:
    card = bubble.css_first("a.tgme_widget_message_link_preview[href]")
    if card is None:
        return None
    title, description = card.css_first(".link_preview_title"), card.css_first(".link_preview_description")
    return Preview(
        _of(card, "href").replace("&amp;", "&"),
        " ".join(title.text().split()) if title is not None else "",
        " ".join(description.text().split()) if description is not None else "",
    )


def _of(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""
