"""The benchmark of handlers asks for all that readers can ask for."""

from benchmarks.handlers import asked
from handlers.commands import COMMANDS
from handlers.menu import Audience

LEAVING = {"stop", "deleteme"}  # commands that would end the chat whose requests are measured


def test_every_command_of_readers_is_measured() -> None:
    updates = [update for _, update in asked(1, 100)]
    typed = {update["message"]["text"].split()[0] for update in updates if "message" in update}
    commands = {f"/{name}" for name in COMMANDS.helped(*Audience) if name not in LEAVING}
    newsroom = {f"/{name}" for name in COMMANDS.helped(Audience.NEWSROOM)}
    assert commands - newsroom <= typed | {"/search"}  # plain words are a search
    assert any("inline_query" in update for update in updates)
