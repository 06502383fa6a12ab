"""The emulator for tests and the demo: the server, with people and groups."""

from domain.chat import ChatKind
from emulator.people import Person
from emulator.server import Server
from emulator.telegram import acts
from emulator.telegram.chats import Chat


class Emulator(Server):
    """A server to which people and groups can be added."""

    async def person(
        self, first_name: str = "Айзада", language_code: str = "ru", *, last_name: str = "", username: str = ""
    ) -> Person:
        """Add an account that has not met the bot yet; return the person."""
        user = self.telegram.add_user(first_name, last_name=last_name, username=username, language_code=language_code)
        return Person(self, user)

    async def group(
        self, title: str, owner: Person, kind: ChatKind = ChatKind.SUPERGROUP, *, username: str = "",
        is_forum: bool = False, bot_status: str = "member",
    ) -> Chat:  # fmt: skip
        """Add a group or channel of `owner` and return the chat; with the `bot_status` "left" the bot is not in it."""
        chat = self.telegram.add_group(title, kind, username=username, is_forum=is_forum)
        self.telegram.member_of(chat, owner.user).status = "creator"
        if bot_status != "left":
            acts.set_bot_status(self.telegram, chat, owner.user, bot_status)
        return chat
