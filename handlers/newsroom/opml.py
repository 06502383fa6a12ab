"""An OPML file from the newsroom: says what it would change, and applies it if the caption is /addfeed."""

import io

from aiogram import Bot, F, Router
from aiogram.types import Document, Message

from feeds.admin import FeedAdmin, OpmlPlan
from feeds.fetching.addresses import mask_address
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import May
from render.admin import OPML_LIMIT, opml_messages, opml_too_large, rejected_message

_IS_OPML = F.document.file_name.lower().endswith((".opml", ".xml", ".opml.txt")) | F.document.mime_type.in_(
    {"text/x-opml", "text/x-opml+xml", "application/xml", "text/xml"}
)


def router() -> Router:
    routes = Router(name="opml")
    routes.message.register(opml, F.chat.type == "private", _IS_OPML, May("opml"))
    return routes


async def opml(message: Message, bot: Bot, ask: Ask, feeds: FeedAdmin) -> Answer:
    assert message.document is not None
    if (message.document.file_size or 0) > OPML_LIMIT:
        return say(opml_too_large(ask.t))
    document = await _download(bot, message.document)
    is_import = (message.caption or "").strip().startswith("/addfeed")
    if is_import:
        found = await feeds.import_opml(document, update_id=ask.update_id, by=ask.person)
    else:
        found = await feeds.plan_opml(document)
    if not isinstance(found, OpmlPlan):
        return say(rejected_message(found.reason, ask.t))
    refused = [(one.line, mask_address(one.what), one.reason) for one in found.refused]
    return say(*opml_messages(len(found.new), len(found.known), found.duplicates, refused, ask.t, is_done=is_import))


async def _download(bot: Bot, document: Document) -> bytes:
    content = io.BytesIO()
    await bot.download(document, content)
    return content.getvalue()
