"""The changes of the newsroom, as they are read."""

import pytest

from domain.audit import Change, KeptChange
from domain.ids import ChangeId
from render.newsroom.audit import audit_page
from tests.builders import NOW
from tests.render.screens import TEXTS

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
