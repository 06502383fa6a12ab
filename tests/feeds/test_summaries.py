"""Summaries are written once for each changed story, by any summariser, and digests show them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from digest.builder import DigestBuilder
from domain.clock import AdjustableClock
from domain.digest import DigestRequest, DigestStory, SummarySentence, Window
from domain.ids import StoryId
from domain.story import StoryArticle
from feeds.summaries import BATCH, REST, SummaryWriter
from storage.interface import Annotated, Storage
from tests.storage.openers import open_storage
from tests.storage.shelf import NOW, Shelf, annotate

WINDOW = Window(NOW - timedelta(days=1), NOW + timedelta(days=1))


@dataclass
class Counting:
    """A summariser that invents its summaries: how many articles the story has, and their language."""

    asked: list[list[str]] = field(default_factory=list)
    refuses: str = "nothing"  # the headline of a story that this summariser refuses to summarise
    is_ill: bool = False

    async def summarise(self, groups: Sequence[Sequence[StoryArticle]]) -> list[tuple[SummarySentence, ...]]:
        self.asked.append([group[0].headline for group in groups])
        if self.is_ill or any(self.refuses in article.headline for group in groups for article in group):
            raise ValueError("секрет")
        return [
            (SummarySentence(f"{len(group)} на {group[0].language}", group[0].source, group[0].url),)
            for group in groups
        ]


@pytest.fixture
async def shelf(tmp_path: Path) -> AsyncIterator[Shelf]:
    async with open_storage(tmp_path) as opened:
        yield Shelf(opened.storage)


async def digest(storage: Storage, **wishes: object) -> dict[str, DigestStory]:
    request = DigestRequest(WINDOW, **wishes)  # type: ignore[arg-type]
    made = await DigestBuilder(storage).build(request, now=NOW)
    return {story.headline: story for story in made.stories}


def said(story: DigestStory) -> str:
    return " ".join(sentence.text for sentence in story.summary)


async def test_a_digest_shows_what_an_invented_summariser_wrote_once(shelf: Shelf) -> None:
    await shelf.tell("Мост открыли", story=1, source="Тандем")
    await shelf.tell("Мост в Оше открыли", story=1, source="Вестник")
    await shelf.tell("Көпүрө ачылды", story=1, source="Кабар", language="ky")
    summariser = Counting()
    writer = SummaryWriter(shelf.storage.stories, summariser, AdjustableClock())
    assert await writer.write() == 1
    assert await writer.write() == 0
    assert summariser.asked == [["Мост открыли", "Көпүрө ачылды"]]
    assert said((await digest(shelf.storage, languages=("ru",)))["Мост открыли"]) == "2 на ru"
    assert said((await digest(shelf.storage, languages=("ky", "ru")))["Көпүрө ачылды"]) == "1 на ky"


async def test_what_a_publisher_corrected_is_shown_at_once(shelf: Shelf) -> None:
    article = await shelf.tell("Мост открыли", "Открыл мост аким.", story=1)
    writer = SummaryWriter(shelf.storage.stories, Counting(), AdjustableClock())
    await writer.write()
    corrected = Annotated(article, annotate("Мост открыли", "Мост пока закрыт.", "ru"), StoryId(1), is_news=False)
    await shelf.storage.articles.save_annotations([corrected], now=NOW)
    assert said((await digest(shelf.storage))["Мост открыли"]) == "Мост пока закрыт."
    assert await writer.write() == 1
    assert said((await digest(shelf.storage))["Мост открыли"]) == "1 на ru"


async def test_a_story_that_grows_is_summarised_again(shelf: Shelf) -> None:
    await shelf.tell("Мост открыли", story=1)
    await shelf.tell("Снег выпал", story=2)
    writer = SummaryWriter(shelf.storage.stories, summariser := Counting(), AdjustableClock())
    await writer.write()
    await shelf.tell("Мост в Оше открыли", story=1, source="Вестник")
    # The old summary is shown until a new one is written.
    assert said((await digest(shelf.storage))["Мост открыли"]) == "1 на ru"
    assert await writer.write() == 1
    assert summariser.asked[1:] == [["Мост открыли"]]
    assert said((await digest(shelf.storage))["Мост открыли"]) == "2 на ru"


async def test_who_may_not_see_an_article_is_shown_no_summary_of_it(shelf: Shelf) -> None:
    await shelf.tell("Мост открыли", "Открыл мост аким.", story=1, source="Тандем")
    await shelf.tell("Мост в Оше открыли", "Мост открыт для всех.", story=1, source="Вестник")
    await SummaryWriter(shelf.storage.stories, Counting(), AdjustableClock()).write()
    shown = (await digest(shelf.storage, muted_sources=("Вестник",)))["Мост открыли"]
    assert [sentence.source for sentence in shown.summary] == ["Тандем"]
    assert said(shown) == "Открыл мост аким."


async def test_of_an_update_only_what_is_new_is_shown(shelf: Shelf) -> None:
    first = await shelf.tell("Мост открыли", "Открыл мост аким.", story=1)
    await shelf.tell("Мост закрыли", "Вечером его закрыли на ремонт до весны.", story=1, source="Вестник")
    await SummaryWriter(shelf.storage.stories, Counting(), AdjustableClock()).write()
    shown = (await digest(shelf.storage, told=frozenset({first})))["Мост закрыли"]
    assert said(shown) == "Вечером его закрыли на ремонт до весны."


async def test_articles_that_moved_take_no_summary_with_them(shelf: Shelf) -> None:
    await shelf.tell("Мост открыли", "Открыл мост аким.", story=1)
    moved = await shelf.tell("Снег выпал", "Снег лёг на перевале.", story=1, source="Вестник")
    writer = SummaryWriter(shelf.storage.stories, Counting(), AdjustableClock())
    await writer.write()
    await shelf.storage.stories.regroup({moved: StoryId(7)}, now=NOW)
    shown = await digest(shelf.storage)
    assert said(shown["Мост открыли"]) == "Открыл мост аким."
    assert said(shown["Снег выпал"]) == "Снег лёг на перевале."
    assert await writer.write() == 2
    assert {said(story) for story in (await digest(shelf.storage)).values()} == {"1 на ru"}


async def test_one_story_that_nobody_can_summarise_costs_itself_alone(shelf: Shelf) -> None:
    for number in range(1, 4):
        await shelf.tell(f"Весть {number}", f"Слово {number}.", story=number)
    writer = SummaryWriter(shelf.storage.stories, Counting(refuses="Весть 2"), AdjustableClock())
    with capture_logs() as lines:
        assert await writer.write() == 3
        assert await writer.write() == 0
    shown = await digest(shelf.storage)
    assert [said(shown[f"Весть {number}"]) for number in (1, 2, 3)] == ["1 на ru", "Слово 2.", "1 на ru"]
    assert [line["story"] for line in lines] == [2]
    assert "секрет" not in str(lines)


async def test_a_summariser_that_is_down_rests_and_nothing_is_given_up(shelf: Shelf) -> None:
    for number in range(1, BATCH + 3):
        await shelf.tell(f"Весть {number}", story=number)
    seconds = 1000.0
    summariser = Counting(is_ill=True)
    writer = SummaryWriter(shelf.storage.stories, summariser, AdjustableClock(), monotonic=lambda: seconds)
    assert await writer.write() == 0
    asked = len(summariser.asked)
    assert asked < BATCH
    assert await writer.write() == 0
    assert len(summariser.asked) == asked
    summariser.is_ill = False
    seconds += REST
    assert [await writer.write() for _ in range(3)] == [BATCH, 2, 0]


async def test_the_story_as_it_is_found_has_its_summaries(shelf: Shelf) -> None:
    article = await shelf.tell("Мост открыли", story=1)
    await SummaryWriter(shelf.storage.stories, Counting(), AdjustableClock()).write()
    (story,) = await shelf.storage.stories.get([StoryId(1)])
    (summary,) = story.summaries
    assert summary.articles == (article,)
    assert replace(story, summaries=()) != story
