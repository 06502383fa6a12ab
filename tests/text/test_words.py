"""The index terms of words, in articles and queries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.letters import fold, words
from text.sounds import skeleton
from text.words import index_words, lemmas_among, search_forms


def meet(written: str, typed: str, language: str) -> bool:
    """Return whether a typed word finds a written one."""
    found = index_words(written, "", language)
    return not {*found.exact, *found.title}.isdisjoint(search_forms(typed))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ёж", "еж"), ("жаңы", "жаны"), ("өрт", "орт"), ("үй", "уй"), ("Қазақ", "казак"), ("ғылым", "гылым"),
        ("ҳуқуқ", "хукук"), ("ҷумҳурӣ", "чумхури"), ("ўзбек", "узбек"), ("іні", "ини"), ("әже", "аже"), ("һәм", "хам"),
    ],
)  # fmt: skip
def test_letters_that_keyboards_lack_are_those_that_people_type_instead(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert meet(written, folded, "ky")


@pytest.mark.parametrize("apostrophe", "ʻʼ‘’`´'")
def test_an_uzbek_apostrophe_of_any_kind_or_none_is_the_same(apostrophe: str) -> None:
    assert words(f"O{apostrophe}zbekiston") == ["Ozbekiston"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Токаев", "Tokayev"), ("Токаев", "Tokaev"), ("Тоқаев", "Tokayev"), ("Жапаров", "Japarov"),
        ("Жапаров", "Zhaparov"), ("Жибек", "Jibek"), ("Жибек", "Zhibek"), ("Мирзиёев", "Mirziyoyev"),
        ("Рахмон", "Rahmon"), ("Рахмон", "Rakhmon"), ("Хуҷанд", "Khuchand"), ("Шавкат", "Shavkat"),
    ],
)  # fmt: skip
def test_a_name_sounds_alike_in_both_scripts(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("word", "lemma"), [("пожары", "пожар"), ("людей", "человек"), ("шёл", "идти"), ("млн", "миллион"), ("ежа", "еж")]
)
def test_russian_words_are_found_by_their_lemmas(word: str, lemma: str) -> None:
    forms = search_forms(word)
    assert forms[0] == fold(word)
    assert lemma in forms[1 : 1 + lemmas_among(forms)]
    assert lemma in index_words("", word, "ru").text


@pytest.mark.parametrize(
    ("word", "stranger"), [("им", "имя"), ("он", "она"), ("легко", "легкий"), ("далеко", "далекий"), ("для", "длить")]
)
def test_a_sense_that_is_hardly_meant_brings_no_strangers(word: str, stranger: str) -> None:
    assert stranger not in index_words("", word, "ru").text


@pytest.mark.parametrize(
    ("written", "typed"), [("обьявление", "объявления"), ("длиный", "длинного"), ("привееет", "привет")]
)
def test_words_misspelt_as_people_do_are_found(written: str, typed: str) -> None:
    assert meet(written, typed, "ru")


@pytest.mark.parametrize(
    ("written", "typed"), [("100км", "километров"), ("5кг", "кг"), ("Премьер-министра", "министр")]
)
def test_measures_and_compounds_are_found_by_their_parts(written: str, typed: str) -> None:
    assert meet(written, typed, "ru")


def test_letters_that_unicode_gives_no_name_do_no_harm() -> None:
    assert "слово" in index_words("\U00017000 слово\U00017000", "слово \U00017000", "ru").exact


@given(st.text(max_size=200), st.sampled_from(["ru", "ky", "kk", "uz", "tg", "en", "other", ""]))
def test_any_text_has_words_and_finds_itself(text: str, language: str) -> None:
    found = index_words(text, text, language)
    for word in words(text)[:5]:
        assert search_forms(word)[0] in found.exact
    assert all(term and " " not in term for term in (*found.exact, *found.title, *found.text))


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("ky", "үйлөрүбүздөгү", "үйгө"), ("ky", "албайт", "алып"), ("ky", "китеби", "китептер"),
        ("ky", "айтылгандыгын", "айтуу"), ("ky", "көлгө", "колду"),  # typed on a keyboard without ө
        ("ky", "баштоого", "башталды"), ("ky", "оңдоону", "оңдоду"), ("ky", "иштөөнү", "иштеген"),
        ("ky", "АКШнын", "АКШда"), ("ky", "үйдөгүлөрдүн", "үйгө"), ("ky", "келбеген", "келсе"),
        ("kk", "кітабының", "кітаптар"), ("kk", "бармады", "баратын"), ("kk", "суға", "судың"),
        ("uz", "kitoblarimizdan", "kitobni"), ("uz", "shahridagi", "shahriga"),
        ("uz", "ўзбекистонликлар", "o'zbekistonlikning"), ("uz", "Xo'jaligidan", "хўжалиги"),
        ("uz", "yozilgan", "ёзган"),
        ("tg", "мекунад", "карданд"), ("tg", "китобҳояшонро", "китоби"), ("tg", "наменависем", "навишта"),
        ("tg", "обро", "оби"), ("tg", "зироатӣ", "зироатии"), ("tg", "корӣ", "кориҳо"), ("tg", "мерафт", "рафтан"),
    ],
)  # fmt: skip
def test_forms_of_one_word_meet_by_the_grammar_of_their_language(language: str, written: str, typed: str) -> None:
    assert meet(written, typed, language)
    assert meet(typed.replace("колду", "көлдү"), written, language)


@pytest.mark.parametrize(
    ("language", "written", "typed"),
    [
        ("ky", "жолдош", "жол"), ("ky", "колго", "көлдү"), ("ky", "кыргызстандыктар", "кыргыздар"),
        ("ky", "Кыргызстанда", "киргизилген"), ("ky", "карталар", "карды"), ("ky", "тилкеге", "тилде"),
        ("ky", "курсу", "курду"), ("ky", "ишке", "ишкер"),
        ("kk", "жолдас", "жолда"), ("kk", "қолға", "көлді"), ("uz", "kitobxona", "kitobni"),
        ("tg", "талаботи", "талаб"), ("tg", "зироатии", "зироатҳо"), ("tg", "мақолаи", "мақолро"),
        ("tg", "намебаранд", "баранди"), ("tg", "миллион", "миллии"), ("tg", "махсусан", "махсуси"),
        ("kk", "барған", "барса"),  # a leopard in Russian
    ],
)  # fmt: skip
def test_words_that_only_begin_alike_do_not_meet(language: str, written: str, typed: str) -> None:
    assert not meet(written, typed, language)


def test_articles_that_were_indexed_by_openings_are_still_found() -> None:
    assert "2жол" in search_forms("жолдорго")
    assert "2окмот" in search_forms("өкмөткө")


def test_each_word_of_an_article_is_folded_as_if_it_were_alone() -> None:
    text = "ΑΣ ΣΑ Σ İstanbul STRASSE straße ДҮЙНӨ Ñandú ﬁnal оʻзбек " + "я" * 60 + " ΛΌΓΟΣ"
    for title in ("", "ΟΔΟΣ", "Σ"):
        written = [*words(title), *words(text)]
        assert index_words(title, text, "en").exact == tuple(fold(word[:40]) for word in written)
    assert index_words("", "", "ru").exact == ()
