"""A reader's tastes change the order of a digest, but remove nothing from it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from digest.compose import compose
from digest.rank import order, rank
from domain.correction import Corrected
from domain.story import Story
from domain.tastes import MOST, MOST_KEPT, outlet_key, taste_for, topic_key, with_taste
from tests.builders import NOW, article, request, story

ECONOMY, SPORTS = topic_key("economy"), topic_key("sports")
some_tastes = some.dictionaries(
    some.sampled_from([ECONOMY, SPORTS, outlet_key("А"), outlet_key("Б")]), some.integers(-9, 9)
)


def told(number: int, topic: str, *sources: str) -> Story:
    articles = tuple(
        article(number * 10 + place, "Новость", source=source, topics=(topic,), stored_at=NOW, published_at=NOW)
        for place, source in enumerate(sources)
    )
    return replace(story(number, *articles), updated_at=NOW)


def ids(stories: list[Story], **wishes: object) -> list[int]:
    return [one.id for one in rank(stories, request(**wishes), now=NOW)]


def test_a_topic_that_is_liked_less_sinks_and_one_that_is_liked_more_rises() -> None:
    stories = [told(1, "economy", "А", "Б"), told(2, "sports", "А", "Б"), told(3, "culture", "А", "Б")]
    assert ids(stories) == [3, 2, 1]
    assert ids(stories, tastes=((ECONOMY, 1),)) == [1, 3, 2]
    assert ids(stories, tastes=((topic_key("culture"), -1),)) == [2, 1, 3]


def test_an_outlet_counts_by_its_share_of_a_story() -> None:
    tastes = {outlet_key("А"): -3}
    assert taste_for((), ("А",), tastes) == -1
    assert taste_for((), ("А", "Б", "В"), tastes) == -1 / 3


def test_big_news_of_a_topic_that_is_liked_least_still_stands_above_small_news() -> None:
    big, small = told(1, "economy", "А", "Б", "В", "Г", "Д", "Е"), told(2, "sports", "А")
    assert ids([small, big], tastes=((ECONOMY, -3),)) == [1, 2]


@given(some_tastes)
def test_the_shift_is_bounded_and_nothing_disappears(tastes: dict[str, int]) -> None:
    stories = [told(1, "economy", "А"), told(2, "sports", "Б"), told(3, "culture", "А", "Б")]
    wishes = request(tastes=tuple(sorted(tastes.items())))
    for one in stories:
        plain, shifted = order(one, request(), now=NOW)[0], order(one, wishes, now=NOW)[0]
        assert abs(plain - shifted) <= 1
    assert {one.story_id for one in compose(stories, wishes, now=NOW).stories} == {1, 2, 3}


@pytest.mark.untraced
@given(some.lists(some.tuples(some.text(max_size=3), some.integers(-9, 9)), max_size=90))
def test_tastes_stay_small_sorted_and_within_their_steps(changes: list[tuple[str, int]]) -> None:
    tastes: tuple[tuple[str, int], ...] = ()
    for name, steps in changes:
        tastes = with_taste(tastes, topic_key(name), steps)
        assert dict(tastes).get(topic_key(name), 0) == max(-MOST, min(MOST, steps))
    assert len(tastes) <= MOST_KEPT
    assert list(tastes) == sorted(tastes)
    assert all(steps and -MOST <= steps <= MOST for _, steps in tastes)


def test_a_topic_that_is_liked_least_keeps_its_place_in_a_full_digest() -> None:
    stories = [told(number, "economy", "А", "Б") for number in range(1, 20)] + [told(20, "sports", "А", "Б")]
    tastes = ((SPORTS, -3), (ECONOMY, 3))
    shown = compose(stories, request(tastes=tastes, limit=10), now=NOW)
    assert [one.topic for one in shown.stories] == ["economy"] * 9 + ["sports"]
    assert len(shown.stories) + shown.omitted == 20
    small = told(21, "culture", "А")
    old = replace(small, updated_at=NOW - timedelta(hours=40))
    assert "culture" not in {one.topic for one in compose([*stories, old], request(limit=10), now=NOW).stories}
    assert "culture" not in {one.topic for one in compose([*stories, old], request(tastes=tastes), now=NOW).stories}


def test_what_editors_pinned_gives_its_place_to_no_topic() -> None:
    pinned = replace(told(1, "economy", "А"), corrected=Corrected(pinned_until=NOW + timedelta(hours=1)))
    followed = replace(told(2, "economy", "Б"), articles=(article(20, "Доллар подорожал.", source="Б"),))
    stories = [pinned, followed, told(3, "culture", "А"), told(4, "sports", "А", "Б")]
    shown = compose(stories, request(tastes=((SPORTS, -3),), follows=("доллар",), limit=3), now=NOW)
    assert [one.story_id for one in shown.stories] == [1, 2, 3]


@given(some_tastes, some.lists(some.sampled_from(["economy", "sports", "culture"]), min_size=1, max_size=12))
def test_every_topic_of_a_digest_without_tastes_is_in_the_one_with_them(
    tastes: dict[str, int], topics: list[str]
) -> None:
    stories = [told(number, topic, "А") for number, topic in enumerate(topics, 1)]
    wishes = request(tastes=tuple(sorted(tastes.items())), limit=4)
    plain = {one.topic for one in compose(stories, request(limit=4), now=NOW).stories}
    shown = compose(stories, wishes, now=NOW).stories
    assert plain <= {one.topic for one in shown}
    assert len({one.story_id for one in shown}) == len(shown) == min(4, len(stories))
