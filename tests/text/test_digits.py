"""Digits of every script: which form a number, and which only mark a word."""

import sys

import pytest

from text.digits import figure, number


@pytest.mark.parametrize(("written", "value"), [("14", 14), ("١٤", 14), ("۱۴", 14), ("１４", 14), ("१४", 14)])
def test_decimal_digits_of_any_script_make_a_number(written: str, value: int) -> None:
    assert number(written) == value
    assert figure(written) == str(value)


@pytest.mark.parametrize("written", ["⁶", "①", "Ⅻ", "፩", "½", "10⁶", "1½", "", "-1", "1.5", "9" * 5000])
def test_what_int_refuses_is_no_number(written: str) -> None:
    assert number(written) is None


def test_no_letter_of_any_script_is_too_much_for_a_number() -> None:
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        if letter.isnumeric():
            assert (number(letter) is None) is not letter.isdecimal()


def test_a_footnote_is_no_part_of_a_number_and_a_power_is() -> None:
    assert figure("2025¹") == "2025"
    assert figure("10⁶") == "10⁶"
    assert figure("м²") == "м²"
