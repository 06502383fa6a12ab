"""Histograms of how long things take."""

import pytest

from domain.tally import Spread


def test_a_value_counts_once_below_the_first_bound_that_holds_it() -> None:
    spread = Spread((1.0, 5.0))
    for value in (0.5, 1.0, 1.5, 5.0, 9.0):
        spread.note(value)
    spread.note(3.0, times=4)
    assert spread.counts == [2, 6, 1]
    assert spread.total == 29.0


def test_work_that_fails_took_its_time_as_well() -> None:
    spread, moments = Spread((1.0, 5.0)), iter((10.0, 13.0))
    with pytest.raises(LookupError), spread.timed(lambda: next(moments)):
        raise LookupError
    assert (spread.counts, spread.total) == ([0, 1, 0], 3.0)
