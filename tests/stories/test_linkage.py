"""Whether a point is added to a group, as clustering all of them would decide."""

import pytest

from stories.linkage import CAUTION, likeness_to_group

ALIKE = [(1, 0, 1.5), (2, 0, 1.5), (2, 1, 1.5)]  # a group of three points


@pytest.mark.parametrize(
    ("mine", "within", "mean"),
    [
        ([1.0], [], 1.0),
        ([0.9], [], 0.0),
        ([1.2, 1.2, 1.2], ALIKE, 1.2),
        ([3.0, 1.0, 0.2], ALIKE, 1.4),  # like the group on the whole
        ([2.0, 0.0, 0.0], ALIKE, 0.0),  # like a single one
        ([0.2, 2.0], [(1, 0, 1.1)], 0.0),  # it would take the second point away from the first
        ([2.2, 0.0], [], 1.1),  # a group joined by editors: like its first part
        ([0.0, 2.2], [], 0.0),
    ],
)
def test_a_point_joins_most_of_a_group_or_none_of_it(
    mine: list[float], within: list[tuple[int, int, float]], mean: float
) -> None:
    assert likeness_to_group(mine, within, size=len(mine)) == pytest.approx(mean)


def test_the_larger_the_whole_group_the_more_likeness_is_needed() -> None:
    mine = [1.2, 1.2, 1.2]
    largest = round(0.2 / CAUTION)
    assert likeness_to_group(mine, ALIKE, size=largest) > 0
    assert likeness_to_group(mine, ALIKE, size=largest + 2) == 0.0
