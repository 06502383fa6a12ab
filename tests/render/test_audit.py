"""The changes of the newsroom, as they are read."""

import pytest

from domain.audit import Change, KeptChange
from domain.feed import FeedField
from domain.ids import ChangeId
from render.newsroom.audit import audit_page
from tests.builders import NOW
from tests.texts import TEXTS
from text.languages import LOCALES

TITLES = {"roads": "Дороги", "transport": "Транспорт"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(None, "topic-added", "roads"), "Новая тема: Дороги"),
        (Change(None, "topic-merged", "roads → transport"), "Темы объединены: Дороги → Транспорт"),
        (Change(None, "topic-hidden", "Beekeeping"), "Скрыта тема: Beekeeping"),
        (Change(None, "story-topic", "roads", "roads", "transport"), "Тема новости: roads\nДороги → Транспорт"),
        (Change(None, "feed-edited", "roads", "roads", "transport"), "roads → transport"),
    ],
)
def test_a_topic_is_named_in_the_language_of_the_reader_and_nothing_else_is_taken_for_one(
    change: Change, told: str
) -> None:
    kept = [KeptChange(ChangeId(1), NOW, change)]
    page = audit_page(kept, {}, TITLES, TEXTS.translator("ru"), zone="UTC", is_first=True, has_more=False)
    assert page.html.endswith(told)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("language: ", "language: ky", "язык: — → Кыргызча"),
        ("country: kz", "country: kg", "страна: Казахстан → Кыргызстан"),
        ("outlet: private", "outlet: ministry", "вид: частное издание → министерство"),
        ("full_text: ", "full_text: True", "статьи целиком: нет → да"),
        ("paused: True", "paused: False", "чтение приостановлено: да → нет"),
        ("due: ", "due: True", "прочитать сейчас: нет → да"),
        ("title: a: b", "title: <c>", "название: a: b → &lt;c&gt;"),
        ("proxy: ", "proxy: office", "прокси: — → office"),
    ],
)
def test_what_was_changed_of_a_feed_is_told_in_words(before: str, after: str, told: str) -> None:
    change = KeptChange(ChangeId(1), NOW, Change(None, "feed-edited", "Тандем", before, after))
    page = audit_page([change], {}, TITLES, TEXTS.translator("ru"), zone="UTC", is_first=True, has_more=False)
    assert page.html.endswith(f"\n{told}")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("field", [one for one in FeedField if one is not FeedField.REMOVED])
def test_no_field_of_a_feed_is_shown_by_its_name_in_the_code(locale: str, field: FeedField) -> None:
    change = KeptChange(ChangeId(1), NOW, Change(None, "feed-edited", "1", f"{field}: ", f"{field}: True"))
    t = TEXTS.translator(locale)
    page = audit_page([change], {}, TITLES, t, zone="UTC", is_first=True, has_more=False)
    label = page.html.rpartition("\n")[2].partition(":")[0]
    assert label == t(f"feed-field-{field.replace('_', '-')}")
    assert locale == "en" or label != field
