"""The contract of searching in other words and languages: such results come last, and are marked."""

import pytest

from tests.storage.shelf import Shelf


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("ky", "Токойдо өрт чыкты", "пожаров"),
        ("uz", "O'rmonda yong'in chiqdi", "пожар"),
        ("uz", "Ўрмонда ёнғин чиқди", "өрттөр"),
        ("ru", "Тушат пожар в лесу", "fire"),
        ("ru", "Возгорание на складе", "пожар"),  # another word of the same language, in a title
        ("kk", "Ауданда төтенше жағдай жарияланды", "чрезвычайное положение"),
        ("ru", "Введено чрезвычайное положение", "state of emergency"),
        ("ru", "Дожди в Оше", "O'sh"),
        ("tg", "Ҳамроқулов сухан гуфт", "Хамракулов"),
        ("tg", "Меҳрафзо Қодирова озод шуд", "Кадыровой"),
        ("uz", "Oqtovda port ochildi", "Ақтауда"),
        ("tg", "Дар бозор сӯхтор шуд", "suxtor"),  # a language with other letters
    ],
)
async def test_what_another_language_says_is_found(shelf: Shelf, language: str, written: str, typed: str) -> None:
    await shelf.tell("Совсем иная весть об этом дне")
    wanted = await shelf.tell(written, "Без тех слов.", language=language)
    page = await shelf.page(typed)
    assert (page.best, page.by_word) == ((wanted,), 0)


async def test_words_themselves_come_first_whatever_is_newer(shelf: Shelf) -> None:
    old = await shelf.tell("Новости дня", "Потушен пожар.")
    kyrgyz = await shelf.tell("Токойдо өрт чыкты", language="ky")
    new = await shelf.tell("Пожар на складе")
    tajik = await shelf.tell("Дар бозор сӯхтор шуд", language="tg")
    page = await shelf.page("пожар")
    assert (page.best, page.by_word) == ((new, old, tajik, kyrgyz), 2)


async def test_pages_go_on_from_words_to_other_languages(shelf: Shelf) -> None:
    told = [await shelf.tell("Пожар на складе", f"Сгорело {number}.") for number in range(3)]
    others = [await shelf.tell("Токойдо өрт чыкты", f"Күйдү {number}.", language="ky") for number in range(4)]
    seen: list[int] = []
    counts: list[int] = []
    page = await shelf.page("пожар", limit=2)
    while True:
        seen += page.best
        counts.append(page.by_word)
        if page.next is None:
            break
        page = await shelf.page("пожар", limit=2, cursor=page.next)
    assert seen == [*reversed(told), *reversed(others)]
    assert counts == [2, 1, 0, 0]


async def test_a_story_in_two_languages_is_shown_once_by_its_own_word(shelf: Shelf) -> None:
    russian = await shelf.tell("Пожар на складе", story=7)
    await shelf.tell("Кампада өрт чыкты", language="ky", story=7)
    page = await shelf.page("пожар")
    assert (page.best, page.by_word) == ((russian,), 1)


async def test_all_words_must_meet_each_in_any_language(shelf: Shelf) -> None:
    await shelf.tell("Токойдо өрт чыкты", language="ky")
    both = await shelf.tell("Тоодо өрт чыкты", language="ky")
    assert await shelf.found("пожар горы") == [both]
    assert await shelf.found("пожар -горы") != [both]


async def test_a_language_that_is_asked_for_leaves_out_the_others(shelf: Shelf) -> None:
    russian = await shelf.tell("Пожар на складе")
    kyrgyz = await shelf.tell("Токойдо өрт чыкты", language="ky")
    assert await shelf.found("пожар lang:ru") == [russian]
    assert await shelf.found("пожар lang:ky") == [kyrgyz]


async def test_a_thing_named_far_down_a_text_is_not_what_it_is_about(shelf: Shelf) -> None:
    await shelf.tell("Шаар күнү", "Музыка ойнолду. " * 60 + "Өрт болгон жок.", language="ky")
    assert await shelf.found("пожар") == []


async def test_a_word_of_the_language_does_not_bring_others_from_its_texts(shelf: Shelf) -> None:
    await shelf.tell("Новости дня", "На складе возгорание.")
    assert await shelf.found("пожар") == []
