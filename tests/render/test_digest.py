"""Digests as messages: what they show of each story, in each language."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from domain.digest import Disagreement, Earlier, SummarySentence
from emulator.telegram.html import parse_html
from render.digest import render_digest
from render.split import visible
from tests.render.digests import NOW, digest, drawn, render, story
from tests.texts import TEXTS
from text.languages import LOCALES


def test_a_digest_has_a_title_in_the_readers_language_and_zone() -> None:
    first = {locale: visible(render(story(), locale=locale)[0]).splitlines()[0] for locale in LOCALES}
    assert first == {
        "ru": "Главное · вторник, 24 ноября, 08:00",
        "ky": "Негизги жаңылыктар · 24-ноябрь, шейшемби, 08:00",
        "kk": "Басты жаңалықтар · 24 қараша, сейсенбі, 08:00",
        "uz": "Eng muhim yangiliklar · 24-noyabr, seshanba, 08:00",
        "tg": "Хабарҳои муҳим · сешанбе, 24 ноябр, 08:00",
        "en": "Top stories · Tuesday, 24 November, 08:00",
    }


def test_a_story_is_a_linked_headline_a_summary_and_its_sources() -> None:
    sources = tuple((name, f"https://{name}.example/a") for name in ("one", "two", "three", "four", "five"))
    html = drawn(story(sources=sources), TEXTS.translator("en"))
    assert html == (
        '🇰🇬 <a href="https://tandem.example/1"><b>Сом укрепился</b></a>\n'
        "<blockquote expandable>Нацбанк назвал курс.</blockquote>\n"
        '<a href="https://one.example/a">one</a> · <a href="https://two.example/a">two</a> · '
        '<a href="https://three.example/a">three</a> · 2 more · '
        f'<tg-time unix="{int(NOW.timestamp())}" format="r">1 minute ago</tg-time>'
    )


def outlets(*names: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, f"https://{name}.example/first") for name in names)


def quotes(*of: tuple[str, str]) -> tuple[SummarySentence, ...]:
    return tuple(SummarySentence(f"Сказано в {url}.", name, url) for name, url in of)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_outlet_that_a_sentence_comes_from_is_named_and_linked_to_that_article(locale: str) -> None:
    said = quotes(("one", "https://one.example/first"), ("four", "https://four.example/later"))
    told = story(sources=outlets("one", "two", "three", "four", "five"), summary=said)
    html = drawn(told, TEXTS.translator(locale))
    last = html.rpartition("\n")[2]
    links = ['<a href="https://one.example/first">one</a>', '<a href="https://two.example/first">two</a>']
    assert last.startswith(" · ".join([*links, '<a href="https://four.example/later">four</a>', ""]))
    assert "three" not in last
    assert "2" in last.split(" · ")[3]


def test_two_articles_of_one_outlet_that_are_quoted_are_both_linked() -> None:
    said = quotes(("one", "https://one.example/second"), ("one", "https://one.example/third"))
    html = drawn(story(sources=outlets("one", "two"), summary=said), TEXTS.translator("en"))
    assert (
        '\n<a href="https://one.example/second">one</a> · <a href="https://one.example/third">one</a> · '
        '<a href="https://two.example/first">two</a> · <tg-time' in html
    )


def test_five_outlets_that_are_quoted_are_all_named() -> None:
    names = ("one", "two", "three", "four", "five")
    said = quotes(*((name, f"https://{name}.example/a") for name in names))
    html = drawn(story(sources=outlets(*names), summary=said), TEXTS.translator("en"))
    assert all(f'<a href="https://{name}.example/a">{name}</a>' in html for name in names)
    assert "more" not in html


def test_figures_that_differ_are_seen_to_differ_and_linked() -> None:
    names = ("one", "two", "three", "four", "five")
    figures = Disagreement(
        tuple(zip(names, ("14", "14", "14", "14", "17"), strict=True)),
        tuple(f"https://{name}.example/count" for name in names),
    )
    html = drawn(story(sources=outlets(*names), disagreement=figures), TEXTS.translator("en"))
    assert '<a href="https://five.example/count">five</a> — 17' in html
    assert '<a href="https://one.example/count">one</a> — 14' in html
    assert html.count("— 14") == 3


def test_a_story_that_cannot_be_drawn_costs_the_reader_none_of_the_others() -> None:
    odd = story("Вторая", summary=(SummarySentence(None, "Тандем", None),))  # type: ignore[arg-type]
    with capture_logs() as lines:
        (html,) = render(story("Первая"), odd, story("Третья"))
    assert "Первая" in html
    assert "Третья" in html
    assert "И ещё 1 новость" in html
    assert [line["story"] for line in lines] == [odd.story_id]
    assert "Вторая" not in str(lines)


def test_an_update_and_a_disagreement_are_marked() -> None:
    figures = Disagreement((("Тандем", "14"), ("Перевал", "17")))
    text = visible(drawn(story(is_update=True, disagreement=figures), TEXTS.translator("ru")))
    assert text.startswith("🇰🇬 ↻ Сом укрепился")
    assert "⚖️ Данные расходятся: Тандем — 14; Перевал — 17" in text


def test_a_story_without_a_country_has_its_topics_sign_and_one_without_a_link_is_plain() -> None:
    html = drawn(story(countries=(), url=None, sources=(("Тандем", None),)), TEXTS.translator("ru"))
    assert html.startswith("📈 <b>Сом укрепился</b>\n")
    assert "<a" not in html


def test_only_web_addresses_become_links() -> None:
    for url in ("javascript:alert(1)", "tg://resolve?domain=x", "http://", "https://a b/", "https://x\u202e/", "//x"):
        assert "<a" not in drawn(story(url=url, sources=()), TEXTS.translator("ru")), url
    quoted = drawn(story(url='https://x.example/?a="b"&c=<d>'), TEXTS.translator("ru"))
    assert 'href="https://x.example/?a=&quot;b&quot;&amp;c=&lt;d&gt;"' in quoted


def test_followed_stories_have_a_heading_of_their_own() -> None:
    (text,) = map(visible, render(story("Первая", is_followed=True), story("Вторая"), story("Третья")))
    assert text.index("Отслеживаемое") < text.index("Первая") < text.index("Другие новости") < text.index("Вторая")
    (only,) = map(visible, render(story("Вторая"), story("Третья")))
    assert "Другие новости" not in only


def test_stories_stand_in_sections_by_topic_with_their_titles() -> None:
    titles = {"economy": "Экономика", "culture": "Культура"}
    stories = (story("Первая"), story("Вторая"), story("Третья", topic="culture"), story("Четвёртая", topic=None))
    t = TEXTS.translator("ru")
    (message,) = render_digest(digest(*stories), t, zone="Asia/Bishkek", topics=titles)
    lines = [line for line in visible(message.html).splitlines() if line]
    firsts = [line for line in lines[1:] if not line.startswith(("Нацбанк", "Тандем"))]
    assert firsts == [
        "📈 Экономика", "🇰🇬 Первая", "🇰🇬 Вторая", "🎭 Культура", "🇰🇬 Третья", "Другие новости", "🇰🇬 Четвёртая",
    ]  # fmt: skip
    (alone,) = render_digest(digest(*stories[:2]), t, zone="Asia/Bishkek", topics=titles)
    assert "Экономика" not in alone.html


def test_an_age_is_a_moment_that_clients_keep_up_to_date_and_reads_well_without_them() -> None:
    text, entities = parse_html(drawn(story(published_at=NOW - timedelta(hours=3)), TEXTS.translator("ru")))
    (moment,) = [one for one in entities if one["type"] == "date_time"]
    assert moment["unix_time"] == int((NOW - timedelta(hours=3)).timestamp())
    assert text.endswith("Тандем · 3 часа назад")


def test_a_summary_that_repeats_the_headline_is_left_out() -> None:
    same = (SummarySentence("Сом укрепился.", "Тандем", None), SummarySentence("Курс назвал Нацбанк.", "Тандем", None))
    text = visible(drawn(story(summary=same), TEXTS.translator("ru")))
    assert text.count("Сом укрепился") == 1
    assert "Курс назвал Нацбанк." in text


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("Сегодня в селе Кызыл-Суу открыли новый мост.", False),
        ("В селе Кызыл-Суу открыли новый мост, который строили три года.", True),
        ("В селе Кызыл-Суу вчера открыли новый мост.", True),
        ("24 мая в селе Кызыл-Суу открыли новый мост.", True),
        ("В селе Кызыл-Суу открыли новый мост? Нет.", True),
        ("По словам жителей, в селе Кызыл-Суу открыли новый мост.", True),
        ("В селе Кызыл-Суу открыли новый мост, сказали в МЧС.", True),
    ],
)
def test_a_sentence_of_which_the_headline_was_made_is_not_told_again(sentence: str, is_told: bool) -> None:
    made = story("В селе Кызыл-Суу открыли новый мост", summary=(SummarySentence(sentence, "Тандем", None),))
    assert (sentence in visible(drawn(made, TEXTS.translator("ru")))) is is_told


def test_a_sentence_whose_end_the_headline_lacks_is_told() -> None:
    sentence = "Бүгүн кечинде Токмок шаарынын чыгышындагы үч көчөдө таза суу болбойт."
    made = story("Бүгүн кечинде Токмок шаарынын чыгышындагы үч көчөдө таза суу…")
    told = replace(made, language="ky", summary=(SummarySentence(sentence, "Тандем", None),))
    assert sentence in visible(drawn(told, TEXTS.translator("ky")))


def test_how_many_were_left_out_is_said_with_the_right_plural() -> None:
    endings = {1: "И ещё 1 новость", 3: "И ещё 3 новости", 5: "И ещё 5 новостей", 21: "И ещё 21 новость"}
    for count, words in endings.items():
        assert words in render(story(), omitted=count)[-1]


def test_an_empty_digest_says_so() -> None:
    (only,) = render(locale="en")
    assert "/settings" in only


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_before_is_one_line_with_a_link_in_every_language(locale: str) -> None:
    before = Earlier("Дорогу <закрыли>", "https://tandem.example/0")
    html = drawn(story("Дорогу открыли", earlier=before), TEXTS.translator(locale))
    (line,) = [line for line in html.splitlines() if "⏪" in line]
    assert line.endswith('<a href="https://tandem.example/0">Дорогу &lt;закрыли&gt;</a>')
    assert "⏪" not in drawn(story("Дорогу открыли", earlier=Earlier(" ", None)), TEXTS.translator(locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_an_older_figure_stands_behind_the_newest(locale: str) -> None:
    differ = Disagreement((("Вестник", "5"), ("Тандем", "3")), outdated=("Тандем",))
    html = visible(drawn(story(disagreement=differ), TEXTS.translator(locale)))
    (line,) = [line for line in html.splitlines() if "⚖️" in line]
    assert re.fullmatch(r"⚖️ [^:]+: Вестник — 5; [^:]+: Тандем — 3", line)
