"""Texts of others in one line: the short way for plain letters gives what the way for every script gives."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from render import markup
from render.markup import tidy

pytestmark = pytest.mark.untraced
_LETTERS = "aZ ж Ё ң ўʻ’«»—…№₸ 1,.\u00a0\u00ad\u0301\n\u200b👍я"


@given(st.text(_LETTERS, max_size=60), st.one_of(st.none(), st.integers(0, 50)))
def test_plain_letters_take_a_short_way_to_the_same_line(text: str, limit: int | None) -> None:
    short = tidy(text, limit)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_PLAIN", regex.compile(r"(?!)"))
        assert tidy(text, limit) == short


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [
        ("Мост  открыт\nсегодня", None, "Мост открыт сегодня"),
        ("Мост открыт сегодня утром", 24, "Мост открыт сегодня…"),
        ("Мосттуоткрытдля всех", 10, "Мосттуотк…"),
        ("Мост 👍🏽 открыт", 8, "Мост…"),
        ("й" + "\u0301" * 40 + "да", None, "да"),
    ],
)
def test_a_line_is_cut_at_a_word_where_that_costs_little(text: str, limit: int | None, line: str) -> None:
    assert tidy(text, limit) == line
