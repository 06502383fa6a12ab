"""Tests of one group run in one process, so that those that fill the machine never run beside each other."""

import os

import pytest


@pytest.mark.xdist_group("kept-together")
def test_the_group_is_known_to_the_distribution(request: pytest.FixtureRequest) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("groups are for several processes: run the tests without -n 0")
    assert request.node.nodeid.endswith("@kept-together"), "pytest and pytest-xdist do not fit together"
