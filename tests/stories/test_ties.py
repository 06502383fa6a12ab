"""Editors' judgements on pairs of articles hold in every clustering, and the latest counts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.loader import load_lexicon
from domain.correction import merged, parted
from domain.features import StoryItem
from domain.ids import ArticleId
from stories.index import StoryIndex
from stories.linkage import CAUTION, average_link
from stories.ties import Said, ties_of
from text.features import features
from text.mentions import named_in

LEXICON = load_lexicon(Path(__file__).parents[2] / "catalogue")
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
FIRE = "Ночью в Токмоке загорелся склад. Сгорело 40 тонн сахара, площадь пожара составила 600 квадратных метров."
BRIDGE = "В Оше открыли новый мост через реку Ак-Буура. Движение по мосту начнётся в понедельник."
POINTS = 8
pairs = st.lists(
    st.tuples(st.integers(0, POINTS - 1), st.integers(0, POINTS - 1), st.booleans()).filter(
        lambda one: one[0] != one[1]
    ),
    max_size=12,
)
edges = st.lists(st.tuples(st.integers(0, POINTS - 1), st.integers(0, POINTS - 1), st.floats(0.0, 2.0)), max_size=30)


def item(number: ArticleId, title: str, text: str, *, hours: float = 0.0) -> StoryItem:
    moment = NOW + timedelta(hours=hours)
    found = features(title=title, text=text, language="ru", named=named_in(title, text, "ru", LEXICON))
    return StoryItem(number, f"источник {number}", "ru", moment, moment, found)


def kept(said: Sequence[Said]) -> list[Said]:
    """Return the judgements that do not contradict a later one, the latest first; computed in the obvious, slow way."""
    found: list[Said] = []
    for one in said:
        if _agree([*found, one]):
            found.append(one)
    return found


def _agree(said: Sequence[Said]) -> bool:
    group = list(range(POINTS))
    for one, other, is_same in said:
        if is_same:
            group = [group[one] if number == group[other] else number for number in group]
    return all(group[one] != group[other] for one, other, is_same in said if not is_same)


@settings(max_examples=200, deadline=None)
@given(pairs, edges)
def test_every_word_that_no_later_one_contradicts_holds_whatever_is_alike(
    said: list[Said], likeness: list[tuple[int, int, float]]
) -> None:
    groups = average_link(POINTS, likeness, caution=CAUTION, ties=ties_of(list(map(ArticleId, range(POINTS))), said))
    for one, other, is_same in kept(said):
        assert (groups[one] == groups[other]) is is_same


@settings(max_examples=50, deadline=None)
@given(edges)
def test_without_a_word_nothing_changes(likeness: list[tuple[int, int, float]]) -> None:
    assert (
        ties_of(list(map(ArticleId, range(POINTS))), [(ArticleId(100), ArticleId(101), True)]) is None
    )  # articles that do not exist
    plain = average_link(POINTS, likeness, caution=CAUTION)
    tied = average_link(POINTS, likeness, caution=CAUTION, ties=ties_of(list(map(ArticleId, range(POINTS))), []))
    assert {(a, b) for a, b in combinations(range(POINTS), 2) if plain[a] == plain[b]} == {
        (a, b) for a, b in combinations(range(POINTS), 2) if tied[a] == tied[b]
    }


def _filled() -> StoryIndex:
    index = StoryIndex(next_story_id=10)
    for number, (title, text) in enumerate(
        [
            ("Пожар в Токмоке", FIRE),
            ("Склад сгорел в Токмоке", FIRE),
            ("Мост в Оше", BRIDGE),
            ("Новый мост в Оше", BRIDGE),
        ],
        start=1,
    ):
        index.assign(item(ArticleId(number), title, text))
    return index


def test_a_merge_and_a_split_hold_through_ten_joinings_and_late_articles() -> None:
    for said, move, together, apart in (
        (
            merged([ArticleId(1), ArticleId(2)], [ArticleId(3), ArticleId(4)], NOW),
            {3: 10, 4: 10},
            [(1, 2), (2, 3), (3, 4)],
            [],
        ),
        (parted([ArticleId(1)], [ArticleId(2)], NOW), {1: 30}, [(3, 4)], [(1, 2)]),
    ):
        index = _filled()
        index.move(move)  # type: ignore[arg-type]
        told = [(pair.one, pair.other, pair.is_same) for pair in said]
        for number in range(10):
            index.assign(item(ArticleId(20 + number), "Пожар на складе в Токмоке", FIRE, hours=number / 2))
            index.rejoin(told)
            story = {article.article_id: story_id for article, story_id in index.window()}
            assert all(story[ArticleId(one)] == story[ArticleId(other)] for one, other in together)
            assert all(story[ArticleId(one)] != story[ArticleId(other)] for one, other in apart)
        late = {story[ArticleId(20 + number)] for number in range(10)}
        assert len(late) == 1
        assert late <= {story[ArticleId(1)], story[ArticleId(2)]}, (
            "late articles go where they belong, into one half of what was parted"
        )


def test_stories_alike_are_offered_the_nearest_first_and_never_the_own() -> None:
    index = _filled()
    index.assign(
        item(
            ArticleId(9),
            "Мост в Таласе",
            "В Таласе закрыли старый мост через реку. Движение остановлено до понедельника.",
        )
    )
    story = {article.article_id: story_id for article, story_id in index.window()}
    assert story[ArticleId(9)] != story[ArticleId(3)]
    assert index.alike([ArticleId(9)], most=5)[0] == story[ArticleId(3)]
    assert story[ArticleId(9)] not in index.alike([ArticleId(9)], most=5)
    assert index.alike([ArticleId(9)], most=0) == []
    assert index.alike([ArticleId(77)], most=5) == []
