"""The contract of search: which stories a query finds, in which order, page by page."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage.interface import SearchRequest
from tests.storage.shelf import NOW, Shelf
from text.query import Term

FORMS = [  # (language, text, query)
    ("ru", "Тушат пожары в горах", "пожар"),
    ("ru", "Пожар потушен", "пожаров"),
    ("ru", "Ещё один ёж", "ежа"),
    ("ru", "Люди вышли на площадь", "человек"),
    ("ru", "Токаев прибыл в Бишкек", "Tokayev"),
    ("ru", "Токаева встретили в аэропорту", "tokaev"),
    ("ru", "Президент Садыр Жапаров выступил", "Жапаровго"),
    ("ru", "Курманжан Датка: новая опера", "Kurmanjan"),
    ("ru", "Дожди в Джалал-Абаде", "Jalal-Abad"),
    ("ru", "Дожди в Джумгале", "Жумгал"),
    ("ky", "Жалал-Абадда жамгыр жаады", "Джалал-Абад"),
    ("ky", "Жапаровго кат жазышты", "Жапаров"),
    ("ky", "Жапаровдун сөзү", "Жапаровго"),
    ("ky", "Өрттү өчүрүштү", "өрт"),
    ("ky", "Шаардагы өрттөр", "орт"),
    ("ky", "Мектептерде окуу башталды", "мектеп"),
    ("ky", "Мектепке жаңы окуучулар келди", "мектептердин"),
    ("ky", "«Жибек Жолунда» көргөзмө", "Jibek Jolu"),
    ("ky", "Жаңы көпүрө", "копуро"),
    ("ky", "Көчкү жүрдү", "көчкүнүн"),
    ("ky", "Шаар күнү", "шаардын"),
    ("ky", "Жаңы жол салынды", "жолдордун"),
    ("kk", "Қазақстанда мұғалімдер күні", "казакстан"),
    ("kk", "Тоқаев сөз сөйледі", "Токаев"),
    ("kk", "Жолдарды жөндеу", "жол"),
    ("kk", "Қала күні", "қаланың"),
    ("uz", "Bozor ochildi", "bozorlarning"),
    ("uz", "Oʻzbekistonda paxta terimi", "ozbekiston"),
    ("uz", "Maktablarda dars boshlandi", "maktab"),
    ("uz", "Shavkat Mirziyoyev Samarqandda", "Мирзиёев"),
    ("tg", "Дар Тоҷикистон ҷашн", "точикистон"),
    ("tg", "Китоби нав нашр шуд", "китобҳоро"),
    ("tg", "Мактабҳои нав кушода шуданд", "мактаб"),
    ("tg", "Раҳмон ба Хуҷанд рафт", "Рахмон"),
    ("en", "Wildfires spread in the hills", "wildfire"),
    ("en", "Parliament passed the budgets", "budget"),
    ("ru", "Протесты у здания парламента", "ghjntcn"),
    ("ru", "Инфляция составила 12 процентов", "12"),
    ("ru", "Рейс KC-123 задержан", "KC-123"),
    ("ru", "Премьер-министр подал в отставку", "премьер"),
]


@pytest.mark.parametrize(("language", "written", "typed"), FORMS)
async def test_a_word_is_found_in_every_form(shelf: Shelf, language: str, written: str, typed: str) -> None:
    await shelf.tell("Совсем иная весть об этом дне")
    wanted = await shelf.tell(written, "Без тех слов.", language=language)
    assert await shelf.found(typed) == [wanted]


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("ru", "Дали им слово", "имя"),
        ("ky", "Жолдошу менен келди", "жол"),
        ("ru", "Столица ждёт гостей", "стол"),
        ("ru", "Мостовая в центре", "мост"),
    ],
)
async def test_a_word_does_not_find_strangers(shelf: Shelf, language: str, written: str, typed: str) -> None:
    await shelf.tell(written, "Без тех слов.", language=language)
    assert await shelf.found(typed) == []


async def test_exact_words_come_first_then_lemmas_then_stems(shelf: Shelf) -> None:
    stem = await shelf.tell("Новости дня", "Жапаровдун сөзү.", language="ky")
    lemma = await shelf.tell("Новости дня", "Встретили Жапарова.")
    exact = await shelf.tell("Новости дня", "Выступил Жапаров.")
    assert await shelf.found("Жапаров") == [exact, lemma, stem]
    assert await shelf.found("Жапаровдун") == [stem, exact, lemma]


async def test_titles_weigh_more_than_text_and_fresh_more_than_old(shelf: Shelf) -> None:
    old = await shelf.tell("Мост открыт", at=NOW - timedelta(days=40))
    in_text = await shelf.tell("Весна в городе", "Открыт мост.", at=NOW)
    in_title = await shelf.tell("Мост открыт весной", "Весна в городе.", at=NOW)
    newer = await shelf.tell("Весна пришла", "Открыт мост.")
    assert await shelf.found("мост") == [in_title, newer, in_text, old]
    assert await shelf.found("мост", newest_first=True) == [newer, in_title, in_text, old]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("мост", {1, 2, 3}),
        ("мост река", {1, 3}),
        ("река мост", {1, 3}),
        ('"через реку"', {1}),
        ('"мост через реку"', {1}),
        ('"реку через"', set()),
        ('мост -"через реку"', {2, 3}),
        ("мост -река", {2}),
        ("мост -реки -парк", set()),
        ("парк OR река", {1, 2, 3}),
        ("парк ИЛИ река", {1, 2, 3}),
        ("мост парк | лодки", {2, 3}),
        ("OR мост", {1, 2, 3}),
        ("мост OR", {1, 2, 3}),
        ("-мост", set()),
        ("topic:economy", {2}),
        ("тема:экономика мост", {2}),
        ("country:kz", {3}),
        ("страна:казахстан", {3}),
        ("страна:KZ страна:kg", {1, 2, 3}),
        ("lang:ky", {3}),
        ("язык:кыргызский мост", {3}),
        ("source:вестник", {2}),
        ('источник:"Вестник степи"', {2}),
        ("source:вест", {2}),
        ("source:нет мост", set()),
        ("мост -source:вестник", {1, 3}),
        ("-источник:тандем с:9999д", {2}),
        ("since:1d мост", {2, 3}),
        ("с:1д", {2, 3}),
        ("since:2026-03-01", {2, 3}),
        ("с:01.03.2026 мост", {2, 3}),
        ("until:2026-03-01", {1}),
        ("до:01.03.2026 мост", {1}),
        ("since:2026-02 until:2026-03", {1}),
        ("until:2025-06-01 мост", set()),
        ("since:завтра", set()),
        ("topic:мост", set()),
        ("", set()),
    ],
)
async def test_the_query_language(shelf: Shelf, query: str, expected: set[int]) -> None:
    ids = {
        await shelf.tell("Мост через реку", at=NOW - timedelta(days=9)): 1,
        await shelf.tell("Мост в парке", source="Вестник степи", topics=("economy",), at=NOW): 2,
        await shelf.tell("Мост, лодки и река", countries=("kz",), language="ky"): 3,
    }
    assert {ids[found] for found in await shelf.found(query)} == expected


async def test_a_moment_before_which_looks_at_publishing_and_not_at_storing(shelf: Shelf) -> None:
    """Most articles are stored soon after publishing; some years later, as in a feed's first poll."""
    moments = [  # stored, published
        ("2026-01-10T23:59", "2026-01-10T23:50"), ("2026-01-12T08:00", "2026-01-12T07:00"),
        ("2026-01-12T12:00", "2026-01-12T11:59"), ("2026-01-13T00:05", "2026-01-12T23:55"),
        ("2026-02-01T09:00", "2025-12-31T22:00"), ("2026-02-01T10:00", "2026-01-11T10:00"),
        ("2026-02-02T10:00", "2026-01-31T10:00"), ("2026-02-03T10:00", "2014-05-05T10:00"),
        ("2026-02-04T10:00", "2020-12-05T10:00"), ("2026-02-04T10:10", "2025-05-05T10:00"),
        ("2026-02-05T10:00", "2026-02-05T09:59"),
    ]  # fmt: skip
    published = {}
    for number, moment in enumerate(moments):
        stored_at, published_at = (datetime.fromisoformat(f"{one}:00+00:00") for one in moment)
        topic = "economy" if number % 2 else "society"
        article = await shelf.tell(f"Мост номер {number}", at=stored_at, published_at=published_at, topics=(topic,))
        published[article] = published_at
    ask = shelf.storage.search.search
    for until in (*published.values(), NOW, *(moment + timedelta(minutes=1) for moment in published.values())):
        for since in (None, datetime(2014, 9, 1, tzinfo=UTC), datetime(2026, 1, 11, tzinfo=UTC)):
            for groups in ((), ((Term(("мост",)),),)):
                for newest_first in (False, True):
                    request = SearchRequest(groups, since=since, until=until, newest_first=newest_first, limit=20)
                    found = (await ask(request)).best
                    wanted = {one for one, moment in published.items() if moment < until}
                    wanted -= {one for one in wanted if since and published[one] < since}
                    assert set(found) == wanted, request
                    if newest_first:
                        assert list(found) == sorted(found, reverse=True)
                    narrowed = (await ask(replace(request, topics=("economy",)))).best
                    assert set(narrowed) == {one for one in wanted if one % 2 == 0}, request


async def test_results_are_stories_with_their_best_article(shelf: Shelf) -> None:
    await shelf.tell("Весть дня", "Открыт мост.", story=1)
    best = await shelf.tell("Открыт мост", story=1, source="Вестник")
    await shelf.tell("Ещё весть", "Мосты открыты.", story=1, source="Обзор")
    other = await shelf.tell("Мосты Бишкека", story=2)
    page = await shelf.page("мост")
    assert [story.id for story in page.stories] == [1, 2]
    assert page.best == (best, other)
    assert page.stories[0].sources == ("Тандем", "Вестник", "Обзор")
    assert page.next is None


async def test_muted_sources_are_left_out(shelf: Shelf) -> None:
    kept = await shelf.tell("Открыт мост")
    await shelf.tell("Открыт новый мост", source="Вестник")
    assert await shelf.found("мост", muted_sources=("Вестник",)) == [kept]
    assert await shelf.found("since:7d", muted_sources=("Вестник",)) == [kept]


async def test_what_a_feed_passes_on_is_found_and_muted_by_its_own_publisher(shelf: Shelf) -> None:
    await shelf.poll(shelf.article("Открыт мост", source="Село"), shelf.article("Мост закрыт", source="Сельская жизнь"))
    await shelf.read_all()
    own = await shelf.tell("Мост моют")
    other, one = sorted(set(await shelf.found("мост")) - {own})  # a poll lists its newest first
    assert await shelf.found("мост source:Село") == [one]
    assert {*await shelf.found("мост source:сел")} == {one, other}
    assert await shelf.found("мост source:Тандем") == [own], "the feed's name is not its publisher's"
    assert {*await shelf.found("мост", muted_sources=("Тандем",))} == {one, other}
    assert await shelf.found("мост", muted_sources=("село", "Сельская")) == [own]


async def test_nothing_is_asked_nothing_is_found(shelf: Shelf) -> None:
    await shelf.tell("Открыт мост")
    assert (await shelf.storage.search.search(SearchRequest())).stories == ()
    assert (await shelf.storage.search.search(SearchRequest(muted_sources=("Вестник",)))).stories == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("похары", "пожары"), ("опжары", "пожары"), ("пожарыы", "пожары"), ("шкоал", "школа"),
        ("правителство", "правительство"),
    ],
)  # fmt: skip
async def test_the_nearest_words_of_the_index_are_suggested(shelf: Shelf, typed: str, meant: str) -> None:
    await shelf.tell("Тушат пожары в горах")
    await shelf.tell("Новая школа")
    await shelf.tell("Правительство заседает")
    assert (await shelf.storage.search.similar_words(typed))[0] == meant
    assert await shelf.storage.search.similar_words("абвгд") == ()
    assert await shelf.storage.search.similar_words("'\"*") == ()


async def test_of_equally_near_words_the_commoner_is_suggested_first(shelf: Shelf) -> None:
    await shelf.tell("Море волнуется")
    for number in range(3):
        await shelf.tell(f"Горе от ума, вечер {number}")
    assert await shelf.storage.search.similar_words("норе") == ("горе", "море")


async def test_what_a_slow_poll_stores_behind_midnight_is_before_it(shelf: Shelf) -> None:
    """Ids follow time except for some seconds: polls are written in the order in which they end."""
    midnight = datetime(2026, 3, 2, tzinfo=UTC)
    first = await shelf.tell("Мост построен", at=midnight - timedelta(minutes=5))
    after = await shelf.tell("Мост открыт", at=midnight + timedelta(seconds=1))
    behind = await shelf.tell("Мост закрыт", at=midnight - timedelta(seconds=2))
    last = await shelf.tell("Мост сожжён", at=midnight + timedelta(seconds=3))
    for query in ("мост", "до:02.03.2026 мост", "с:02.03.2026 мост"):
        found = await shelf.found(query)
        wanted = {first, behind} if "до" in query else {after, last} if "с:" in query else {first, behind, after, last}
        assert set(found) == wanted, query
    saved = await shelf.tell("Мост спасён", at=midnight + timedelta(days=1, seconds=2))
    before = await shelf.tell("Мост тот же", at=midnight + timedelta(days=1, seconds=1))
    assert set(await shelf.found("с:03.03.2026 мост")) == {saved, before}
