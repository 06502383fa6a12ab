"""/stats shows counts to the newsroom, and none by which somebody could be recognised."""

from datetime import date, timedelta

import pytest

from domain.audit import Change
from domain.chat import ChatState
from domain.disclosure import LEAST, report_of
from domain.post import DeliveryState, PostKind
from domain.roles import Role
from domain.stats import FeedNews, NewsDay, Report
from render.message import TEXT_LIMIT
from render.newsroom.stats import stats_message
from render.split import visible
from tests.builders import chat
from tests.handlers.rig import TEXTS, Rig
from text.languages import LOCALES

TODAY = date(2026, 11, 24)
EVERYTHING = {
    "state": {str(state): 9 for state in ChatState},
    "language": {locale: 1234 + len(locale) for locale in LOCALES} | {"tg": 3},
    "country": {"kg": 900, "kz": 80, "world": 4},
    "muted": {"": 70},
    "muted_source": {f"Очень длинное название издания {number}": 60 - number for number in range(9)},
    "liked": {"": 70},
    "liked_more": {"t:economy": 60, "o:Тандем": 9},
    "delivery": {f"{kind} {state}": 9 for kind in PostKind for state in DeliveryState},
    **{group: {"": 12_345} for group in ("opened", "saved", "followed")},
}


def a_report() -> Report:
    """Return a report in which nothing is missing."""
    days = {
        event: {TODAY - timedelta(days=ago): 7 + ago % 3 for ago in range(1, 90)}
        for event in ("joined", "left", "blocked")
    }
    names = tuple(f"Очень длинное название ленты {number}" for number in range(20))
    feeds = FeedNews(99, names, tuple((name, timedelta(hours=9)) for name in names))
    news = tuple(NewsDay(TODAY - timedelta(days=29 - ago), 900 + 7 * ago, 300, 20) for ago in range(30))
    return report_of(EVERYTHING, days, news, feeds, today=TODAY)


async def test_an_editor_reads_how_many_readers_there_are(rig: Rig) -> None:
    for number in range(100, 106):
        await rig.storage.chats.save(chat(number, locale="kk", countries=("kz",)), now=rig.clock.now())
    await rig.tell("Мост открыт")
    reader = await rig.reader()
    assert "Читателей" not in (await rig.answer(reader, "/stats")).text
    await rig.storage.newsroom.set_role(reader.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    answer = await rig.answer(reader, "/stats")
    assert "Читателей: не меньше 6" in answer.text
    assert "Қазақша: 6" in answer.text
    assert "Казахстан: 6" in answer.text
    assert "Русский: —" in answer.text
    assert "Статей: 1 / 1" in answer.text
    assert "Ленты: 1" in answer.text


async def test_reports_of_worlds_that_differ_in_a_hidden_count_are_the_same(rig: Rig) -> None:
    """One reader of Tajik more: neither the text nor its numbers show it."""
    texts = []
    owner = await rig.reader()
    await rig.storage.newsroom.set_role(owner.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    for number in range(100, 108):
        locale, countries = ("tg", ("tj", "kg")) if number > 105 else ("ru", ("kg",))
        await rig.storage.chats.save(chat(number, locale=locale, countries=countries), now=rig.clock.now())
        if number > 105:
            texts.append((await rig.answer(owner, "/stats")).text)
    assert "Тоҷикӣ: —" in texts[0]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_has_a_name_in_every_language_and_fits_one_message(locale: str) -> None:
    t = TEXTS.translator(locale)
    message = stats_message(a_report(), {"economy": "Экономика"}, t)
    shown = visible(message.html)
    assert "stats-" not in shown
    assert len(shown) <= TEXT_LIMIT
    for kind in PostKind:
        assert t(f"stats-kind-{kind}") in shown
    for fate in DeliveryState:
        assert t(f"stats-fate-{fate}") in shown
    for state in ChatState:
        assert state is ChatState.ACTIVE or t(f"stats-state-{state}") in shown
    assert f"Тоҷикӣ: {LEAST - 2}" not in shown
    assert "12\u202f345" in shown


@pytest.mark.parametrize("locale", LOCALES)
def test_a_bot_without_readers_and_feeds_has_statistics_too(locale: str) -> None:
    report = report_of({"language": {"ru": 1}, "country": {"kg": 1}}, {}, (), FeedNews(), today=TODAY)
    message = stats_message(report, {}, TEXTS.translator(locale))
    assert TEXTS.translator(locale)("stats-readers", kind="hidden", count=0) in visible(message.html)
