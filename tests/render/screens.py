"""Every message of the bot, by name: for the test of Telegram's limits and for the gallery."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product

from digest.view import view_of
from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Chat, ChatKind, Follow, Layout, Look, Place
from domain.digest import Digest, DigestStory, Disagreement, Earlier, SummarySentence, Window
from domain.ids import ArticleId, ChatId, FollowId, StoryId
from domain.roles import Role
from domain.story import Story
from domain.tastes import MOST_KEPT, outlet_key, topic_key
from emulator.methods.inline import START_PARAMETER_LIMIT
from handlers.commands import COMMANDS
from handlers.menu import Audience
from render.afar import seen_from_afar
from render.buttons import Flow
from render.digest import TOPIC_SIGNS, render_digest
from render.footer import Footer, Rest
from render.inline import ID_LIMIT, failed_page, hurried_page, inline_page
from render.latest import latest_rows
from render.message import OutgoingMessage
from render.screens import groups
from render.screens.about import help_message, privacy_message, unknown_message, wordless_message
from render.screens.bookmarks import PAGE, bookmarks_screen
from render.screens.follow import followed_message, muted_message
from render.screens.groups import TitledChat
from render.screens.page import STEPS, Page
from render.screens.rating import rating_question
from render.screens.start import (
    begin_message,
    delete_question,
    nothing_to_stop,
    ready_message,
    rested_message,
    resumed_message,
    stopped_message,
    undone_message,
    welcome_back,
)
from render.screens.story import Origin, StoryPage, story_screen
from render.search import SearchResults, results, search_usage
from render.settings import SCREENS, settings_screen
from render.texts import Translator
from render.zones import zone_names
from tests.builders import NOW, article, chat, story
from tests.render.newsroom_screens import newsroom_screens

TOPICS = dict.fromkeys(TOPIC_SIGNS, "Очень длинное название темы на каком-нибудь языке")
LONGEST_ID = 2**53
Named = tuple[str, OutgoingMessage]


def a_story(text: str, articles: int) -> Story:
    told = [
        replace(
            article(number, text, text, source=f"{number}{text[:90]}", headline=text),
            id=ArticleId(LONGEST_ID + number),
            language=("ru", "ky", "xx")[number % 3],
            topics=tuple(TOPIC_SIGNS)[:2],
            published_at=NOW - timedelta(hours=number),
        )
        for number in range(articles)
    ]
    return story(LONGEST_ID, *told, topics=tuple(TOPIC_SIGNS)[:2], countries=("kg", "kz", "uz"))


def an_affair(text: str, articles: int) -> list[Story]:
    """Return the story among nineteen others of its affair."""
    return [replace(a_story(text, articles), id=StoryId(LONGEST_ID + number)) for number in range(-9, 10)]


def a_digest(text: str, stories: int) -> Digest:
    told = tuple(
        DigestStory(
            story_id=StoryId(number),
            headline=f"{number} {text}",
            url=f"https://tandem.example/{number}",
            language="ru",
            topic=tuple(TOPIC_SIGNS)[number % len(TOPIC_SIGNS)],
            countries=("kg", "kz"),
            sources=tuple((f"{place}{text[:60]}", f"https://x.example/{place}") for place in range(9)),
            summary=(SummarySentence(text, f"0{text[:60]}", None), SummarySentence(text, f"5{text[:60]}", None)),
            published_at=NOW,
            disagreement=Disagreement(((f"0{text[:60]}", "14"), (f"1{text[:60]}", text))),
            articles=(ArticleId(LONGEST_ID + number),),
            course=tuple(Earlier(text, f"https://x.example/{place}", NOW) for place in range(3)),
        )
        for number in range(stories)
    )
    return Digest(Window(NOW - timedelta(days=1), NOW), told, omitted=123)


def digests(t: Translator, text: str, topics: Mapping[str, str]) -> Iterator[Named]:
    for footer, rest in ((Footer.NONE, None), (Footer.SHARED, Rest.PUSHED), (Footer.OWN, Rest.ASKED)):
        for count, layout in product((0, 1, 12), Layout):
            look = Look(layout, has_picture=True)
            parts = render_digest(
                a_digest(text, count), t, zone="Asia/Bishkek", topics=topics, footer=footer, rest=rest, look=look
            )
            yield from ((f"digest-{footer}-{layout}-{count}-part-{place}", part) for place, part in enumerate(parts, 1))
    away = replace(a_digest(text, 3), window=Window(NOW - timedelta(days=3), NOW))
    parts = render_digest(away, t, zone="Asia/Bishkek", topics=topics, footer=Footer.OWN, rest=Rest.PUSHED)
    yield from ((f"digest-after-days-part-{place}", part) for place, part in enumerate(parts, 1))
    for name in ("now", "latest", "breaking", "follow", "update", "week", "missed", "rest"):
        (part, *_) = render_digest(a_digest(text, 1), t, zone="Asia/Bishkek", title_key=f"digest-title-{name}")
        yield f"digest-title-{name}", part


def stories(t: Translator, text: str, reader: Chat, topics: Mapping[str, str]) -> Iterator[Named]:
    for articles in (1, 60):
        page = StoryPage(
            view=view_of(
                a_story(text, articles),
                reader,
                affair=an_affair(text, articles),
                related=[replace(a_story(text, articles), id=StoryId(number)) for number in range(5)],
            ),
            t=t,
            zone="Asia/Bishkek",
            now=NOW,
            footer=Footer.OWN,
            bot_name="a" * 32,
            topic=topics["economy"],
        )
        for footer in Footer:
            yield f"story-{footer}-{articles}", story_screen(replace(page, footer=footer))
        for origin in (Origin(number=2**31), Origin(BookmarkKind.SAVED, 99), Origin(BookmarkKind.FOLLOWED, 99)):
            tastes = ((outlet_key(page.view.articles[0].source), 3), (topic_key("politics"), -3))
            marked = replace(page, origin=origin, is_saved=True, is_followed=True, tastes=tastes)
            yield f"story-kept-{origin.shelf or 'own'}-{articles}", story_screen(marked)


def lists(t: Translator, text: str) -> Iterator[Named]:
    for kind, count, page in product(BookmarkKind, (0, 1, PAGE + 1), (0, 999)):
        kept = [
            Bookmark(Place(ChatId(5)), kind, ArticleId(LONGEST_ID + number), text, text, "https://x.example/1", NOW)
            for number in range(count)
        ]
        yield f"{kind}-{count}-page-{page}", bookmarks_screen(kind, kept, page, t, zone="Asia/Bishkek", now=NOW)


def screens(t: Translator, text: str, reader: Chat, topics: Mapping[str, str]) -> Iterator[Named]:
    tastes = tuple((outlet_key(f"{number}{text[:80]}"), number % 7 - 3) for number in range(MOST_KEPT))
    page = Page(replace(reader, tastes=tastes), t, topics, NOW)
    yield from ((f"settings-{name}", settings_screen(name, page)) for name in SCREENS)
    starting = replace(page, flow=Flow.START)
    yield from ((f"start-{name}", settings_screen(name, starting)) for name in STEPS)
    zones = tuple(sorted(zone_names(), key=len)[-8:])
    yield "settings-zone-by-name", settings_screen("zone", replace(page, zones=zones, typed=text))
    yield "settings-zone-unknown", settings_screen("zone", replace(page, typed=text or "x"))
    names, outlets = tuple(topics)[:5], tuple(f"{number}{text[:80]}" for number in range(4))
    for is_more in (True, False):
        question = rating_question(names, outlets, t, titles=topics, tastes=tastes, is_more=is_more)
        yield f"rating-{'more' if is_more else 'less'}", question
    rows = latest_rows(topics, tuple(topics)[9:], ("economy",), ("world",), words="")
    yield "latest-buttons", OutgoingMessage(t.html("digest-empty"), rows)


def answers(t: Translator, text: str, reader: Chat) -> Iterator[Named]:
    was_away = replace(reader, last_digest_end=NOW - timedelta(days=4))
    yield "begin", begin_message(t)
    for widened in ("", "languages", "countries"):
        yield f"ready-{widened or 'as-chosen'}", ready_message(reader, t, widened)
    yield "welcome-back", welcome_back(was_away, t, NOW)
    yield "resumed", resumed_message(was_away, t, NOW)
    yield "paused", rested_message(NOW.date(), NOW.date(), t)
    yield "pause-undone", undone_message(t)
    yield "stopped", stopped_message(t)
    yield "nothing-to-stop", nothing_to_stop(t)
    for is_member in (False, True):
        yield f"delete-question{'-member' * is_member}", delete_question(t, is_member=is_member)
    readers = COMMANDS.helped(Audience.EVERYBODY, Audience.ADMINS)
    yield "help", help_message(t, readers, COMMANDS.of_newsroom(Role.OWNER), bot_name="jarchi_demo_bot")
    yield "privacy", privacy_message(t)
    yield "unknown-command", unknown_message(t)
    yield "unknown-kind", wordless_message(t)
    yield "search-usage", search_usage(t)
    nothing = SearchResults(text or "x", nearest=["Бишкек", "Ош"])
    yield "search-nothing", results(nothing, t, zone="Asia/Bishkek", now=NOW)
    found = [replace(a_story(text, 3), id=StoryId(number)) for number in range(5)]
    best = [story.articles[0].id for story in found]
    page = SearchResults(text or "x", found, best, "5-1000", "15-1000", by_word=3)
    yield "search-found", results(page, t, zone="Asia/Bishkek", now=NOW)
    yield "followed", followed_message(Follow(FollowId(1), ChatId(5), text[:100] or "x"), reader, t)
    for is_source in (True, False):
        yield f"muted-{'outlet' if is_source else 'words'}", muted_message(text[:60] or "x", t, is_source=is_source)


def cards(t: Translator, text: str, reader: Chat) -> Iterator[Named]:
    for articles in (1, 60):
        views = (view_of(a_story(text, articles), reader),)
        page = inline_page(views, t, typed=text, zone=reader.timetable.zone, now=NOW, bot_name="a" * 32,
                           cache_seconds=60, is_new=True)  # fmt: skip
        (card,) = page.cards
        assert len(card.id.encode()) <= ID_LIMIT
        assert card.title.strip()
        yield f"inline-card-{articles}", card.message
    for answer in (page, hurried_page(t), failed_page(t)):
        assert answer.button is not None
        assert len(answer.button[1]) <= START_PARAMETER_LIMIT


def own_chats(t: Translator, text: str) -> Iterator[Named]:
    channel = chat(-(10**12), kind=ChatKind.CHANNEL)
    listed = [TitledChat(replace(channel, id=ChatId(-(10**12) - number)), text) for number in range(20)]
    yield "groups", groups.groups_screen(listed, t, bot_name="a" * 32)
    yield "groups-none", groups.groups_screen([], t, bot_name="a" * 32)
    yield "groups-pick", groups.pick_message(t)
    yield "groups-picked", groups.picked_message(t)
    yield "groups-added", groups.added_message(channel, text, t)
    yield "groups-elsewhere", groups.elsewhere_message(t, bot_name="a" * 32)
    seen = settings_screen("main", Page(channel, t, TOPICS, NOW))
    yield "groups-settings", seen_from_afar(seen, channel.id, text)
    for screen in ("addfollow", "addmute"):
        yield f"groups-{screen}", groups.words_question(screen, channel, t, bot_name="a" * 32)


def every_screen(t: Translator, text: str, reader: Chat, topics: Mapping[str, str] = TOPICS) -> Iterator[Named]:
    """Yield each message with its unique name; `text` is used for all texts of outlets."""
    yield from digests(t, text, topics)
    yield from stories(t, text, reader, topics)
    yield from lists(t, text)
    yield from screens(t, text, reader, topics)
    yield from answers(t, text, reader)
    yield from cards(t, text, reader)
    yield from own_chats(t, text)
    yield from newsroom_screens(t, text, topics)
