"""Posts as rows: their contents, and the stories in them. The functions are called inside write transactions."""

import json
from datetime import datetime

import aiosqlite

from domain.clock import to_seconds
from domain.correction import without
from domain.digest import Digest
from domain.ids import PostId
from domain.post import Notice, PostKind
from storage.rows.posts import digest_json, notice_json
from storage.sqlite.database import fetch

_HIDDEN = """
SELECT article_id FROM corrections WHERE kind = 'hidden' AND article_id IN (SELECT value FROM json_each(?))
"""


async def add_post(connection: aiosqlite.Connection, kind: PostKind, content: Digest | Notice, now: datetime) -> PostId:
    """Store a post; a digest is stored without those of its stories that were hidden since it was composed."""
    if isinstance(content, Notice):
        return await add_content(connection, kind, notice_json().dump_json(content).decode(), now)
    articles = [article for story in content.stories for article in story.articles]
    if hidden := await fetch(connection, _HIDDEN, (json.dumps(articles),)):
        content = without(content, (row[0] for row in hidden))
    post_id = await add_content(connection, kind, digest_json().dump_json(content).decode(), now)
    await add_stories(connection, post_id, content)
    return post_id


async def add_content(connection: aiosqlite.Connection, kind: PostKind, content: str, now: datetime) -> PostId:
    cursor = await connection.execute(
        "INSERT INTO posts (kind, content, created_at) VALUES (?, ?, ?)", (str(kind), content, to_seconds(now))
    )
    post_id = cursor.lastrowid
    assert post_id is not None
    return PostId(post_id)


async def add_stories(connection: aiosqlite.Connection, post_id: PostId, digest: Digest) -> None:
    """Store which stories, and which of their articles, a post contains."""
    await connection.executemany(
        "INSERT OR REPLACE INTO post_stories (post_id, story_id, articles) VALUES (?, ?, ?)",
        [(post_id, story.story_id, json.dumps(story.articles)) for story in digest.stories],
    )
