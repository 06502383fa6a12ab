"""The whole page that Telegram shows for a public channel, https://t.me/s/NAME, as it was in August 2026."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

_TAIL = (
    '<i class="tgme_widget_message_bubble_tail"><svg class="bubble_icon" width="9px" height="20px" viewBox="0 0 9 20">'
    '<g fill="none"><path class="background" fill="#ffffff" d="M8,1 L9,1 L9,20 L8,20 L8,18 C7.8,15.1 7,12.3 5.7,9.7"/>'
    "</g></svg></i>"
)
_LABEL = (
    '<div class="message_media_not_supported"><div class="message_media_not_supported_label">{}</div>'
    '<span class="message_media_view_in_telegram">VIEW IN TELEGRAM</span></div>'
)


@dataclass(frozen=True, slots=True)
class Forward:
    """The author of a forwarded post; `address` is None if the author is hidden."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """The preview of the page to which a post links."""

    address: str
    site: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post on the page; `text` is markup, and empty for a post with only media."""

    number: int
    at: datetime
    text: str = ""
    media: str = ""  # photo, video, voice, file, sticker or place
    album: int = 0  # how many pictures an album has; they are numbered consecutively, beginning with the post's number
    reply: tuple[str, str] | None = None  # author and text of the post to which it replies
    forward: Forward | None = None
    card: Card | None = None
    poll: tuple[str, tuple[str, ...]] | None = None
    service: bool = False
    edited: bool = False
    signature: str = ""
    # Whether the post has custom emoji; then the page contains its text twice, for browsers with and without them.
    is_twice: bool = False
    is_hidden: bool = False  # whether the page shows no words of the post, but refers the reader to Telegram's app


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, as in the head of its page; `description` is markup."""

    name: str
    title: str
    number: int
    description: str = ""
    subscribers: str = "12.5K"


def page(channel: Channel, posts: Sequence[Post], *, now: datetime, before: int | None = None) -> str:
    """Return the page with these posts, oldest first; `before` is the cursor for older ones."""
    more = (
        f'<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/{channel.name}?before={before}" '
        f'class="tme_messages_more js-messages_more" data-before="{before}"></a></div>'
        if before
        else ""
    )
    wraps = more + "".join(_wrap(channel, post, now) for post in posts)
    nothing = '<div class="tgme_widget_message_wrap"><div class="tme_no_messages_found">No posts found</div></div>'
    prev = f'<link rel="prev" href="/s/{channel.name}?before={before}">' if before else ""
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(channel.title)} – Telegram</title>\n"
        f'<meta property="og:title" content="{escape(channel.title)}">\n'
        '<meta property="og:site_name" content="Telegram">\n'
        f'{prev}<link rel="canonical" href="/s/{channel.name}?before={posts[-1].number + 1 if posts else 0}">\n'
        '<link href="//telegram.org/css/widget-frame.css" rel="stylesheet">\n</head>\n'
        '<body class="widget_frame_base tgme_webpreview emoji_image thin_box_shadow no_transitions">\n'
        f'<header class="tgme_header search_collapsed">{_head(channel)}</header>\n'
        f'<main class="tgme_main" data-url="/s/{channel.name}"><div class="tgme_container">\n'
        '<section class="tgme_channel_history js-message_history">\n'
        f'{wraps or nothing}\n</section>\n<div class="tgme_main_intro"></div></div></main>\n'
        f"<!-- page generated in {now.microsecond % 90 + 10}.21ms -->\n</body>\n</html>\n"
    )


def _head(channel: Channel) -> str:
    title = f'<span dir="auto">{escape(channel.title)}</span>'
    return (
        f'<div class="tgme_header_info"><div class="tgme_header_title">{title}</div></div>'
        '<div class="tgme_header_right_column"><section class="tgme_right_column"><div class="tgme_channel_info">'
        f'<div class="tgme_channel_info_header_title">{title}</div>'
        f'<div class="tgme_channel_info_header_username"><a href="https://t.me/{channel.name}">@{channel.name}</a></div>'
        '<div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter">'
        f'<span class="counter_value">{channel.subscribers}</span> <span class="counter_type">subscribers</span></div>'
        f'</div><div class="tgme_channel_info_description">{channel.description}</div></div></section></div>'
    )


def _wrap(channel: Channel, post: Post, now: datetime) -> str:
    name = f"{channel.name}/{post.number}"
    seal = {"c": -channel.number, "p": post.number, "t": int(now.timestamp()), "h": f"{post.number:x}{now.minute:x}"}
    view = base64.urlsafe_b64encode(json.dumps(seal).encode()).decode().rstrip("=")
    kind = " service_message" if post.service else ""
    return (
        '<div class="tgme_widget_message_wrap js-widget_message_wrap">'
        f'<div class="tgme_widget_message text_not_supported_wrap{kind} js-widget_message" data-post="{name}" '
        f'data-view="{view}">{"" if post.service else _avatar(channel)}'
        f'<div class="tgme_widget_message_bubble">{"" if post.service else _TAIL}'
        f"{_author(channel)}{_forward(post)}{_reply(channel, post)}{_media(channel, post)}{_poll(post)}"
        f"{_text(post)}{_card(post)}{_footer(name, post)}</div></div></div>\n"
    )


def _avatar(channel: Channel) -> str:
    return (
        f'<div class="tgme_widget_message_user"><a href="https://t.me/{channel.name}">'
        '<i class="tgme_widget_message_user_photo bgcolor2"></i></a></div>'
    )


def _author(channel: Channel) -> str:
    return (
        '<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" '
        f'href="https://t.me/{channel.name}"><span dir="auto">{escape(channel.title)}</span></a></div>'
    )


def _forward(post: Post) -> str:
    if post.forward is None:
        return ""
    tag = "a" if post.forward.address else "span"
    href = f' href="{post.forward.address}"' if post.forward.address else ""
    return (
        '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;'
        f'<{tag} class="tgme_widget_message_forwarded_from_name"{href}>'
        f'<span dir="auto">{escape(post.forward.name)}</span></{tag}></div>'
    )


def _reply(channel: Channel, post: Post) -> str:
    if post.reply is None:
        return ""
    author, words = post.reply
    return (
        f'<a class="tgme_widget_message_reply user-color-3" href="https://t.me/{channel.name}/1">'
        '<div class="tgme_widget_message_author accent_color">'
        f'<span class="tgme_widget_message_author_name" dir="auto">{escape(author)}</span></div>'
        f'<div class="tgme_widget_message_text js-message_reply_text" dir="auto">{escape(words)}</div></a>'
    )


def _media(channel: Channel, post: Post) -> str:
    address = f"https://t.me/{channel.name}/{post.number}"
    match post.media:
        case "photo" if post.album:
            items = "".join(
                f'<a class="tgme_widget_message_photo_wrap grouped_media_wrap blured js-message_photo" '
                f'href="https://t.me/{channel.name}/{post.number + member}?single"></a>'
                for member in range(post.album)
            )
            return (
                '<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap">'
                f'<div class="tgme_widget_message_grouped">{items}</div></div>'
            )
        case "photo":
            return (
                f'<a class="tgme_widget_message_photo_wrap" href="{address}" '
                "style=\"background-image:url('https://cdn4.telesco.pe/file/x.jpg')\"></a>"
            )
        case "video":
            return (
                f'<a class="tgme_widget_message_video_player" href="{address}">'
                '<i class="tgme_widget_message_video_thumb"></i><time class="message_video_duration">0:41</time>'
                f"{_LABEL.format('Media is too big')}</a>"
            )
        case "voice":
            return f'<a class="tgme_widget_message_voice_player" href="{address}"><audio></audio><time>1:02</time></a>'
        case "file":
            return (
                '<div class="tgme_widget_message_document_wrap"><div class="tgme_widget_message_document_title">'
                'plan.pdf</div><div class="tgme_widget_message_document_extra">1.2 MB</div></div>'
            )
        case "sticker":
            return '<div class="tgme_widget_message_sticker_wrap"><i class="tgme_widget_message_sticker"></i></div>'
        case "place":
            return f'<a class="tgme_widget_message_location_wrap" href="{address}"></a>'
        case _:
            return ""


def _poll(post: Post) -> str:
    if post.poll is None:
        return ""
    question, options = post.poll
    rows = "".join(
        '<div class="tgme_widget_message_poll_option"><div class="tgme_widget_message_poll_option_percent">50%</div>'
        f'<div class="tgme_widget_message_poll_option_text">{escape(option)}</div></div>'
        for option in options
    )
    return (
        f'<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">{escape(question)}</div>'
        '<div class="tgme_widget_message_poll_type">Anonymous poll</div><a class="tgme_widget_message_poll_options">'
        f'{rows}</a></div><div class="tgme_widget_message_voters">118 voters</div>'
    )


def _text(post: Post) -> str:
    hidden = _LABEL.format("Please open Telegram to view this post")
    if post.is_hidden:
        return f'<div class="media_not_supported_cont">{hidden}</div>'
    if not post.text:
        return ""
    text = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{post.text}</div>'
    if post.album:
        text = f'<div class="tgme_widget_message_text js-message_text before_footer" dir="auto">{text}</div>'
    if post.is_twice:
        return (
            f'<div class="media_supported_cont">{text}</div><div class="media_not_supported_cont">{text}{hidden}</div>'
        )
    return text


def _card(post: Post) -> str:
    if post.card is None:
        return ""
    return (
        f'<a class="tgme_widget_message_link_preview" href="{escape(post.card.address)}">'
        f'<div class="link_preview_site_name accent_color" dir="auto">{escape(post.card.site)}</div>'
        f'<div class="link_preview_title" dir="auto">{escape(post.card.title)}</div>'
        f'<div class="link_preview_description" dir="auto">{escape(post.card.description)}</div></a>'
    )


def _footer(name: str, post: Post) -> str:
    moment = f'<time datetime="{post.at.isoformat()}" class="time">{post.at:%H:%M}</time>'
    date = f'<a class="tgme_widget_message_date" href="https://t.me/{name}">{moment}</a>'
    if post.service:
        return (
            f'<div class="tgme_widget_message_footer compact"><div class="tgme_widget_message_info">{date}</div></div>'
        )
    signed = (
        f'<span class="tgme_widget_message_from_author" dir="auto">{escape(post.signature)}</span>,&nbsp;'
        if post.signature
        else ""
    )
    return (
        '<div class="tgme_widget_message_reactions js-message_reactions"><span class="tgme_reaction"><i class="emoji">'
        f'<b>👍</b></i>{post.number % 90}</span></div><div class="tgme_widget_message_footer compact">'
        '<div class="tgme_widget_message_info short"><span class="tgme_widget_message_views">1.1K</span>'
        f'<span class="copyonly"> views</span><span class="tgme_widget_message_meta">{signed}'
        f"{'edited &nbsp;' if post.edited else ''}{date}</span></div></div>"
    )
