"""Pages of channels: one of each language with every kind of post, and all other answers of Telegram."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from catalogue.loader import load_phrases
from domain.channels import ChannelName
from domain.ids import FeedId
from emulator.world.channels import landing_pages
from emulator.world.channels.markup import Card, Channel, Forward, Post, page
from feeds.parsing import kinds
from feeds.parsing.articles import read
from feeds.parsing.parsed import FeedContext, NotAFeed, ReadFeed
from text.languages import LOCALES

GOLDEN = Path(__file__).with_name("channels")
PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TITLES = {
    "ru": "Вестник гор", "ky": "Тоо кабар", "kk": "Дала хабары", "uz": "Vodiy xabar", "tg": "Кӯҳпаём", "en": "Pass",
}  # fmt: skip
SELO = Channel("selo", "Село", 1500000001)
NEWS = "В селе открыли новый мост, по нему уже пошли автобусы."


def read_as_channel(markup: str, name: str = "selo") -> ReadFeed:
    address = ChannelName(name).address
    parsed = kinds.parse(markup.encode(), "text/html; charset=utf-8", address)
    return read(parsed, FeedContext(FeedId(1), address, None, None, NOW), PHRASES)


def post(number: int, text: str = NEWS, **more: object) -> Post:
    return Post(number, NOW - timedelta(hours=5) + timedelta(minutes=number), text, **more)  # type: ignore[arg-type]


def posts(count: int) -> list[Post]:
    return [post(number, f"Новость номер {number}. {NEWS}") for number in range(1, count + 1)]


def of(*told: Post, channel: Channel = SELO) -> ReadFeed:
    return read_as_channel(page(channel, told, now=NOW))


@pytest.mark.parametrize("language", LOCALES)
def test_every_kind_of_post_is_read_as_it_should_be(language: str) -> None:
    expected = json.loads((GOLDEN / f"{language}.expected.json").read_text("utf-8"))
    found = read_as_channel((GOLDEN / f"{language}.html").read_text("utf-8"))
    assert found.channel is not None
    assert asdict(found.channel) == expected["channel"]
    assert (found.title, {reason.value: count for reason, count in found.left_out.items()}) == (
        expected["title"], expected["left_out"],
    )  # fmt: skip
    names = ("guid", "url", "source", "language", "title", "text", "published_at")
    told = [{name: getattr(article, name) for name in names} for article in found.articles]
    assert [one | {"published_at": one["published_at"].isoformat()} for one in told] == expected["articles"]


ANSWERS: dict[str, Callable[[str], str]] = {
    "no-preview": lambda title: landing_pages.no_preview("selo", title),
    "group": lambda title: landing_pages.group("selo", title),
    "person": lambda title: landing_pages.person("selo", title),
    "bot": lambda title: landing_pages.bot("selo", title),
    "invitation": landing_pages.invitation,
    "gone": lambda _: landing_pages.gone("selo"),
    "blocked": lambda _: landing_pages.blocked("selo"),
    "hurried": lambda title: f"<html><head><title>{title}</title></head><body>Checking your browser…</body></html>",
    "changed": lambda title: f'<html><head><title>{title} – Telegram</title></head><body class="tgme_x"></body></html>',
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("what", ANSWERS)
def test_every_other_answer_is_told_from_the_others(what: str, locale: str) -> None:
    with pytest.raises(NotAFeed) as refused:
        read_as_channel(ANSWERS[what](TITLES[locale]))
    assert refused.value.key == f"feed-error-channel-{what}"


def test_a_page_of_forty_bytes_is_no_change_of_markup() -> None:
    with pytest.raises(NotAFeed) as refused:
        read_as_channel("<html><body>Try again.</body></html>    ")
    assert refused.value.key == "feed-error-channel-hurried"


def test_a_channel_without_posts_is_empty_and_nothing_else() -> None:
    found = of()
    assert (found.title, found.articles, found.left_out) == ("Село", (), {})
    assert found.channel is not None
    assert (found.channel.name, found.channel.last) == (None, None)


def test_a_torn_block_costs_itself_alone() -> None:
    markup = page(SELO, posts(5), now=NOW)
    for broken in (
        markup.replace('data-post="selo/3"', ""),
        markup.replace('data-post="selo/3"', 'data-post="selo"'),
        markup.replace((NOW - timedelta(hours=5) + timedelta(minutes=3)).isoformat() + '" class', '" data-x'),
    ):
        found = read_as_channel(broken)
        assert [article.guid and article.guid[-1] for article in found.articles][-2:] == ["2", "1"]
        assert len(found.articles) >= 4


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("js-message_text", "js-words"),
        ("tgme_widget_message_date", "tgme_when"),
        ("tgme_widget_message_bubble", "tgme_bubble"),
        ("data-post=", "data-entry="),
        ("tgme_widget_message", "tgme_post"),
        ("tgme_", "tg2_"),
    ],
)
def test_another_markup_is_a_change_and_never_an_empty_channel(old: str, new: str) -> None:
    markup = page(SELO, [replace(one, media="photo") for one in posts(8)], now=NOW).replace("</main>", NEWS + "</main>")
    with pytest.raises(NotAFeed) as refused:
        read_as_channel(markup.replace(old, new).replace("data-entry", "data-x"))
    assert refused.value.key == "feed-error-channel-changed"


def test_views_reactions_seals_and_a_changed_tail_change_nothing() -> None:
    tail = '<br/><br/><a href="https://t.me/selo">{}</a>'
    before = page(SELO, [post(n, f"{n}. {NEWS}{tail.format('Подписаться')}") for n in range(1, 9)], now=NOW)
    later = NOW + timedelta(minutes=7)
    after = page(SELO, [post(n, f"{n}. {NEWS}{tail.format('Жазылыңыз')}") for n in range(1, 9)], now=later)
    after = after.replace("1.1K", "2.7M").replace("<b>👍</b></i>", "<b>👍</b></i>9")
    known = [(article.guid, article.content_hash) for article in read_as_channel(before).articles]
    assert [(article.guid, article.content_hash) for article in read_as_channel(after).articles] == known


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<b>Мост в селе открыли</b><br/>Автобусы уже пошли по нему.", "Мост в селе открыли"),
        ("<b>Мост в селе открыли. Автобусы уже пошли.</b>", None),
        ("<b>Мост</b> в селе открыли<br/>Автобусы уже пошли по нему.", None),
        ("Мост в селе открыли<br/><br/>Автобусы уже пошли по нему.", "Мост в селе открыли"),
        ("Мост в селе открыли.<br/><br/>Автобусы уже пошли по нему.", None),
        ("Мост в селе открыли<br/>Автобусы уже пошли по нему.", None),
        ("<b>❗️</b><br/><b>#село</b><br/><b>Мост в селе открыли</b><br/>Автобусы уже пошли.", "Мост в селе открыли"),
        ("<b>МОЛНИЯ!</b><br/>Мост в селе открыли, автобусы уже пошли по нему.", None),
        ("⚡️<b>Срочно: мост в селе открыли</b><br/>Автобусы уже пошли по нему.", "Мост в селе открыли"),
        ("<b>Важно для водителей села</b><br/>Мост закрыт до утра субботы.", "Важно для водителей села"),
    ],
)
def test_a_title_is_taken_where_the_post_gives_one(text: str, title: str | None) -> None:
    (article,) = of(post(1, text)).articles
    assert article.title == title
    assert "Молния" not in article.text.title()


@pytest.mark.parametrize(
    "text",
    [
        "Реклама. Окна со скидкой, звоните сегодня же.",
        "Окна со скидкой, звоните сегодня же.<br/>На правах рекламы",
        "Окна со скидкой, звоните сегодня же. #реклама",
        "Окна со скидкой, звоните сегодня. erid: 2VtzqxQq",
        'Окна со скидкой, звоните сегодня. <a href="https://okna.example/?erid=2Vtz">Купить</a>',
        "Арзан терезелер, бүгүн чалыңыз.<br/>#жарнама",
        "Arzon derazalar, bugun qo‘ng‘iroq qiling.<br/>Reklama",
    ],
)
def test_what_calls_itself_an_advert_is_left_out_and_counted(text: str) -> None:
    found = of(post(1, text))
    assert (found.articles, {reason.value: count for reason, count in found.left_out.items()}) == ((), {"advert": 1})


@pytest.mark.parametrize(
    "text",
    [
        "Реклама на улицах столицы подорожает вдвое, решил городской совет.",
        "Реклама — двигатель торговли, решил городской совет и открыл ярмарку.",
        "Эълон: дар вилоят роҳ баста шуд, ронандагон аз роҳи дигар мераванд.",
    ],
)
def test_news_about_advertising_is_no_advert(text: str) -> None:
    assert len(of(post(1, text)).articles) == 1


def test_a_last_sentence_that_opens_like_a_call_is_news() -> None:
    (article,) = of(post(1, f"{NEWS}<br/>Подробности аварии уточняются.")).articles
    assert article.text.endswith("уточняются.")


def test_a_line_that_closes_many_posts_is_no_news_whatever_it_says() -> None:
    told = [post(number, f"{number}. {NEWS}<br/>Село: мы рядом") for number in range(1, 8)]
    assert all(article.text.endswith("автобусы.") for article in of(*told).articles)


def test_a_forward_stands_at_its_origin_and_is_signed_by_it() -> None:
    (article,) = of(post(1, forward=Forward("Погода", "https://t.me/Pogoda_kg/55"))).articles
    assert (article.source, article.url) == ("Погода", "https://t.me/pogoda_kg/55")
    (own,) = of(replace(post(55), at=post(1).at), channel=Channel("Pogoda_KG", "Погода", 1500000002)).articles
    assert own.fingerprint == article.fingerprint


@pytest.mark.parametrize(
    "number", ["²", "1²", "٥", "9" * 5000, "-1", ""], ids=["high", "mixed", "arabic", "long", "below nought", "none"]
)
def test_a_forward_whose_number_is_none_stands_at_its_own_address_and_costs_no_other_post(number: str) -> None:
    first, second, third = posts(3)
    odd = replace(second, forward=Forward("Погода", f"https://t.me/pogoda/{number}"))
    found = of(first, odd, third).articles
    assert sorted(article.url or "" for article in found) == [f"https://t.me/selo/{number}" for number in (1, 2, 3)]


def test_a_link_to_the_channels_own_site_is_the_articles_address() -> None:
    selo = replace(SELO, description='<a href="https://selo.example">selo.example</a>')
    link = '<a href="https://selo.example/2026/11/most-otkryt-4120">сайт</a>'
    (article,) = of(post(1, f"{NEWS} {link}"), channel=selo).articles
    assert article.url == "https://selo.example/2026/11/most-otkryt-4120"
    (stranger,) = of(post(1, f"{NEWS} {link}")).articles
    assert stranger.url == "https://t.me/selo/1", "nothing says that the site is the channel's"


def test_what_a_post_has_struck_out_is_no_longer_told() -> None:
    (article,) = of(post(1, "<s>Мост в селе рухнул.</s><br/>Мост в селе не рухнул, движение открыто.")).articles
    assert (article.title, article.text) == (None, "Мост в селе не рухнул, движение открыто.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<b>ФЕЙК</b><br/>Мост в селе рухнул, дорога закрыта.", "ФЕЙК: Мост в селе рухнул, дорога закрыта."),
        ("Осторожно, фейк! Мост в селе рухнул.", "Осторожно, фейк: Мост в селе рухнул."),
        ("#село #фейк<br/>Мост в селе рухнул утром.", "Село фейк: Мост в селе рухнул утром."),
        ("Мост в селе рухнул утром.<br/>#фейк #село", "Фейк село: Мост в селе рухнул утром."),
        ("<b>Мост рухнул</b><br/>Дорога закрыта до утра.<br/>#фейк", "Фейк: Мост рухнул\nДорога закрыта до утра."),
        ("Жалган маалымат!<br/>Айылда көпүрө кулады.", "Жалган маалымат: Айылда көпүрө кулады."),
        ("Yolgʻon<br/>Qishloqda koʻprik quladi.", "Yolgʻon: Qishloqda koʻprik quladi."),
        ("❌ Мост в селе рухнул.<br/>✅ Мост в селе цел.", "❌ Мост в селе рухнул.\nМост в селе цел."),
        ("Это фейк. Мост в селе цел, дорога открыта.", "Это фейк. Мост в селе цел, дорога открыта."),
        ("Мост в селе цел, дорога открыта.<br/>#село #мост", "Мост в селе цел, дорога открыта."),
    ],
)
def test_a_verdict_on_what_a_post_tells_stays_with_it(text: str, told: str) -> None:
    (article,) = of(post(1, text)).articles
    assert (article.title, article.text) == (None, told)


def test_a_bare_link_is_told_by_its_preview_or_not_at_all() -> None:
    bare = '<a href="https://selo.example/most-4120">https://selo.example/most-4120</a>'
    card = Card("https://selo.example/most-4120", "Село", "Мост в селе открыли", "Автобусы пошли.")
    (article,) = of(post(1, bare, card=card)).articles
    assert (article.title, article.text) == ("Мост в селе открыли", "Автобусы пошли.")
    assert of(post(1, bare)).articles == ()


def test_markup_made_to_hurt_costs_its_block_alone() -> None:
    found = of(post(1), post(2, "<i>" * 3000 + "глубоко" + "</i>" * 3000), post(3))
    assert {article.guid for article in found.articles} >= {"https://t.me/selo/1", "https://t.me/selo/3"}


def test_an_albums_members_count_for_what_was_read() -> None:
    found = of(post(7, media="photo", album=4))
    assert found.channel is not None
    assert (found.channel.first, found.channel.last) == (7, 10)
