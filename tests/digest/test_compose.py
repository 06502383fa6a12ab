"""The stories of a digest: ranked, with disagreements, and told again only with news."""

from dataclasses import replace
from datetime import timedelta

from digest.compose import Shortlist, compose
from digest.rank import rank
from domain.digest import Disagreement, Earlier
from domain.ids import ArticleId, StoryId
from tests.builders import NOW, article, request, story, texts
from tests.lexicon import LEXICON

FIRE = "В Токмоке сгорел склад с сахаром."


def test_a_story_of_more_sources_stands_higher_and_one_of_a_single_source_is_allowed() -> None:
    alone = story(1, article(9, "В Оше открыли мост."))
    same_source = [article(number, FIRE, source="Тандем") for number in (1, 2, 3)]
    crowd = [article(number, FIRE) for number in (4, 5, 6)]
    stories = [alone, story(2, *same_source), story(3, *crowd)]
    digest = compose(stories, request(), now=NOW)
    assert digest.stories[0].story_id == 3
    assert {found.story_id for found in digest.stories} == {1, 2, 3}
    muted = request(muted_sources=("Источник 4", "Источник 5", "Источник 6"))
    assert rank(stories, muted, now=NOW)[-1].id == 3


def test_fresher_stories_of_the_readers_topics_and_countries_stand_higher() -> None:
    old = story(1, article(1, FIRE, stored_at=NOW - timedelta(hours=20)))
    new = story(2, article(2, "В Оше открыли мост."))
    sport = story(3, article(3, "Борцы увезли золото.", topics=("sports",)))
    abroad = story(4, article(4, "В Алматы построили школу.", topics=("sports",), countries=("kz",)))
    wanted = request(topics=("sports",), countries=("kz",))
    assert [found.id for found in rank([old, new], request(), now=NOW)] == [2, 1]
    assert [found.id for found in rank([new, sport, abroad], wanted, now=NOW)][:2] == [4, 3]


def test_sources_that_disagree_on_a_number_are_shown_side_by_side() -> None:
    told = story(
        1,
        article(1, "В аварии на трассе погибли 3 человека.", source="Тандем"),
        article(2, "В аварии погибли 5 человек, сообщили врачи.", source="Вестник"),
        article(3, "Число погибших в аварии: погибли пятеро.", source="Перевал"),
    )
    (found,) = compose([told], request(), now=NOW).stories
    assert found.disagreement == Disagreement((("Тандем", "3"), ("Вестник", "5"), ("Перевал", "пятеро")))


def test_sources_that_agree_or_count_other_things_do_not_disagree() -> None:
    for one, other in (
        ("Погибли 3 человека.", "Погибли трое, сообщили врачи."),
        ("Погибли 3 человека.", "Ранены 5 человек."),
        ("Погиб 45-летний водитель.", "Погиб водитель 12 мая."),
        ("3 мая погиб водитель.", "Водитель погиб в 5 часов."),
    ):
        (found,) = compose(
            [story(1, article(1, one), article(2, other))], request(), now=NOW
        ).stories  # fmt: skip
        assert found.disagreement is None, (one, other)


def test_a_publisher_that_corrected_itself_does_not_disagree_with_itself() -> None:
    told = story(
        1,
        article(1, "Погибли 3 человека.", source="Тандем"),
        article(2, "Погибли 5 человек.", source="Тандем"),
    )
    assert compose([told], request(), now=NOW).stories[0].disagreement is None


def test_a_told_story_comes_again_only_with_something_new() -> None:
    first = article(1, FIRE, "Пострадавших нет, сообщили спасатели.")
    echo = article(2, "Склад с сахаром сгорел в Токмоке.", "Спасатели сообщили: пострадавших нет.")
    toll = article(3, "Ущерб от пожара в Токмоке: 12 миллионов сомов.", "Владелец склада подал в суд на соседей.")
    told = request(told=frozenset({1}))
    assert compose([story(1, first)], told, now=NOW).stories == ()
    assert compose([story(1, first, echo)], told, now=NOW).stories == ()
    (found,) = compose([story(1, first, echo, toll)], told, now=NOW).stories
    assert found.is_update
    assert "12 миллионов" in found.summary[0].text
    assert all(sentence.source == "Источник 3" for sentence in found.summary)
    (fresh,) = compose([story(1, first, echo, toll)], request(), now=NOW).stories
    assert not fresh.is_update


def test_the_same_news_in_another_language_is_no_news_but_other_figures_are() -> None:
    first = article(1, FIRE, "Ущерб: 12 миллионов сомов.")
    echo = article(2, "Токмокто кант кампасы өрттөндү.", "Чыгым: 12 миллион сом.", language="ky")
    toll = article(3, "Токмокто кант кампасы өрттөндү.", "Чыгым: 15 миллион сом.", language="ky")
    told = request(told=frozenset({1}), languages=("ru", "ky"))
    assert compose([story(1, first, echo)], told, now=NOW).stories == ()
    (found,) = compose([story(1, first, toll)], told, now=NOW).stories
    assert found.is_update
    assert "15 миллион" in found.summary[0].text


def test_only_what_was_not_told_is_news_wherever_it_stands_in_the_story() -> None:
    """After a regrouping, or if an article was read late, an article that was not told may be older than a told one."""
    late, first, moved = (
        article(1, "Спасатели вывезли 40 тонн сахара."),
        article(2, FIRE, "Пострадавших нет, сообщили спасатели."),
        article(3, "Ущерб от пожара: 12 миллионов сомов."),
    )
    (found,) = compose([story(1, late, first, moved)], request(told=frozenset({2, 3})), now=NOW).stories
    assert found.is_update
    assert [sentence.source for sentence in found.summary] == ["Источник 1"]
    assert found.articles == (1, 2, 3)
    assert compose([story(1, late, first, moved)], request(told=frozenset(found.articles)), now=NOW).stories == ()


def test_what_a_reader_cannot_see_is_not_told() -> None:
    russian, kyrgyz = article(1, FIRE), article(2, "Чыгым: 15 миллион сом.", language="ky")
    (found,) = compose([story(1, russian, kyrgyz)], request(languages=("ru",)), now=NOW).stories
    assert found.articles == (1,)
    both = request(languages=("ru", "ky"), told=frozenset(found.articles))
    (found,) = compose([story(1, russian, kyrgyz)], both, now=NOW).stories
    assert (found.is_update, found.language) == (True, "ky")


def test_a_shortlist_serves_all_histories() -> None:
    bridge, fire = story(1, article(1, "В Оше открыли мост.")), story(2, article(2, FIRE), article(3, "Ущерб 9 тонн."))
    shortlist = Shortlist([bridge, fire], request(limit=1), now=NOW)
    for ids in ((), (1,), (2,), (1, 2, 3), (2, 3)):
        told = frozenset(map(ArticleId, ids))
        alone = compose([bridge, fire], request(limit=1, told=told), now=NOW)
        assert shortlist.digest(told) == shortlist.digest(told) == alone
    assert shortlist.digest(frozenset({ArticleId(1), ArticleId(2), ArticleId(3)})).stories == ()


def test_a_figure_beside_a_country_is_no_count_of_the_dead() -> None:
    """Not a count of the dead, although the name Казахстан begins with «каза», which means death in Kyrgyz."""
    said = (
        ("ru", "В Казахстан прибыли 12 врачей.", "В Казахстан прибыли 14 врачей."),
        ("kk", "Қазақстанға 12 дәрігер келді.", "Қазақстанға 14 дәрігер келді."),
        ("ky", "Казакстанга 12 дарыгер келди.", "Казакстанга 14 дарыгер келди."),
    )
    for language, one, other in said:
        told = story(1, article(1, one, language=language), article(2, other, source="Вестник", language=language))
        (found,) = compose([told], request(), now=NOW).stories
        assert found.disagreement is None, language


def test_what_a_follow_brought_comes_first_then_topic_by_topic_and_no_story_twice() -> None:
    told = [
        story(1, article(1, "Акча", topics=("economy",)), article(2, "Акча", topics=("economy",), source="Б")),
        story(2, article(3, "Китеп", topics=("culture", "economy"))),
        story(3, article(4, "Базар", topics=("economy",))),
        story(4, article(5, "Жол", topics=("culture",))),
    ]
    shown = compose(told, request(topics=("culture", "economy"), follows=("жол",)), now=NOW).stories
    sections = [(one.is_followed, one.topic) for one in shown]
    assert sections[0] == (True, "culture")
    assert [topic for _, topic in sections[1:]] == ["economy", "economy", "culture"]
    assert sorted(one.story_id for one in shown) == [1, 2, 3, 4]


def test_follows_find_what_other_languages_say_unless_the_reader_wants_their_own_alone() -> None:
    told = story(1, article(1, "Токойдо өрт чыкты.", "Эч ким жабыркаган жок.", language="ky"))
    for own_language_only in (False, True):
        asked = request(topics=("sports",), follows=("пожар",), own_language_only=own_language_only)
        digest = compose([told], asked, now=NOW, lexicon=LEXICON)
        assert [found.is_followed for found in digest.stories] == [True] * (not own_language_only)


def test_a_muted_word_hides_its_own_language_alone() -> None:
    told = story(1, article(1, "Токойдо өрт чыкты.", "Эч ким жабыркаган жок.", language="ky"))
    assert compose([told], request(muted_words=("пожар",)), now=NOW, lexicon=LEXICON).stories
    assert not compose([told], request(muted_words=("өрттүн",)), now=NOW, lexicon=LEXICON).stories


def test_an_affair_is_told_once_by_its_newest_story_with_what_was_before() -> None:
    closed = story(1, article(1, "Дорогу на Торугарт закрыли."), article(2, "Торугарт жолу жабылды.", language="ky"))
    opened = story(2, article(3, "Дорогу на Торугарт открыли."), develops=1, earlier=closed.articles)
    again = story(3, article(4, "На Торугарте возобновили пропуск."), develops=2, earlier=opened.articles)
    digest = compose([closed, opened, again], request(), now=NOW)
    assert [found.story_id for found in digest.stories] == [3]
    assert digest.stories[0].earlier == Earlier("Дорогу на Торугарт открыли", "https://example.org/3")
    (found,) = compose([opened], request(), now=NOW).stories  # the earlier story was told in another digest
    assert found.earlier == Earlier("Дорогу на Торугарт закрыли", "https://example.org/1")
    (found,) = compose([opened], request(muted_sources=("Источник 1", "Источник 2")), now=NOW).stories
    assert found.earlier is None
    (kept,) = compose([closed, opened], request(muted_sources=("Источник 3",)), now=NOW).stories
    assert (kept.story_id, kept.earlier) == (1, None)


def test_a_story_that_develops_one_that_was_told_is_marked_and_told_whole() -> None:
    closed = story(1, article(1, "Дорогу на Торугарт закрыли."))
    opened = story(2, article(2, "Дорогу на Торугарт открыли."), develops=1, earlier=closed.articles)
    again = story(3, article(3, "На Торугарте возобновили пропуск."), develops=2, earlier=opened.articles)
    whole = texts(compose([again], request(), now=NOW).stories[0].summary)
    for stories, told in (([again], 2), ([opened, again], 1), ([opened], 1)):
        (found,) = compose(stories, request(told=frozenset({told})), now=NOW).stories
        assert found.is_update, (stories, told)
    (found,) = compose([opened, again], request(told=frozenset({1})), now=NOW).stories
    assert texts(found.summary) == whole
    (fresh,) = compose([opened, again], request(told=frozenset({9})), now=NOW).stories
    assert not fresh.is_update
    round_about = [replace(closed, develops=StoryId(3)), opened, again]
    assert compose(round_about, request(told=frozenset({1})), now=NOW).stories == ()


def test_the_newest_count_leads_and_an_older_one_is_told_as_such() -> None:
    morning = article(1, "В аварии погибли 3 человека.", source="Тандем", published_at=NOW - timedelta(hours=6))
    noon = article(2, "Число погибших выросло: погибли 5 человек.", source="Вестник", published_at=NOW)
    (found,) = compose([story(1, morning, noon)], request(), now=NOW).stories
    assert found.headline == "Число погибших выросло: погибли 5 человек"
    assert texts(found.summary)[0] == "Число погибших выросло: погибли 5 человек."
    assert found.disagreement == Disagreement((("Вестник", "5"), ("Тандем", "3")), outdated=("Тандем",))
    same = article(3, "В аварии погибли трое.", source="Перевал", published_at=NOW)
    (found,) = compose([story(1, morning, same)], request(), now=NOW).stories
    assert found.headline == "В аварии погибли 3 человека"
