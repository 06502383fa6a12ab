"""Callback data: it is read back as it was written, and nothing else is taken for a button."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import ChatId
from render.buttons import Flow, Press, data, for_chat, in_thread, read
from render.message import CALLBACK_LIMIT


@given(st.integers(min_value=1, max_value=2**52 - 1))
def test_the_chat_of_a_button_is_read_as_it_was_written(number: int) -> None:
    written = for_chat(data(Flow.SETTINGS, "topics", "economy", "on"), ChatId(-number))
    assert read(written) == Press(Flow.SETTINGS, "topics", ("economy", "on"), chat_id=ChatId(-number))


def test_the_longest_data_fits_with_the_longest_chat_or_thread() -> None:
    longest = data(Flow.SETTINGS, "x" * (CALLBACK_LIMIT - 4 - len("~18ce53un18f")))
    assert len(for_chat(longest, ChatId(1 - 2**52))) == CALLBACK_LIMIT
    assert len(in_thread(longest, 2**31 - 1)) < CALLBACK_LIMIT
    with pytest.raises(ValueError, match="over 64 bytes"):
        data(Flow.SETTINGS, "x" * (CALLBACK_LIMIT - 3 - len("~18ce53un18f")))


@pytest.mark.parametrize(
    "text",
    ["1~:s:main", "1~0:s:main", "1~-5:s:main", "1~Z:s:main", "1~zzzzzzzzzzz:s:main", "1~1@4:s:main", "1@4~1:s:main",
     "~1:s:main", "1@0:s:main", "1@:s:main", "x:s:main", "1:q:main", "1:s:", "1:s", "", "1~é:s:main"],
)  # fmt: skip
def test_what_was_not_written_here_is_no_button(text: str) -> None:
    assert read(text) is None
