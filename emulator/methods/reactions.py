"""The bot's own reactions: https://core.telegram.org/bots/api#setmessagereaction"""

from emulator.methods.method import Method
from emulator.telegram.access import reachable_chat
from emulator.telegram.errors import bad_request
from emulator.telegram.reactions import EMOJI, set_reaction
from emulator.telegram.state import Telegram
from emulator.wire.call import Call

_WHERE = "can't parse reaction types JSON object"


async def set_message_reaction(telegram: Telegram, call: Call) -> bool:
    chat = reachable_chat(telegram, call.text("chat_id"))
    message = telegram.message_in(chat, call.text("message_id"), "to react")
    asked = call.json("reaction", "reaction types")
    if asked is not None and not (isinstance(asked, list) and all(isinstance(one, dict) for one in asked)):
        raise bad_request(_WHERE)
    chosen = [str(one.get("emoji", "")) for one in asked or []]
    if len(chosen) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one not in EMOJI for one in chosen) or message.is_service:
        raise bad_request("REACTION_INVALID")
    set_reaction(telegram, telegram.bot, message, chosen[0] if chosen else None)
    return True


METHODS: dict[str, Method] = {"setMessageReaction": set_message_reaction}
