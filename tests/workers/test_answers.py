"""What workers answer is read by every version of Python that the bot runs on, and names only known classes."""

from enum import StrEnum
from typing import Any

import pytest

from workers.answers import BadAnswer, read_answer
from workers.forkserver import pickled

KNOWN = {__name__: frozenset({"Colour"})}


class Colour(StrEnum):
    """An enum that asks to be pickled as Python 3.11.2 does it, which is Debian's."""

    GREEN = "green"

    def __reduce_ex__(self, proto: Any) -> Any:
        return getattr, (self.__class__, self._name_)


def test_a_member_of_an_enum_is_read_whatever_it_asks_for() -> None:
    succeeded, value = read_answer(pickled((True, {Colour.GREEN: [Colour.GREEN, 2]})), KNOWN)
    assert succeeded
    assert value == {Colour.GREEN: [Colour.GREEN, 2]}
    assert value[Colour.GREEN][0] is Colour.GREEN


def test_a_function_in_an_answer_is_refused() -> None:
    with pytest.raises(BadAnswer, match=r"builtins\.getattr"):
        read_answer(pickled((True, getattr)), KNOWN)
