"""Everything that is stored about a chat, as one JSON document."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from domain.audit import KeptChange
from domain.bookmark import Bookmark
from domain.chat import Chat, Follow
from domain.ids import ArticleId
from domain.post import SentPost
from domain.roles import Role
from domain.trouble import Rest, TroubleKind
from render.message import OutgoingFile
from render.texts import Translator


def export_file(
    t: Translator,
    *,
    now: datetime,
    chats: Sequence[Chat],
    follows: Sequence[Follow],
    bookmarks: Sequence[Bookmark],
    posts: Sequence[SentPost],
    told: Collection[ArticleId],
    role: Role | None = None,
    changes: Sequence[KeptChange] = (),
    alerts: Collection[TroubleKind] = (),
    muted_alerts: Sequence[Rest] = (),
    suggestions: Sequence[str] = (),
) -> OutgoingFile:
    """Return the JSON document with everything that is stored about a chat.

    It has the chat and its threads, follows and bookmarks, its posts, and the articles that it was told; for a person,
    also their role in the newsroom, their changes, the alerts that they want or muted, and the addresses that they
    suggested.
    """
    document = {
        "exported_at": now,
        "chats": chats,
        "follows": follows,
        "bookmarks": bookmarks,
        "posts": posts,
        "told_articles": sorted(told),
        "role": role,
        "changes": changes,
        "alerts": sorted(alerts),
        "muted_alerts": muted_alerts,
        "suggestions": suggestions,
    }
    content = json.dumps(document, default=_plain, ensure_ascii=False, indent=1)
    return OutgoingFile("jarchi.json", content.encode(), t.html("export-caption"))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value.isoformat()
