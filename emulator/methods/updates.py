"""Receiving updates: getMe, getUpdates and webhooks."""

import json
from typing import Any

from emulator.methods.method import Method
from emulator.telegram.errors import ApiError, bad_request
from emulator.telegram.state import Telegram
from emulator.telegram.updates import CONFLICT_SET, CONFLICT_WEBHOOK, LIMIT, LONGEST_POLL
from emulator.wire.call import Call


async def get_me(telegram: Telegram, _: Call) -> dict[str, Any]:
    return telegram.bot.wire() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def get_updates(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    if telegram.webhook.url:
        raise ApiError(409, CONFLICT_WEBHOOK)
    telegram.queue.allow(_allowed(call))
    return await telegram.queue.poll(
        call.integer("offset"),
        call.integer("limit", LIMIT, 1, LIMIT),
        call.integer("timeout", 0, 0, LONGEST_POLL),
    )


async def set_webhook(telegram: Telegram, call: Call) -> bool:
    url = call.text("url").strip()
    if not url:
        return await delete_webhook(telegram, call)
    await telegram.webhook.set(
        url,
        secret=call.text("secret_token"),
        max_connections=call.integer("max_connections", 40, 1, 100),
        ip_address=call.text("ip_address"),
    )
    telegram.queue.allow(_allowed(call))
    telegram.queue.interrupt(CONFLICT_SET)
    if call.boolean("drop_pending_updates"):
        telegram.queue.clear()
    return True


async def delete_webhook(telegram: Telegram, call: Call) -> bool:
    await telegram.webhook.remove()
    if call.boolean("drop_pending_updates"):
        telegram.queue.clear()
    return True


async def get_webhook_info(telegram: Telegram, _: Call) -> dict[str, Any]:
    info = telegram.webhook.wire() | {"pending_update_count": len(telegram.queue.waiting())}
    if telegram.queue.allowed is not None:
        info["allowed_updates"] = list(telegram.queue.allowed)
    return info


def _allowed(call: Call) -> list[str] | None:
    if not call.text("allowed_updates"):
        return None
    try:
        kinds = json.loads(call.text("allowed_updates"))
    except ValueError:
        raise bad_request("can't parse allowed updates JSON object") from None
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise bad_request("expected an Array of String as allowed_updates")
    return [kind.lower() for kind in kinds]


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
