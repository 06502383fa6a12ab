"""Features are read back as they were stored, from rows of any age."""

import pytest

from domain.features import StoryFeatures
from storage.features import from_json, to_json
from text.features import features
from text.lexicon.lexicon import Lexicon
from text.mentions import named_in


def test_what_was_read_comes_back(lexicon: Lexicon) -> None:
    title, text = "В Токмоке сгорело 40 тонн сахара", "Склад горел всю ночь."
    found = features(title=title, text=text, language="ru", named=named_in(title, text, "ru", lexicon))
    assert found.numbers == ("40",)
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("{}", StoryFeatures()),
        ('{"title":["снег"],"body":{"снег":2},"bigrams":["сн"]}', StoryFeatures(title=("снег",), body={"снег": 2})),
        ('{"title":["снег"],"body":null,"marks":null}', StoryFeatures(title=("снег",))),
    ],
)
def test_a_row_of_an_older_or_a_newer_version_is_read_as_far_as_it_goes(row: str, found: StoryFeatures) -> None:
    assert from_json(row) == found
