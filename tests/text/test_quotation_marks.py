"""A phrase is recognised in all quotation marks that phones write."""

import pytest

from text.query import parse


@pytest.mark.parametrize("typed", ['"сильный пожар"', "«сильный пожар»", "“сильный пожар”", "„сильный пожар“"])
def test_every_pair_of_quotation_marks_makes_a_phrase(typed: str) -> None:
    (group,) = parse(typed).groups
    assert [term.phrase for term in group] == [("сильный", "пожар")]
