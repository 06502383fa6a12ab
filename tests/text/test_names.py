"""Names in base form, the same for all cases, spellings and scripts."""

import pytest

from text.lexicon.lexicon import Lexicon
from text.mentions import named_in
from text.names import find_names
from text.names.baseform import person, phrase
from text.names.keys import known_key, person_key, place_key


@pytest.mark.parametrize(
    ("words", "base"),
    [
        ("Касым-Жомарта Токаева", "Касым-Жомарт Токаев"),
        ("Садыру Жапарову", "Садыр Жапаров"),
        ("Шавкатом Мирзиёевым", "Шавкат Мирзиёев"),
        ("Айгуль Осмоновой", "Айгуль Осмонова"),
        ("Юрием Белинским", "Юрий Белинский"),
        ("Эмомали Рахмона", "Эмомали Рахмон"),
        ("Розы Отунбаевой", "Роза Отунбаева"),
    ],
)
def test_people_come_in_their_base_form(words: str, base: str) -> None:
    assert person(words.split()) == base


def test_another_mention_settles_whose_name_it_is() -> None:
    assert person(["Темура", "Садыкова"], known=frozenset({"садыков"})) == "Темур Садыков"


@pytest.mark.parametrize(
    ("words", "kind", "base"),
    [
        ("Мангистауской области", "place", "Мангистауская область"),
        ("Нур-Султане", "place", "Нур-Султан"),
        ("Центральной Азии", "place", "Центральная Азия"),
        ("Министерства внутренних дел", "organisation", "Министерство внутренних дел"),
        ("ОДКБ", "organisation", "ОДКБ"),
        ("Южной Саше", "place", "Южная Саша"),  # the noun has both genders
    ],
)
def test_places_and_organisations_come_in_the_nominative(words: str, kind: str, base: str) -> None:
    assert phrase(tuple(words.split()), kind) == base


@pytest.mark.parametrize(
    "spellings",
    [
        ("Жапаров", "Japarov", "Zhaparov", "Джапаров"),
        ("Токаев", "Тоқаев", "Tokayev", "Tokaev"),
        ("Мирзиёев", "Мирзиеев", "Mirziyoyev", "Mirziyoev"),
        ("Рахмон", "Раҳмон", "Rahmon"),
    ],
)
def test_spellings_of_a_person_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({person_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        (("Ташкент", "ru"), ("Ташкентте", "ky"), ("Тошкент", "uz"), ("Toshkentdan", "uz"), ("Tashkent", "en")),
        (("Кыргызстан", "ru"), ("Кыргызстандын", "ky"), ("Қырғызстанға", "kk"), ("Qirgʻizistonda", "uz")),
        (("Иссык-Куль", "ru"), ("Ысык-Көлдө", "ky"), ("Issyk-Kul", "en")),
    ],
)
def test_spellings_of_a_place_share_a_key(lexicon: Lexicon, spellings: tuple[tuple[str, str], ...]) -> None:
    keys = [known_key(spelling, language, lexicon, ("place", "country")) for spelling, language in spellings]
    assert len(set(keys)) == 1
    assert keys[0] is not None


def test_a_place_the_lexicon_does_not_know_is_known_by_its_sound() -> None:
    assert place_key("Көктерек") == place_key("Kokterek") == place_key("Көктерек айылы")


def test_a_woman_and_a_man_of_one_surname_are_two_people() -> None:
    assert person_key("Осмонов") != person_key("Осмонова")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Глава Казахстана Касым-Жомарт Токаев прилетел в Бишкек. Токаева встретил Садыр Жапаров.",
            "ru",
            {
                ("Касым-Жомарт Токаев", "person"),
                ("Садыр Жапаров", "person"),
                ("Бишкек", "place"),
                ("Казахстан", "place"),
            },
        ),
        (
            "Кечээ Садыр Жапаров Бишкекте Касым-Жомарт Токаевди тосуп алды. Жапаровдун айтымында, жол курулат.",
            "ky",
            {("Садыр Жапаров", "person"), ("Касым-Жомарт Токаев", "person"), ("Бишкек", "place")},
        ),
        (
            "Кеше Қасым-Жомарт Тоқаев Астанада Садыр Жапаровпен кездесті.",
            "kk",
            {("Қасым-Жомарт Тоқаев", "person"), ("Садыр Жапаров", "person"), ("Астана", "place")},
        ),
        (
            "Kecha Shavkat Mirziyoyev Toshkentda Sadir Japarovni qabul qildi. Sogʻliqni saqlash vazirligi xabar berdi.",
            "uz",
            {("Shavkat Mirziyoyev", "person"), ("Sadir Japarov", "person"), ("Toshkent", "place")},
        ),
        (
            "Дирӯз Эмомалӣ Раҳмон дар Душанбе бо Шавкат Мирзиёев мулоқот кард.",
            "tg",
            {("Эмомалӣ Раҳмон", "person"), ("Шавкат Мирзиёев", "person"), ("Душанбе", "place")},
        ),
        (
            "On Monday Sadyr Japarov met Kassym-Jomart Tokayev in Bishkek, the Ministry of Health said.",
            "en",
            {("Sadyr Japarov", "person"), ("Kassym-Jomart Tokayev", "person"), ("Ministry of Health", "organisation")},
        ),
    ],
)
def test_names_are_found_in_six_languages(
    lexicon: Lexicon, text: str, language: str, expected: set[tuple[str, str]]
) -> None:
    assert expected <= {(name.text, name.kind) for name in find_names(text, language, lexicon)}


def test_a_surname_alone_is_the_person_named_before(lexicon: Lexicon) -> None:
    names = find_names("В Ош прибыл Азамат Кадыров. По словам Кадырова, мост готов.", "ru", lexicon)
    assert [name.text for name in names if name.kind == "person"] == ["Азамат Кадыров"]


def test_a_late_name_of_a_long_article_is_found(lexicon: Lexicon) -> None:
    text = "Снег закрыл перевал, дорогу чистят рабочие. " * 40 + "Об этом сообщил Никол Пашинян."
    assert "Никол Пашинян" in {name.text for name in find_names(text, "ru", lexicon)}


def test_what_was_looked_up_before_finds_the_same_names(lexicon: Lexicon) -> None:
    title, text = "Ошто жаңы көпүрө", "Көпүрөнү Садыр Жапаров ачты. " * 80 + "Баткендеги жол да оңдолот."
    named = named_in(title, text, "ky", lexicon)
    found = find_names(f"{title}\n{text}", "ky", lexicon, named)
    assert found == find_names(f"{title}\n{text}", "ky", lexicon)
    assert [name.text for name in found] == ["Ош", "Садыр Жапаров", "Баткен"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # The first word of a sentence, and base forms by vowel harmony and assimilation.
        ("ky", "Чүйдө жаан жаады.", {("Чүй", "place")}),
        ("ky", "Кытайга алма жөнөтүлдү.", {("Кытай", "place")}),
        ("kk", "Өскеменнен пойыз шықты.", {("Өскемен", "place")}),
        ("uz", "Buxoroda bozor ochildi.", {("Buxoro", "place")}),
        ("tg", "Хатлонро сел гирифт.", {("Хатлон", "place")}),
        ("ky", "Ошол күнү күн ысык болду.", set()),
        ("ky", "Кыргызстандык балбандар утту.", set()),
        # Kinds of places, with names that no dictionary has.
        ("ky", "Көктерек айылында суу жок.", {("Көктерек айылы", "place")}),
        ("kk", "Махамбет, Көктерек және Қызылтал ауылдарына су келді.", {("Көктерек", "place"), ("Қызылтал", "place")}),
        ("tg", "Дар деҳаи Сабзазор роҳ нест.", {("Сабзазор", "place")}),
        # Organisations by a word for their kind.
        ("ky", "Бажы кызматынын кирешеси өстү.", {("Бажы кызматы", "organisation")}),
        ("ky", "ӨКМдин унаасы келди.", {("ӨКМ", "organisation")}),
        ("kk", "Орталық сайлау комиссиясының шешімі шықты.", {("Орталық сайлау комиссиясы", "organisation")}),
        ("kk", "Кеше «Көк Аспан» әуекомпаниясы ұшты.", {("Көк Аспан", "organisation")}),
        ("uz", "Kecha Tuproq ilmiy institutida majlis bo‘ldi.", {("Tuproq ilmiy instituti", "organisation")}),
        ("tg", "Бонки миллии Тоҷикистон хабар дод.", {("Бонки миллии Тоҷикистон", "organisation")}),
        # People: patronymics, titles, epithets, names that are also places.
        ("ky", "Кечээ Асан уулу Бакыт келди.", {("Асан уулу Бакыт", "person")}),
        ("kk", "Жиында Болат Серікұлы сөйледі.", {("Болат Серікұлы", "person")}),
        ("uz", "Yig‘ilishda Anvar Karim o‘g‘li so‘zladi.", {("Anvar Karim o‘g‘li", "person")}),
        ("kk", "Кеше профессор Ахметке сыйлық берілді.", {("Ахмет", "person")}),
        ("ky", "Талас Бегалиев утту.", {("Талас Бегалиев", "person")}),
        ("tg", "Имрӯз духтур Парвин омад.", {("Парвин", "person")}),
    ],
)
def test_names_without_a_recogniser(lexicon: Lexicon, language: str, text: str, expected: set[tuple[str, str]]) -> None:
    found = {(name.text, name.kind) for name in find_names(text, language, lexicon)}
    assert expected <= found
    assert expected or not found
