"""Cleaning texts, titles and addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text.clean import clean, clean_title, clean_url, html_to_text
from text.furniture import furniture
from text.phrases import Phrases, is_recall


def test_blocks_become_lines_and_inline_tags_leave_no_gaps() -> None:
    markup = "<p>Вода <b>под</b>нялась.</p><div>Мост<br>закрыт&nbsp;&amp; охраняется</div><script>alert(1)</script>"
    assert html_to_text(markup) == "Вода поднялась.\nМост\nзакрыт & охраняется"


def test_captions_forms_and_players_are_dropped() -> None:
    markup = "<figure><img><figcaption>Вид на озеро</figcaption></figure><p>Озеро замёрзло.</p><form>Имя</form>"
    assert html_to_text(markup) == "Озеро замёрзло."


def test_plain_text_passes_through_with_entities_resolved() -> None:
    assert html_to_text("Цена < 5 &laquo;сомов&raquo;") == "Цена < 5 «сомов»"


def test_titles_escaped_twice_are_resolved() -> None:
    assert clean_title("Ош &amp;amp; Нарын:\n <i>итоги</i>") == "Ош & Нарын: итоги"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.kg/n/1?utm_source=rss&utm_medium=x", "https://a.kg/n/1"),
        ("https://a.kg/n?id=5&fbclid=Zz&page=2", "https://a.kg/n?id=5&page=2"),
        ("https://a.kg/n?yclid=1#comments", "https://a.kg/n#comments"),
        ("https://a.kg/n?&utm_source=rss#", "https://a.kg/n"),
        ("http://[::1]:80/n?utm_source=rss&id=5", "http://[::1]:80/n?id=5"),
        ("https://a.kg/search?q=rss", "https://a.kg/search?q=rss"),
        ("https://a.kg/n/1.html?wt_mc=rss.ho.beitrag.rdf&_hsenc=p2&ymclid=7&id=5", "https://a.kg/n/1.html?id=5"),
        ("tg://resolve?utm_source=x", "tg://resolve?utm_source=x"),
        ("https://[broken?utm_source=1", "https://[broken?utm_source=1"),
    ],
)
def test_addresses_lose_what_only_tracks(url: str, kept: str) -> None:
    assert clean_url(url) == kept


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("БИШКЕК, 12 янв — Sputnik. Снег выпал ночью.", "Снег выпал ночью."),
        ("АСТАНА. КАЗИНФОРМ – Снег выпал ночью.", "Снег выпал ночью."),
        ("Бишкек, 12.01.24. /Кабар/. Снег выпал ночью.", "Снег выпал ночью."),
        ("Tashkent, Uzbekistan (UzDaily.com) -- Snow fell at night.", "Snow fell at night."),
        ("БИШКЕК, 12 янв. Снег выпал ночью.", "Снег выпал ночью."),
        ("ТАШКЕНТ, 5 марта. 2026 мест открыли.", "2026 мест открыли."),
        ("Алматы. 17 мая. INTERFAX.RU - Снег выпал ночью.", "Снег выпал ночью."),
        ("Sputnik рассказал о снеге.", "Sputnik рассказал о снеге."),
        ("«Кабар» готовит выставку.", "«Кабар» готовит выставку."),
    ],
)
def test_datelines_with_an_agency_go(text: str, left: str, phrases: Phrases) -> None:
    assert clean(text, phrases) == left


def test_a_related_link_between_sentences_goes_with_its_title(phrases: Phrases) -> None:
    text = (
        "Мост закрыли на ремонт. Читать по теме: «Мы ждали пять лет». Жители рассказали о мосте «Работы идут по "
        "плану», — сказал инженер. Движение откроют весной."
    )
    left = "Мост закрыли на ремонт. «Работы идут по плану», — сказал инженер. Движение откроют весной."
    assert clean(text, phrases) == left


def test_related_links_without_a_full_stop_of_their_own_go(phrases: Phrases) -> None:
    text = "Мост закрыли на ремонт. Тематические материалы: Кто построит мост • Сколько стоит проезд • Карта"
    assert clean(text, phrases) == "Мост закрыли на ремонт."


def test_a_credit_between_sentences_goes_with_its_caption(phrases: Phrases) -> None:
    text = "Мост закрыли на ремонт. Мост в Токмоке. Фото: Новости.kg Движение откроют весной."
    assert clean(text, phrases) == "Мост закрыли на ремонт. Движение откроют весной."


@pytest.mark.parametrize(
    "content",
    [
        "Фото и видео с места схода сели появились в сети.",
        "Google откажется от файлов cookie в браузере.",
        "Сообщение о мосте появилось сначала на сайте.",
        "The post office opened first on Monday.",
        "Напомним, мост закрыли в марте.",
        "Автор фотографии получил премию за серию портретов.",
        "Счёт матча 2:1, 12.05 прошла ответная игра.",
        "Телеграм-канал министерства опубликовал расписание.",
        "Сообщение МЧС о лавине и предупреждение появились сначала на сайте, затем в газете.",
        "The post of the minister appeared first on the list of vacancies.",
        "The post Bridge opened appeared first on Vestnik. The bridge cost 5 million.",
    ],
)
def test_content_that_looks_like_service_stays(content: str, phrases: Phrases) -> None:
    assert clean(content, phrases) == content


def test_reminders_are_known_as_such(phrases: Phrases) -> None:
    assert is_recall("Напомним, мост закрыли в марте.", phrases)
    assert is_recall("Эске салсак, көпүрө мартта жабылган.", phrases)
    assert not is_recall("Мост закрыли в марте.", phrases)


def test_a_line_in_three_articles_of_a_source_is_furniture(phrases: Phrases) -> None:
    texts = [f"Новость номер {word}.\nЧитает весь район\nПодробность про {word}." for word in ("река", "мост", "снег")]
    repeated = furniture(texts)
    assert clean(texts[0], phrases, furniture=repeated) == "Новость номер река.\nПодробность про река."
    assert furniture(texts[:2]) == frozenset()


def test_an_article_published_three_times_is_no_furniture() -> None:
    assert furniture(["Новость одна.\nПодробность."] * 3) == frozenset()


@given(st.text(alphabet=st.sampled_from("аб.!«»: \n\tФотоЧитайтежNЮ-—(/)\u200f\0é😀&<>"), max_size=200))
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing(phrases: Phrases, text: str) -> None:
    once = clean(text, phrases)
    assert clean(once, phrases) == once
