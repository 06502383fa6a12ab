"""Everything installed with the bot may be distributed under its licence, MIT: no GPL or AGPL."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from tests.test_requirements import pins

# SPDX identifiers (https://spdx.org/licenses/) of licences compatible with MIT; the MPL applies to its own files only.
ALLOWED = frozenset({
    "MIT", "MIT-CMU", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "CC0-1.0", "PSF-2.0", "CNRI-Python",
    "MPL-1.1", "MPL-2.0",
})  # fmt: skip
# Names in packages older than SPDX, and in classifiers.
SPELT = {
    "mit license": "MIT", "apache 2.0": "Apache-2.0", "apache2": "Apache-2.0", "apl 2": "Apache-2.0",
    "apache software license": "Apache-2.0", "the bsd 2-clause license": "BSD-2-Clause", "bsd license": "BSD-3-Clause",
    "python software foundation license": "PSF-2.0", "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}  # fmt: skip
# Several classifiers are alternatives; the package's own field does not say so.
SEVERAL = {"mit, bsd": "MIT AND BSD-3-Clause"}


def licence(name: str) -> str:
    """Return an installed package's licence, as an SPDX expression if its wording is known."""
    said = metadata(name)
    own = "".join((said.get_all("License-Expression") or said.get_all("License") or [])[:1])
    if own and own != "UNKNOWN" and "\n" not in own:
        return SPELT.get(own.lower(), SEVERAL.get(own.lower(), own))
    classified = [
        line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    return " OR ".join(SPELT.get(words.lower(), words) for words in classified) or "no licence"


def is_allowed(expression: str) -> bool:
    """Return whether one of the alternatives (OR) has only permitted licences (AND); brackets need a person."""
    return any(ALLOWED.issuperset(choice.split(" AND ")) for choice in expression.split(" OR "))


def refused(names: list[str]) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            said = licence(name)
        except PackageNotFoundError:  # for another platform
            continue
        if not is_allowed(said):
            found[name] = said
    return found


def test_nothing_the_bot_is_installed_with_has_a_licence_that_is_not_allowed() -> None:
    assert refused(list(pins("requirements.txt"))) == {}


def test_a_licence_that_binds_the_whole_program_is_noticed() -> None:
    assert "python-telegram-bot" in refused(list(pins("requirements-dev.txt")))  # LGPL, only for tests of the emulator


@pytest.mark.parametrize(
    ("expression", "is_ours"),
    [
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND (Apache-2.0 OR GPL-3.0-only)", False),
        ("AGPL-3.0-or-later", False),
        ("no licence", False),
        ("Proprietary", False),
    ],
)
def test_a_choice_is_enough_and_a_sum_must_be_whole(expression: str, *, is_ours: bool) -> None:
    assert is_allowed(expression) is is_ours


def test_every_licence_allowed_is_needed() -> None:
    said = {
        word
        for name in pins("requirements.txt")
        if not _is_absent(name)
        for word in re.split(" AND | OR ", licence(name))
    }
    assert said >= ALLOWED


def _is_absent(name: str) -> bool:
    try:
        metadata(name)
    except PackageNotFoundError:
        return True
    return False
