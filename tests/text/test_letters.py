"""Typed words and words in texts are the same for all keyboards and alphabets."""

import ast
import unicodedata
from pathlib import Path

import pytest

from digest.matching import Matchable, Words, answers
from text.clean import clean
from text.letters import APOSTROPHES, fold, name_key, plain_letters, straight, words
from text.phrases import Phrases
from text.query import parse
from text.words import index_words

_ROOT = Path(__file__).parents[2]


def is_found(typed: str, text: str, language: str, phrases: Phrases) -> bool:
    """Return whether a query of a search, follow or mute finds a stored text."""
    return answers(Matchable(Words(index_words("", clean(text, phrases), language))), parse(typed))


@pytest.mark.parametrize("typed", APOSTROPHES)
@pytest.mark.parametrize("written", APOSTROPHES)
@pytest.mark.parametrize(("word", "inside"), [("tog{0}", "Katta tog{0} yonida"), ("ma{0}lumot", "Bu ma{0}lumot keldi")])
def test_any_apostrophe_finds_any_other(typed: str, written: str, word: str, inside: str, phrases: Phrases) -> None:
    assert is_found(word.format(typed), inside.format(written), "uz", phrases)
    assert is_found(word.format(""), inside.format(written), "uz", phrases)
    assert straight(word.format(typed)) == word.format("'")


@pytest.mark.parametrize(
    ("typed", "text", "language"),
    [
        ("замок", "Старый за\u0301мок открыли", "ru"),
        ("за\u0301мок", "Старый замок открыли", "ru"),
        (unicodedata.normalize("NFD", "ёлка"), "На площади ёлка", "ru"),
        ("ёлка", unicodedata.normalize("NFD", "На площади ёлка"), "ru"),
        (unicodedata.normalize("NFD", "йогурт"), "Дешёвый йогурт", "ru"),
        (unicodedata.normalize("NFD", "ўзбек"), "Янги ўзбек филми", "uz"),
        ("Turkmenistan", "Türkmenistan täze köpri açdy", "en"),
        ("Türkmenistan", "Turkmenistan opened a bridge", "en"),
        ("Asgabat", "Aşgabat şäheri", "en"),
        ("erdogan", "Erdoğan Bişkek'e geldi", "en"),
        ("istanbul", "İstanbul'da toplantı", "en"),
        ("ISTANBUL", "İSTANBUL", "en"),
        ("isik", "Işık şehri", "en"),
        ("strasse", "Neue Straße offen", "en"),
        ("oresund", "Øresund bridge", "en"),
        ("мост\xad", "Новый мост", "ru"),
        ("мо\xadст", "Новый мо\u200bст", "ru"),
        ("ｍｅｔｒｏ", "New metro", "en"),
        ("ﬁlm", "New film", "en"),
        ("Toshkent 2026", "𝗧𝗼𝘀𝗵𝗸𝗲𝗻𝘁𝗱𝗮 𝟮𝟬𝟮𝟲-yil", "uz"),
        ("𝑚𝑒𝑡𝑟𝑜", "New metro", "en"),
        ("кино\u2011клуб", "Открыт кино-клуб", "ru"),
        ("кино-клуб", "Открыт кино\u2010клуб", "ru"),
        ("жаны", "Жаңы көпүрө", "ky"),
        ("замок", "Старый зáмок открыли", "ru"),
        ("совет", "Новый Cовет собрался", "ru"),  # the first letter is Latin
        ("cовет", "Новый совет собрался", "ru"),
        ("кісі", "Бiр кiсi келдi", "kk"),
        ("әлем", "Əлем жаңалықтары", "kk"),
        ("COP", "Бакуде COPке даярдануу", "ky"),
        ("точикистон", "Тоҷикистон", "tg"),
        ("өкмөт", "Ѳкмѳт мектеп ачты", "ky"),
        ("жаҥы", "Жаңы көпүрө", "ky"),
        ("Тоҷикистон", "Њукумати Тољикистон", "tg"),
        ("њуќуќї", "Масъалаи ҳуқуқӣ", "tg"),
        ('"новый мост"', "Новый\u00a0мо\u0301ст открыт", "ru"),
    ],
)
def test_a_query_finds_a_word_however_it_is_written(typed: str, text: str, language: str, phrases: Phrases) -> None:
    assert is_found(typed, text, language, phrases)


def test_letters_of_their_own_stay_letters() -> None:
    for word in ("йод", "ёж", "ўзбек", "қала", "өлкө", "ғылым", "ӣҷод"):
        assert plain_letters(unicodedata.normalize("NFD", word)) == word
    for word in ("IT-компания", "COVIDтің", "iPhoneға", "A-класс", "TV1-канал", "вxy"):
        assert plain_letters(word) == word
    assert words("за́мок сто́ит") == ["замок", "стоит"]
    assert fold("Й") == "й"


def test_names_are_one_however_they_are_typed() -> None:
    assert name_key("Ta'lim") == name_key("taʼlim") == name_key("Ta‘lim")
    assert name_key("24.kg") == name_key("24.KG")
    assert name_key("«Вестник реки»") == name_key("вестник реки")
    assert name_key("Ош") != name_key("Ой")
    assert name_key("…") == "…"


@pytest.mark.untraced
def test_the_signs_of_an_apostrophe_are_listed_in_one_place() -> None:
    for path in _ROOT.glob("*/**/*.py"):
        folder = path.parts[len(_ROOT.parts)]
        if folder.startswith(".") or folder in ("tests", "build", "benchmarks") or path.name == "letters.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
                assert not {"'", "ʻ"} <= set(node.value), f"{path}: {node.value}"
                assert not {"'", "‘", "`"} <= set(node.value), f"{path}: {node.value}"
