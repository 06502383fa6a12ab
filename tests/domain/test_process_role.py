"""The roles of a process, as the command line and the settings name them."""

import pytest

from domain.process_role import EVERY_ROLE, ProcessRole, read_roles


def test_roles_are_listed_with_commas_and_spaces() -> None:
    assert read_roles("poll, read") == {ProcessRole.POLL, ProcessRole.READ}
    assert read_roles("poll,read,serve,deliver,") == EVERY_ROLE


@pytest.mark.parametrize("names", ["", " , ", "poll,sing", "POLL"])
def test_an_unknown_role_or_none_is_refused_with_the_known_ones(names: str) -> None:
    with pytest.raises(ValueError, match="poll,read,serve,deliver"):
        read_roles(names)
