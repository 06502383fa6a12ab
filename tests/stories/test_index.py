"""Stories: one event is one story, as articles arrive and after the window is joined again."""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import crosslingual
from catalogue.loader import load_lexicon
from domain.features import StoryFeatures, StoryItem
from domain.ids import ArticleId, StoryId
from storage.features import from_json, to_json
from stories.clusters import edges, join
from stories.compared import Compared
from stories.index import StoryIndex, regroup
from stories.likeness import LiveTerms, Newcomer, closeness, shared_cosine, shared_likeness, text_likeness
from text.annotate import ArticleReader
from text.features import features
from text.mentions import named_in

LEXICON = load_lexicon(Path(__file__).parents[2] / "catalogue")
START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
FIRE = "Ночью в Токмоке загорелся склад. Сгорело 40 тонн сахара, площадь пожара составила 600 квадратных метров."
BRIDGE = "В Оше открыли новый мост через реку Ак-Буура. Движение по мосту начнётся в понедельник."
SUBJECTS = ("склад", "мост", "школа", "рынок", "музей", "вокзал")
TOWNS = ("Токмоке", "Оше", "Нарыне", "Таласе", "Каракол", "Баткене")
DEEDS = ("сгорел", "открыли", "закрыли", "построили", "продали", "затопило")


def item(
    number: ArticleId, title: str, text: str = "", *, source: str = "", language: str = "ru", hours: float = 0.0
) -> StoryItem:
    moment = START + timedelta(hours=hours)
    found = features(title=title, text=text, language=language, named=named_in(title, text, language, LEXICON))
    return StoryItem(number, source or f"источник {number}", language, moment, moment, found)


def partition(numbers: Sequence[int], groups: Sequence[int]) -> set[frozenset[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for number, group in zip(numbers, groups, strict=True):
        found[group].add(number)
    return {frozenset(members) for members in found.values()}


articles = st.builds(
    lambda subject, town, deed, number, source, hours, has_text: (
        f"В {town} {deed} {subject}: {number}",
        f"{deed.capitalize()} {subject} в {town}. Об этом сообщили {number} человек. Подробности позже." * has_text,
        source,
        hours,
    ),
    st.sampled_from(SUBJECTS),
    st.sampled_from(TOWNS),
    st.sampled_from(DEEDS),
    st.integers(10, 60),
    st.sampled_from(("Первый", "Второй", "Третий")),
    st.integers(0, 90),
    st.booleans(),
)


@given(st.lists(articles, max_size=14), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_stories_are_a_partition_whatever_the_order_within_a_batch(
    told: list[tuple[str, str, str, int]], chance: random.Random
) -> None:
    items = [
        item(ArticleId(number), title, text, source=source, hours=hours)
        for number, (title, text, source, hours) in enumerate(told, start=1)
    ]
    shuffled = list(items)
    chance.shuffle(shuffled)
    compared = list(map(Compared.of, items))
    groups = join(compared)
    assert len(groups) == len(items)
    # Articles that are equal in everything are interchangeable.
    alike = {found.article_id: (found.title, tuple(found.text), found.source, found.hours) for found in compared}

    def named(sequence: Sequence[StoryItem]) -> list[list[str]]:
        parts = partition([found.article_id for found in sequence], join(list(map(Compared.of, sequence))))
        return sorted(sorted(map(repr, (alike[ArticleId(number)] for number in part))) for part in parts)

    assert named(items) == named(shuffled)


@given(st.lists(articles, min_size=2, max_size=8))
@settings(max_examples=40, deadline=None)
def test_a_pair_is_as_alike_alone_as_among_many(told: list[tuple[str, str, str, int]]) -> None:
    """The live index computes the same likeness pair by pair as the batch does for blocks of pairs."""
    compared = [
        Compared.of(item(ArticleId(number), title, text or f"{title}.", source=source, hours=hours))
        for number, (title, text, source, hours) in enumerate(told)
    ]
    window = LiveTerms()
    for article in compared:
        window.add(article)
    newcomers = [Newcomer(article, window) for article in compared]
    found: defaultdict[tuple[int, int], float] = defaultdict(float)
    for one, other, likeness in edges(compared):
        found[one, other] = max(found[one, other], likeness)
    for (one, other), likeness in found.items():
        pair = newcomers[one], compared[other], newcomers[other].measures
        cosine = shared_cosine(*pair)
        alone = max(text_likeness(*pair, cosine), shared_likeness(*pair, cosine))
        alone *= closeness(compared[one], compared[other])
        if alone >= 1.0 or likeness >= 1.0:
            assert likeness == pytest.approx(alone, rel=1e-3)


def test_an_article_joins_the_story_it_tells_again() -> None:
    index = StoryIndex(next_story_id=1)
    assert index.assign(item(ArticleId(1), "В Токмоке сгорел склад с сахаром", FIRE)) == 1
    assert index.assign(item(ArticleId(2), "В Оше открыли мост", BRIDGE)) == 2
    assert index.assign(item(ArticleId(3), "Склад сахара сгорел в Токмоке", f"{FIRE} Никто не пострадал.")) == 1
    assert index.assign(item(ArticleId(3), "Склад сахара сгорел в Токмоке", FIRE)) == 1  # in the window already


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("За сутки в Ошской области 12 больных корью", "За сутки в Ошской области выявлено 12 больных корью."),
            ("За сутки в Чуйской области 31 больной корью", "За сутки в Чуйской области выявлен 31 больной корью."),
        ),
        (
            ("В Караколе перевернулся автобус, ранены 8 человек", "В Караколе перевернулся автобус. Ранены 8 человек."),
            ("В Балыкчы перевернулся автобус, ранены 3 человека", "В Балыкчы перевернулся автобус. Ранены 3 человека."),
        ),
        (
            ("Погода в Оше на 17 мая", "В Оше 17 мая переменная облачность, без осадков, ветер слабый."),
            ("Погода в Нарыне на 17 мая", "В Нарыне 17 мая переменная облачность, без осадков, ветер слабый."),
        ),
    ],
)  # fmt: skip
def test_the_same_thing_in_another_place_with_other_numbers_is_another_story(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    index = StoryIndex(next_story_id=1)
    for number in range(3, 30):
        index.assign(
            item(ArticleId(number), f"{SUBJECTS[number % 6]} {TOWNS[number % 5]}", f"Новость номер {number}. {BRIDGE}")
        )
    assert index.assign(item(ArticleId(1), *one)) != index.assign(item(ArticleId(2), *other))
    stories = {article.article_id: story for article, story in index.window()} | index.rejoin()
    assert stories[ArticleId(1)] != stories[ArticleId(2)]


def test_time_and_a_publisher_of_its_own_speak_against() -> None:
    first = item(ArticleId(1), "В Токмоке сгорел склад с сахаром", FIRE)
    days_later = item(ArticleId(2), "В Токмоке сгорел склад с сахаром", FIRE, hours=100)
    index = StoryIndex(next_story_id=1)
    index.assign(first)
    assert index.assign(days_later) == 2
    assert closeness(Compared.of(first), Compared.of(days_later)) == 0.0
    again = replace(first, article_id=ArticleId(3), source=first.source)
    other = replace(first, article_id=ArticleId(4), source="другой")
    assert closeness(Compared.of(first), Compared.of(again)) < closeness(Compared.of(first), Compared.of(other))


def test_a_story_keeps_its_number_when_the_window_is_joined_again() -> None:
    index = StoryIndex(next_story_id=10)
    for number, story in ((1, 3), (2, 3), (3, 7)):
        index.add(
            item(ArticleId(number), "В Токмоке сгорел склад с сахаром", f"{FIRE} Версия {number}."), StoryId(story)
        )
    index.add(item(ArticleId(4), "В Оше открыли мост", BRIDGE), StoryId(3))
    moves = index.rejoin()
    assert moves == {3: 3, 4: 10}  # to the story that most of the group belonged to; the others get a new id
    assert index.rejoin() == {}
    assert index.next_story_id == 11


def test_new_stories_get_numbers_of_the_run_that_was_reserved_whatever_others_gave() -> None:
    index = StoryIndex(room=0)
    index.add(item(ArticleId(1), "В Токмоке сгорел склад с сахаром", FIRE), StoryId(5000))
    assert index.room == 0
    index.number_from(100, 2)
    assert index.assign(item(ArticleId(2), "В Оше открыли мост", BRIDGE)) == 100
    assert (index.open(), index.room) == (101, 0)
    index.number_from(200, 5)
    index.move({ArticleId(1): StoryId(202), ArticleId(2): StoryId(5001)})
    assert (index.next_story_id, index.room) == (203, 2)


def test_an_index_rebuilt_from_what_is_stored_goes_on_as_before() -> None:
    chance = random.Random(3)
    items = [
        item(ArticleId(number), " ".join(map(chance.choice, (TOWNS, DEEDS, SUBJECTS))), FIRE if number % 3 else BRIDGE)
        for number in range(1, 40)
    ]
    live = StoryIndex(next_story_id=1)
    stories = {found.article_id: live.assign(found) for found in items}
    rebuilt = StoryIndex(next_story_id=1)
    for found in items:
        stored = replace(found, features=from_json(to_json(found.features)))
        rebuilt.add(stored, stories[found.article_id])
    assert rebuilt.next_story_id == live.next_story_id
    newcomer = item(ArticleId(50), "В Токмоке горел склад", FIRE)
    assert rebuilt.assign(newcomer) == live.assign(newcomer)
    assert all(rebuilt.assign(found) == stories[found.article_id] for found in items)


def test_an_article_between_two_events_does_not_chain_them() -> None:
    """The second article is like the first and like the third, which have nothing in common."""
    index = StoryIndex(next_story_id=1)
    for number in range(10, 34):
        index.assign(item(ArticleId(number), f"{SUBJECTS[number % 6]} {TOWNS[number % 5]}", (FIRE, BRIDGE)[number % 2]))
    path = item(
        ArticleId(1),
        "В Оше открыли велодорожку",
        "Вдоль реки Ак-Буура в Оше открыли велодорожку длиной двенадцать километров. Её построила мэрия за лето.",
    )
    both = item(
        ArticleId(2),
        "В Оше открыли велодорожку до трассы Бишкек – Ош",
        "Велодорожку вдоль реки Ак-Буура в Оше открыла мэрия. Она доходит до трассы Бишкек – Ош, где движение открыли"
        " после ремонта.",
    )
    road = item(
        ArticleId(3),
        "Движение по трассе Бишкек – Ош открыли",
        "Движение по трассе Бишкек – Ош открыли после ремонта. Дорожники закончили работу на перевале раньше срока.",
    )
    first = index.assign(path)
    assert index.assign(both) == first
    assert index.assign(road) != first
    alone = StoryIndex(next_story_id=1)
    assert alone.assign(both) == alone.assign(road)  # as they are if the first article is not there


def test_what_is_forgotten_attracts_nobody() -> None:
    index = StoryIndex(next_story_id=1)
    index.assign(item(ArticleId(1), "В Токмоке сгорел склад с сахаром", FIRE))
    index.forget_before(START + timedelta(hours=1))
    assert index.window() == ()
    assert index.assign(item(ArticleId(2), "В Токмоке сгорел склад с сахаром", FIRE, hours=2)) == 2


def test_headlines_alone_join_too() -> None:
    index = StoryIndex(next_story_id=1)
    first = index.assign(item(ArticleId(1), "В Токмоке сгорел склад с сахаром"))
    assert index.assign(item(ArticleId(2), "Сгорел склад с сахаром в городе Токмок")) == first
    assert index.assign(item(ArticleId(3), "Матч сборных перенесли на субботу")) != first


def test_a_window_of_nothing_and_of_empty_articles_is_joined() -> None:
    assert regroup((), next_story_id=1) == {}
    empty = [Compared.of(StoryItem(ArticleId(number), "", "other", START, START, StoryFeatures())) for number in (1, 2)]
    assert len(set(join(empty))) == 2


def test_articles_in_two_languages_join_by_names_and_figures() -> None:
    index = StoryIndex(next_story_id=1)
    first = index.assign(
        item(
            ArticleId(1),
            "В Токмоке сгорело 40 тонн сахара",
            f"{FIRE} Начальник пожарной части Алмаз Бекболотов назвал причину.",
        )
    )
    kyrgyz = item(
        ArticleId(2), "Токмокто 40 тонна кант күйдү",
        "Токмок шаарындагы кампада өрт чыкты. Өрт 600 чарчы метр аянтты каптады, деди Алмаз Бекболотов.", language="ky",
    )  # fmt: skip
    elsewhere = item(
        ArticleId(3),
        "Ошто базар өрттөндү",
        "Ош шаарындагы базарда өрт чыкты. Өрт 90 чарчы метр аянтты каптады.",
        language="ky",
    )
    assert index.assign(kyrgyz) == first
    assert index.assign(elsewhere) != first


@pytest.mark.slow
def test_across_languages_nine_in_ten_joins_are_right_and_most_are_found(reader: ArticleReader) -> None:
    pairs = Path(__file__).parents[1] / "data" / "crosslingual.jsonl"

    def annotate(file: Path) -> dict[str, dict[str, int]]:
        index = StoryIndex(next_story_id=1)
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        for number, row in enumerate(rows):
            found = reader.annotate(row["title"], row["text"])
            moment = datetime.fromisoformat(row["published_at"])
            index.assign(StoryItem(ArticleId(number), row["source"], found.language, moment, moment, found.features))
        stories = {article.article_id: story for article, story in index.window()} | index.rejoin()
        return {row["id"]: {"story": stories[ArticleId(number)]} for number, row in enumerate(rows)}

    figures = crosslingual.figures(pairs, annotate)
    assert figures["crosslingual_pairs"] >= 80
    assert figures["crosslingual_precision"] >= 0.9
    assert figures["crosslingual_recall"] >= 0.7
