"""A new language is one file, rows in the catalogue and a locale; no other file names it."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.product_copy import answers_in, copy_product

HERE = Path(__file__).parent
pytestmark = pytest.mark.xdist_group("new_language")  # the copy is made once


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the answers of a copy of the product to which the language was added."""
    copy = tmp_path_factory.mktemp("product")
    copy_product(copy)
    shutil.copy(HERE / "zz.py", copy / "text" / "languages")
    _add_locale(copy / "locales")
    _add_to_catalogue(copy / "catalogue")
    return answers_in(copy, HERE / "reading_process.py")


def _add_locale(locales: Path) -> None:
    shutil.copytree(locales / "en", locales / "zz")
    digest = locales / "zz" / "digest.ftl"
    digest.write_text(digest.read_text("utf-8") + "\ndigest-nothing = Тамо бѫ!\n", "utf-8")


def _add_to_catalogue(catalogue: Path) -> None:
    topics = catalogue / "topics.toml"
    text = re.sub(r'(?m)^en = "', 'zz = "Гора"\nen = "', topics.read_text("utf-8"))
    text = text.replace("\nen = [", '\nzz = ["реки", "залили", "мост"]\nen = [', 1)
    topics.write_text(text, "utf-8")
    phrases = catalogue / "phrases.toml"
    phrases.write_text(phrases.read_text("utf-8").replace("[recalls]", '[recalls]\nzz = ["спомѫн"]'), "utf-8")
    rows = "id\tabout\tzz\nzz-mountain\tenvironment\tгор=\n"
    (catalogue / "lexicon" / "zz.tsv").write_text(rows, "utf-8")


def test_it_is_detected(said: dict[str, Any]) -> None:
    assert said["language"] == "zz"


def test_its_words_are_found_in_other_cases_and_no_strangers_are(said: dict[str, Any]) -> None:
    assert said["found"] == [True, True, True]
    assert not said["stranger"]


def test_its_seeds_and_its_column_of_the_lexicon_are_read(said: dict[str, Any]) -> None:
    assert said["topics"] == ["politics"]
    assert "c:zz-mountain" in said["things"]


def test_its_summaries_begin_with_what_is_new(said: dict[str, Any]) -> None:
    assert said["summary"][0] == "Реки ѫд горем залили домѫкиуд бѫ тамо вчора."


def test_its_abbreviations_and_months_are_known(said: dict[str, Any]) -> None:
    assert said["sentences"] == ["Ѫд вѫл. Гора бѫ мост.", "Тамо ѫс."]
    assert said["date"] == "2026-02-12T10:30:00+00:00"


def test_it_is_proposed_offered_and_spoken(said: dict[str, Any]) -> None:
    assert said["person"] == ["zz", "zz", "ru", "tm"]
    assert "✅ Зѫвель" in said["screens"]["locale"]
    assert any("Зѫвель" in button for button in said["screens"]["languages"])
    assert said["says"] == "Тамо бѫ!"
    assert said["default"] == "zz"
