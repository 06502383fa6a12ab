"""Storing posts in PostgreSQL, with their contents and the stories in them, inside the caller's transaction."""

from datetime import datetime

from domain.clock import to_seconds
from domain.correction import without
from domain.digest import Digest
from domain.ids import PostId
from domain.post import Notice, PostKind
from storage.postgres.database import Transaction
from storage.rows.posts import digest_json, notice_json

_HIDDEN = "SELECT article_id FROM corrections WHERE kind = 'hidden' AND article_id = ANY($1::bigint[])"


async def add_post(transaction: Transaction, kind: PostKind, content: Digest | Notice, now: datetime) -> PostId:
    """Store a post and return its id; stories that were hidden since a digest was composed are left out of it."""
    if isinstance(content, Notice):
        return await add_content(transaction, kind, content, now)
    articles = [article for story in content.stories for article in story.articles]
    if hidden := await transaction.fetch(_HIDDEN, articles):
        content = without(content, (row[0] for row in hidden))
    post_id = await add_content(transaction, kind, content, now)
    await add_stories(transaction, post_id, content)
    return post_id


async def add_content(
    transaction: Transaction, kind: PostKind, content: Digest | Notice | None, now: datetime
) -> PostId:
    if content is None:
        written = None
    else:
        adapter = digest_json() if isinstance(content, Digest) else notice_json()
        written = adapter.dump_json(content).decode()  # type: ignore[arg-type]
    rows = await transaction.fetch(
        "INSERT INTO posts (kind, content, window_start, created_at) VALUES ($1, $2, $3, $4) RETURNING id",
        str(kind),
        written,
        to_seconds(content.window.start) if isinstance(content, Digest) else None,
        to_seconds(now),
    )
    return PostId(rows[0][0])


async def add_stories(transaction: Transaction, post_id: PostId, digest: Digest) -> None:
    """Store which stories, and which of their articles, a post contains."""
    # If the digest has a story twice, only the second is stored, because the table has one row for a post and story.
    stories = {story.story_id: list(story.articles) for story in digest.stories}
    await transaction.each(
        "INSERT INTO post_stories (post_id, story_id, articles) VALUES ($1, $2, $3)",
        [(post_id, story_id, articles) for story_id, articles in stories.items()],
    )
