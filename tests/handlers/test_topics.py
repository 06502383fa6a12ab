"""Topics as people type their names."""

import pytest

from handlers.topics import TopicNames
from text.topics import Topic

NAMES = TopicNames((Topic("education", {"uz": "Taʼlim", "ru": "Образование", "en": "Education"}, {}),))


@pytest.mark.parametrize("typed", ["Taʼlim", "ta'lim", "TA’LIM", " образование ", "education"])
def test_a_topic_is_known_by_its_name_whatever_the_apostrophe(typed: str) -> None:
    assert NAMES.split(typed) == (("education",), "")


def test_what_is_no_topic_is_words() -> None:
    assert NAMES.split("talim  puli") == ((), "talim puli")
