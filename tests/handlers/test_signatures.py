"""Every handler asks only for what the dispatcher provides, by name and type, and for few of these things."""

import inspect
from collections.abc import Iterator
from typing import Any, cast, get_type_hints

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, InlineQuery, Message

from domain.roles import Role
from handlers.answers import Answer
from handlers.ask import Ask
from handlers.commands import COMMANDS
from handlers.dispatcher import build_dispatcher
from handlers.filters import AnswerTo, Command, PressOf, StartLink
from handlers.finder import Finder
from handlers.follows import FollowList
from handlers.menu import Audience, Menu, MenuEntry
from handlers.pages import Pages
from handlers.readers.city import NamesCity
from handlers.requests import DigestRequests
from handlers.roles import LEAST
from render.buttons import Press
from render.cities import City
from render.links import Link
from render.screens.about import help_message
from storage.interface import Storage
from tests.handlers.rig import ROOT, TOPICS
from tests.texts import TEXTS
from text.languages import LOCALES
from text.topics import CurrentTopics

EVENTS = {
    "message": Message,
    "channel_post": Message,
    "callback_query": CallbackQuery,
    "my_chat_member": ChatMemberUpdated,
    "inline_query": InlineQuery,
}
# Stand-ins for the dispatcher's services; it makes the others itself.
STORAGE = Storage(**{name: cast("Any", None) for name in Storage.__dataclass_fields__})


def dispatcher() -> Dispatcher:
    return build_dispatcher(
        news=STORAGE,
        texts=TEXTS,
        digests=cast("Any", None),
        desk=cast("Any", None),
        feeds=cast("Any", None),
        bot=cast("Any", None),
        topics=CurrentTopics(TOPICS),
        topic_admin=cast("Any", None),
        pool=cast("Any", None),
        lexicon=None,
        clock=cast("Any", None),
        admin_ids=frozenset(),
        default_locale="ru",
        default_zone="Asia/Bishkek",
        history=cast("Any", None),
        window=cast("Any", None),
        withdraw=cast("Any", None),
        ready=cast("Any", None),
    )


def handlers(router: Router) -> Iterator[tuple[str, HandlerObject]]:
    for name in EVENTS:
        for handler in router.observers[name].handlers:
            yield name, handler
    for inner in router.sub_routers:
        yield from handlers(inner)


DISPATCHER = dispatcher()
ALL = list(handlers(DISPATCHER))


def filters_of(handler: HandlerObject) -> list[object]:
    return [one.callback for one in handler.filters or []]


def given(handler: HandlerObject) -> dict[str, type]:
    """Return what is available by name for this handler: services, the Ask, and what its filters found."""
    found: dict[str, type] = {name: type(value) for name, value in DISPATCHER.workflow_data.items()}
    found |= {"ask": Ask, "bot": Bot}
    for one in filters_of(handler):
        match one:
            case Command():
                found["command"] = CommandObject
            case PressOf() | AnswerTo():
                found["press"] = Press
            case StartLink():
                found["link"] = Link
            case NamesCity():
                found["city"] = City
    return found


def test_all_handlers_are_seen() -> None:
    assert len(ALL) > 40
    assert {type(value) for value in DISPATCHER.workflow_data.values()} >= {
        Pages, Finder, FollowList, DigestRequests, Menu, Storage,
    }  # fmt: skip


@pytest.mark.parametrize(("event", "handler"), ALL, ids=[f"{event}-{one.callback.__name__}" for event, one in ALL])
def test_a_handler_asks_for_what_it_is_given(event: str, handler: HandlerObject) -> None:
    callback = handler.callback
    hints = get_type_hints(callback)
    assert hints.pop("return") is Answer
    first, *others = inspect.signature(callback).parameters
    assert hints[first] is EVENTS[event]
    assert len(others) <= 3, "four parameters are enough"
    there = given(handler)
    for name in others:
        assert name in there, f"nobody gives {name}"
        assert hints[name] is there[name], name


def commands_of(handler: HandlerObject) -> set[str]:
    names = {str(name) for one in filters_of(handler) if isinstance(one, Command) for name in one.commands}
    return names | {"start" for one in filters_of(handler) if isinstance(one, CommandStart)}


@pytest.mark.parametrize("entry", COMMANDS.entries, ids=lambda entry: entry.name)
def test_a_command_of_the_table_is_answered_to_those_it_is_for(entry: Any) -> None:
    own = [(event, one) for event, one in handlers(entry.router()) if entry.name in commands_of(one)]
    assert {event for event, _ in own} == (
        {"message"} if entry.audience is Audience.NEWSROOM else {"message", "channel_post"}
    )
    for _, handler in own:
        changes = bool(handler.flags.get("changes"))
        assert changes is (entry.audience is Audience.ADMINS)
    assert (entry.name in LEAST) is (entry.audience is Audience.NEWSROOM)


def test_no_command_is_answered_that_the_table_does_not_hold() -> None:
    answered = {name for _, handler in ALL for name in commands_of(handler)}
    assert answered == {entry.name for entry in COMMANDS.entries}


WHO = {Audience.EVERYBODY: "everybody", Audience.ADMINS: "in groups and channels, their admins"}
LEAST_NAMES = {Role.OWNER: "owners", Role.ADMIN: "owners, admins", Role.EDITOR: "owners, admins, editors"}


def who_may(entry: MenuEntry) -> str:
    return WHO.get(entry.audience) or LEAST_NAMES[LEAST[entry.name]]


def test_the_readme_explains_the_commands_of_the_table_in_the_bots_own_words() -> None:
    t = TEXTS.translator("en")
    text = (ROOT / "README.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `/")]
    assert rows == [
        f"| `/{entry.name}` | {t(f'command-{entry.name}')} | {who_may(entry)} |"
        for entry in COMMANDS.entries
        if entry.in_menu
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_help_explains_every_command_of_the_menu_but_itself(locale: str) -> None:
    t = TEXTS.translator(locale)
    readers = COMMANDS.helped(Audience.EVERYBODY, Audience.ADMINS)
    text = help_message(t, readers, COMMANDS.of_newsroom(Role.OWNER)).html
    assert set(readers) == set(COMMANDS.shown_to(Audience.EVERYBODY, Audience.ADMINS)) - {"help"}
    for entry in COMMANDS.entries:
        if entry.in_help:
            assert f"/{entry.name} — {t.html(f'command-{entry.name}')}" in text
