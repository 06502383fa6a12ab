"""Every message for the newsroom, by name: for the test of Telegram's limits and for the gallery."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.audit import Change, KeptChange
from domain.broadcast import SEGMENTS, Broadcast, BroadcastState, Fates, Segment
from domain.chat import COUNTRIES, Place
from domain.correction import Corrected
from domain.disclosure import audience_of, course_of
from domain.feed import Reason
from domain.ids import ArticleId, BroadcastId, ChangeId, ChatId, DraftId, FeedId, StoryId, person_id
from domain.post import Announcement, Notice, Wording
from domain.roles import Member, Role
from domain.stats import FeedNews, NewsDay, Report, Week
from domain.story import Story
from domain.tastes import topic_key
from domain.topic import EditedTopic
from domain.trouble import OpenTrouble, Rest, Trouble, TroubleKind
from handlers.newsroom.editor import LONGEST_HEADLINE
from handlers.newsroom.topics.drafts import edited, hidden, merged
from render.announcement import render_announcement
from render.message import OutgoingMessage
from render.newsroom import broadcasts, corrections, stats, team, topics, troubles
from render.newsroom.audit import audit_page
from render.notice import render_notice
from render.screens.page import LANGUAGE_NAMES
from render.texts import Translator
from tests.builders import NOW, article, story
from tests.render.feed_screens import screens_of_feeds
from tests.render.reports import full_report
from text.languages import LOCALES

ZONE = "Asia/Bishkek"
BOT = "a" * 32
STAMP = "89abcdef"
ORIGIN = "d2147483647"  # the longest that a button of a story names
_PERSON = 2**52
Named = tuple[str, OutgoingMessage]


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of a change of topics."""

    total: int = 400
    taken: tuple[ArticleId, ...] = tuple(map(ArticleId, range(10)))
    lost: tuple[ArticleId, ...] = tuple(map(ArticleId, range(10, 20)))
    holds: int = 30
    others: int = 5
    is_everything: bool = False


def corrected_stories(t: Translator, text: str, titles: Mapping[str, str]) -> Iterator[Named]:
    told = [
        replace(article(number, text, source=text[:60], headline=text), id=ArticleId(2**40 + number))
        for number in range(30)
    ]
    plain: Story = story(2**40, *told)
    said = Corrected(True, NOW + timedelta(hours=3), "economy", (("ru", text or "x"), ("ky", text or "x")))
    changed = replace(plain, corrected=said)
    for name, one in (("plain", plain), ("corrected", changed)):
        yield f"edit-{name}", corrections.edit_screen(one, STAMP, ORIGIN, t, zone=ZONE, now=NOW)
    for mask in (0, 0b101):
        yield f"edit-split-{mask}", corrections.split_screen(plain, STAMP, ORIGIN, mask, t)
    for count in (0, 4, 1234):
        yield f"edit-tell-{count}", corrections.tell_screen(plain, STAMP, ORIGIN, count, t)
    alike = [(replace(plain, id=StoryId(2**40 + number)), STAMP) for number in range(1, 9)]
    yield "edit-merge", corrections.merge_screen(plain, ORIGIN, alike, t)
    yield "edit-merge-none", corrections.merge_screen(plain, ORIGIN, (), t)
    yield "edit-topic", corrections.topic_screen(plain, STAMP, ORIGIN, titles, t)
    yield "edit-headline", corrections.headline_asked(plain, t)
    words = text[:LONGEST_HEADLINE]
    yield "edit-headline-stands", corrections.headline_stands(told[0].id, STAMP, words, words, t)


def announcements(t: Translator, text: str, titles: Mapping[str, str]) -> Iterator[Named]:
    content = Announcement("Бот теперь отвечает и в каналах.", buttons=(("Подробнее", "https://tandem.example/"),))
    draft = Broadcast(BroadcastId(2**40), Place(ChatId(5)), content)
    own = replace(draft, content=replace(content, versions={"ky": Wording("Бот эми каналдарда да жооп берет.")}))
    audiences = [audience_of(dict.fromkeys(LOCALES, 1234) | few) for few in ({}, {"tg": 4})]
    audiences.append(audience_of({"tg": 4}))
    names = {"l": LANGUAGE_NAMES, "c": {code: t(f"country-{code}") for code in COUNTRIES}, "t": titles}
    for name, segment in (("all", Segment()), ("segment", Segment(("ru",), ("kg",), tuple(titles)))):
        aimed = replace(own, segment=segment)
        yield f"broadcast-{name}", broadcasts.broadcast_screen(aimed, audiences[0], names, t)
    for one in audiences:
        yield f"broadcast-{one.kind}", broadcasts.broadcast_screen(draft, one, names, t)
        yield f"broadcast-sure-{one.kind}", broadcasts.sure_screen(draft, one, t)
    yield "broadcast-nobody", broadcasts.broadcast_screen(draft, audience_of({}), names, t)
    yield "broadcast-versions", broadcasts.versions_screen(own, t)
    for name, fault in (("version", None), ("version-again", Reason("broadcast-error-empty"))):
        yield f"broadcast-ask-{name}", broadcasts.ask_version(own, "ky", t, bot_name=BOT, fault=fault)
    for letter in SEGMENTS:
        yield f"broadcast-choose-{letter}", broadcasts.segment_screen(draft, letter, audiences[1], names, t)
    for state in (BroadcastState.RUNNING, BroadcastState.STOPPED, BroadcastState.DONE):
        fates = Fates(9 if state is BroadcastState.RUNNING else 0, 1000, 20, 3, 4, 200)
        for kind, by_language in (("many", {"ru": fates, "tg": Fates(sent=2)}), ("few", {"ru": Fates(sent=2)})):
            of_state = replace(draft, state=state)
            yield f"broadcast-{state}-{kind}", broadcasts.progress_screen(of_state, course_of(by_language), t)
    yield "announcement", render_announcement(content, t)
    for key in ("correction-hidden", "delivery-suspended"):
        yield f"notice-{key}", render_notice(Notice(key, {"headline": text, "title": text}), t)
    gone = Notice("topic-gone", {"topic": text, "screen": "topics"})
    yield from ((f"notice-{one.key}", render_notice(one, t)) for one in (gone, gone.afar))


def numbers(t: Translator, text: str, titles: Mapping[str, str]) -> Iterator[Named]:
    outlets = [f"{number}{text[:80]}" for number in range(9)]
    counts: dict[str, dict[str, int | None]] = {
        "state": {"new": 40, "stopped": None},
        "language": dict.fromkeys(LOCALES, 200),
        "country": dict.fromkeys(COUNTRIES, 200),
        "delivery": {"digest sent": 9000, "breaking refused": None},
        **{name: {"": 400} for name in ("opened", "saved", "followed", "muted", "liked")},
        "muted_source": dict.fromkeys(outlets, 20),
        "liked_more": dict.fromkeys(map(topic_key, titles), 20),
    }
    today = NOW.date()
    weeks = tuple(
        Week(today - timedelta(weeks=ago), today - timedelta(weeks=ago, days=-6), 120, 30, 10, 900 + ago)
        for ago in range(13)
    )
    days = tuple(NewsDay(today - timedelta(days=ago), 800, 300, 20) for ago in range(30))
    slow = FeedNews(60, tuple(outlets), tuple((name, timedelta(hours=5)) for name in outlets))
    yield "stats", stats.stats_message(Report(1200, True, counts, weeks, days, slow), titles, t)
    few = Report(0, False, {name: {} for name in counts}, weeks, days)
    yield "stats-few", stats.stats_message(few, titles, t)
    for name, report in (("light", full_report()), ("dark", few)):
        yield f"stats-picture-{name}", stats.captioned(report, t, is_dark=name == "dark")


def people(t: Translator, text: str) -> Iterator[Named]:
    members = [
        Member(person_id(_PERSON + number), Role.ADMIN if number % 2 else Role.EDITOR, NOW) for number in range(12)
    ]
    names = {one.person: text for one in members}
    may_do = {Role.OWNER: ("team",), Role.ADMIN: ("broadcast", "audit"), Role.EDITOR: ("feeds", "stats", "alerts")}
    yield "team", team.team_screen([person_id(_PERSON - 1)], members, names, may_do, t)
    yield "team-alone", team.team_screen([person_id(_PERSON - 1)], [], {}, may_do, t)
    for role in (None, *Role):
        yield f"team-{role or 'reader'}", team.member_screen(person_id(_PERSON), role, names, t)
    yield "team-choose", team.choose_person(t)
    done = [
        Change(person_id(_PERSON), "role", "", "editor", "admin", about=person_id(_PERSON + 1)),
        Change(person_id(_PERSON), "topic-edited", text, text, text),
        Change(None, "feed-removed", text, text, ""),
    ]
    kept = [KeptChange(ChangeId(number), NOW, done[number % 3]) for number in range(30)]
    yield "audit", audit_page(kept, names, {}, t, zone=ZONE, is_first=False, has_more=True)
    yield "audit-none", audit_page([], {}, {}, t, zone=ZONE, is_first=True, has_more=False)


def edited_topics(t: Translator, text: str, titles: Mapping[str, str]) -> Iterator[Named]:
    seeds = {language: tuple(f"{text[:30]}{number}" for number in range(40)) for language in LOCALES}
    one = EditedTopic("economy", dict.fromkeys(LOCALES, text or "x"), seeds)
    other = replace(one, key="culture")
    known = [replace(one, key=key, is_hidden=not number % 3) for number, key in enumerate(titles)]
    gone = replace(one, is_hidden=True, merged_into="culture")
    yield "topic-list", topics.list_screen(known, titles, t)
    for name, shown in (("shown", one), ("hidden", replace(one, is_hidden=True)), ("merged", gone)):
        yield f"topic-{name}", topics.card(shown, titles, t)
    yield "topic-choose-other", topics.choose_other(one, known[1:], titles, t)
    drafts = (edited(one), hidden(one, is_hidden=True), hidden(gone, is_hidden=False), merged(one, other))
    for draft in (*drafts, replace(edited(one), action="topic-added")):
        yield (
            f"topic-draft-{draft.action}",
            topics.draft_screen(draft, DraftId(99), t, Reason("topic-error-everything")),
        )
    yield "topic-ask-titles", topics.ask_titles(99, one.titles, t, bot_name=BOT)
    asked = topics.ask_seeds(99, one, t, bot_name=BOT)
    yield "topic-ask-seeds", asked
    yield "topic-not-understood", topics.not_understood(t, asked)
    for effect in (Effect(), Effect(is_everything=True)):
        name = "everything" if effect.is_everything else "preview"
        yield (
            f"topic-{name}",
            topics.preview_screen(
                edited(one), DraftId(99), effect, dict.fromkeys(list(map(ArticleId, range(20))), text), t
            ),
        )
    yield "topic-in-use", topics.in_use(one, titles, t)
    yield "topic-conflict", topics.conflict(one, t)
    yield "topic-draft-gone", topics.draft_gone(t)
    yield "topic-too-many", topics.too_many(60, t)


def alerts(t: Translator, text: str) -> Iterator[Named]:
    args: dict[str, str | int] = {
        "title": text or "x", "host": "x.example", "span": "days", "count": 4, "hours": 30, "today": 120, "usual": 3,
        "refused": 25, "free": 2, "needed": 5,
    }  # fmt: skip
    found = [
        Trouble(kind, FeedId(2**40) if kind.startswith("feed") else None, args) for kind in (*TroubleKind, *TroubleKind)
    ]
    rest = Rest(person_id(_PERSON), found[0].key, NOW)
    yield "alerts", troubles.alerts_screen((), [OpenTrouble(one, NOW) for one in found], [rest], t)
    yield "alerts-well", troubles.alerts_screen(tuple(TroubleKind), [], [], t)
    for one in found[: len(TroubleKind)]:
        yield f"trouble-{one.kind}", troubles.trouble_screen(one, None, t)
    yield "trouble-muted", troubles.trouble_screen(found[0], replace(rest, until=None), t)
    yield "trouble-snoozed", troubles.trouble_screen(found[0], rest, t)


def newsroom_screens(t: Translator, text: str, titles: Mapping[str, str]) -> Iterator[Named]:
    """Yield each message with its unique name; `text` is used for all texts of outlets and people."""
    yield from screens_of_feeds(t, text)
    yield from corrected_stories(t, text, titles)
    yield from announcements(t, text, titles)
    yield from numbers(t, text, titles)
    yield from people(t, text)
    yield from edited_topics(t, text, titles)
    yield from alerts(t, text)
