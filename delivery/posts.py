"""Rendering posts as messages: once for each post, locale, zone, footer and look, and not for each reader."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.chat import NORMAL_LOOK, Look
from domain.digest import Digest
from domain.ids import PostId
from domain.post import Announcement, Delivery, Notice, Post, PostKind
from render.announcement import render_announcement
from render.digest import NO_TOPICS, render_digest
from render.footer import Footer, Rest, footer_of
from render.message import OutgoingMessage
from render.notice import render_notice
from render.texts import Texts
from storage.interface import OutboxStore

K = TypeVar("K")
V = TypeVar("V")
Titles = Mapping[str, Mapping[str, str]]  # locale → topic key → title
NO_TITLES: Titles = {}
GiveTitles = Callable[[], Titles]  # returns the present titles of topics
_Key = tuple[PostId, str, str, Footer, Look, bool]
_KEPT = 512  # combinations of post, locale, zone, footer, look and whether a part was sent, for which messages are kept
_TITLES = {
    PostKind.DIGEST: "digest-title",
    PostKind.BREAKING: "digest-title-breaking",
    PostKind.FOLLOW: "digest-title-follow",
    PostKind.UPDATE: "digest-title-update",
    PostKind.REVIEW: "digest-title-week",
}


@dataclass(frozen=True, slots=True)
class RenderedPost:
    messages: tuple[OutgoingMessage, ...]
    kind: PostKind
    created_at: datetime


class RenderedPosts:
    def __init__(self, storage: OutboxStore, texts: Texts, titles: GiveTitles = lambda: NO_TITLES) -> None:
        self._storage = storage
        self._texts = texts
        self._titles = titles
        self._turn = asyncio.Lock()
        self._posts: OrderedDict[PostId, Post] = OrderedDict()
        self._rendered: OrderedDict[_Key, RenderedPost] = OrderedDict()
        self._changes = 0

    def forget(self, posts: Collection[PostId]) -> None:
        """Forget what was read of these posts, because they have changed."""
        self._changes += 1
        for post_id in posts:
            self._posts.pop(post_id, None)
        for key in [key for key in self._rendered if key[0] in posts]:
            del self._rendered[key]

    async def of(self, delivery: Delivery) -> RenderedPost | None:
        """Return the messages of a delivery, in order; None if its post was deleted.

        There are no messages if editors hid everything that the post tells, or if another post replaced it before any
        part was sent.
        """
        look = delivery.wishes.look if delivery.wishes else NORMAL_LOOK
        has_begun = delivery.parts_sent > 0
        key = (delivery.post_id, delivery.locale, delivery.zone, footer_of(delivery.chat_kind), look, has_begun)
        if (known := self._rendered.get(key)) is not None:
            self._rendered.move_to_end(key)
            return known
        # Many deliveries start at once; the first one renders the post, and the others wait for it.
        async with self._turn:
            return self._rendered.get(key) or await self._make(key, delivery)

    async def _make(self, key: _Key, delivery: Delivery) -> RenderedPost | None:
        changes = -1
        while changes != self._changes:  # read again if a post was changed meanwhile
            changes = self._changes
            post = self._posts.get(delivery.post_id) or await self._storage.post(delivery.post_id)
        if post is None:
            return None
        _keep(self._posts, post.id, post)
        rendered = RenderedPost(self._render(post, delivery, key[3], key[4]), post.kind, post.created_at)
        _keep(self._rendered, key, rendered)
        return rendered

    def _render(self, post: Post, delivery: Delivery, footer: Footer, look: Look) -> tuple[OutgoingMessage, ...]:
        t = self._texts.translator(delivery.locale)
        match post.content:
            case Digest() if not post.content.stories or (post.left is not None and not delivery.parts_sent):
                return ()
            case Digest():
                return render_digest(
                    post.content,
                    t,
                    zone=delivery.zone,
                    title_key=_TITLES[post.kind],
                    topics=self._titles().get(delivery.locale, NO_TOPICS),
                    footer=footer,
                    rest=Rest.PUSHED if post.kind is PostKind.DIGEST else None,
                    look=look if post.kind in (PostKind.DIGEST, PostKind.REVIEW) else NORMAL_LOOK,
                    kept=post.left,
                )
            case Notice():
                return (render_notice(post.content, t),)
            case Announcement():
                return (render_announcement(post.content, t),)


def _keep(cache: OrderedDict[K, V], key: K, value: V) -> None:
    cache[key] = value
    if len(cache) > _KEPT:
        cache.popitem(last=False)
