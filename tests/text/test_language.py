"""Detecting the language of titles, short lines and odd input."""

import pytest

from text.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("В Бишкеке открыли новый мост", "ru"),
        ("Из-за поломки поезда пришли с опозданием", "ru"),
        ("Бишкекте жаңы көпүрө ачылды", "ky"),
        ("Бул тууралуу милиция билдирди", "ky"),
        ("Астанада жаңа көпір ашылды", "kk"),
        ("Алматыда қар жауды", "kk"),
        ("Toshkentda yangi koʻprik ochildi", "uz"),
        ("Тошкентда янги кўприк очилди", "uz"),
        ("Дар Душанбе пули нав кушода шуд", "tg"),
        ("Ҳукумат дар бораи роҳҳо қарор кард", "tg"),
        ("A new bridge has opened in Bishkek", "en"),
        ("𝗧𝗼𝘀𝗵𝗸𝗲𝗻𝘁𝗱𝗮 𝘆𝗮𝗻𝗴𝗶 𝗸𝗼‘𝗽𝗿𝗶𝗸 𝗼𝗰𝗵𝗶𝗹𝗱𝗶", "uz"),
        ("Ａ ｎｅｗ ｂｒｉｄｇｅ ｈａｓ ｏｐｅｎｅｄ", "en"),
        ("У Києві відкрили новий міст через річку", "other"),
        ("В София откриха нов мост, който ще се използва през зимата", "other"),
        ("Ankara'da yeni köprü açıldı ve trafik başladı", "other"),
        ("جسر جديد في المدينة", "other"),
        ("新大桥通车", "other"),
    ],
)
def test_short_texts_are_told_apart(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", " ", "12 345", "😀🎉", "\u200f\u202e", "\0\0", "https://example.com/bridge"])
def test_what_has_no_words_is_other_or_the_hint(text: str) -> None:
    assert detect(text) == "other"
    assert detect(text, hint="kk") == "kk"


def test_a_hint_does_not_overrule_the_text() -> None:
    assert detect("В Бишкеке открыли новый мост", hint="ky") == "ru"


def test_one_foreign_name_does_not_change_the_language() -> None:
    text = (
        "Хозяин поля, компания «Шалғын-Агро», нарушений не признаёт. " + "Рабочие собирают лук и свёклу до осени. " * 4
    )
    assert detect(text) == "ru"


@pytest.mark.parametrize(
    "text",
    [
        "В Бишкеке открыли школу",
        "В Бишкеке Садыр Жапаров открыл школу.",
        "Что это за дорога в Нарыне",
        "В Оше для детей",
        "Ташиев об этом в Кара-Балте",
        "Как в Таласе",
        "Мост или дорога в Токмоке",
    ],
)
def test_a_town_s_name_does_not_make_a_russian_line_kyrgyz(text: str) -> None:
    assert detect(text) == "ru"


@pytest.mark.parametrize(
    "text", ["Садыр Жапаров мектеп ачты", "Бишкекте мектеп ачылды", "Нарында жол оңдолду", "Ташиев Баткенге барды"]
)
def test_a_kyrgyz_line_without_letters_of_its_own_stays_kyrgyz(text: str) -> None:
    assert detect(text) == "ky"
