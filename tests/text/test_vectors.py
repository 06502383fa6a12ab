"""Word vectors and the recogniser of names against the libraries that their files come from."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from navec import Navec
from razdel import tokenize
from slovnet import NER

from text.models import model_files, name_recogniser, word_vectors
from text.tokens import tokens
from text.vectors import UNKNOWN, WordNumbers

TEXTS = (
    "Президент встретился в Бишкеке с министром Казахстана Муратом Абдиевым.\nСтороны обсудили торговлю в ЕАЭС.",
    "Суд в Оше оставил под стражей Айгуль Токтомушеву.",
    "ЦИК",
    "18 мая в 10:00 —… (!) «Ала-Тоо» vs. Manas-2!",
    "Дождь.",
)


@pytest.fixture(scope="module")
def navec() -> Navec:
    return Navec.load(model_files()[0])


def test_a_word_has_the_number_vector_and_frequency_that_navec_gives(navec: Navec) -> None:
    vectors = word_vectors()
    words = [*islice(navec.vocab.words, 0, None, 997), "<unk>", "<pad>"]
    numbers = vectors.numbers.of(words)
    assert numbers.tolist() == [navec.vocab.word_ids[word] for word in words]
    assert [vectors.numbers.get(word) for word in words] == numbers.tolist()
    assert vectors.counts[numbers].tolist() == pytest.approx([navec.vocab.count(word) for word in words])
    parts = np.arange(len(vectors.pq.codes))
    for word, number in zip(words[:20], numbers[:20], strict=True):
        assert np.array_equal(vectors.pq.codes[parts, vectors.pq.indexes[number]].ravel(), navec[word])


def test_words_are_read_again_in_the_order_of_their_numbers(navec: Navec) -> None:
    assert list(word_vectors().words()) == navec.vocab.words


def test_a_word_without_a_vector_has_no_number() -> None:
    numbers = word_vectors().numbers
    assert numbers.get("абырвалгово") is None
    assert "абырвалгово" not in numbers
    assert "город" in numbers
    assert numbers.of(["абырвалгово", "город", ""]).tolist() == [UNKNOWN, numbers.get("город"), UNKNOWN]
    assert numbers.of([]).tolist() == []


def test_the_first_and_the_last_hash_are_found() -> None:
    words = [f"слово{number}" for number in range(50)]
    numbers = WordNumbers(words)
    assert [numbers.get(word) for word in words] == list(range(50))
    assert numbers.of(words).tolist() == list(range(50))
    assert numbers.of(["чужое"], unknown=7).tolist() == [7]


def test_names_are_those_that_slovnet_finds(navec: Navec) -> None:
    slovnet = NER.load(model_files()[1])
    slovnet.navec(navec)
    for texts in (TEXTS, TEXTS[1:2], TEXTS * 3):
        expected = [[(span.start, span.stop, span.type) for span in markup.spans] for markup in slovnet.map(texts)]
        assert list(name_recogniser().names(texts)) == expected


def test_a_text_without_words_has_no_names() -> None:
    recogniser = name_recogniser()
    assert list(recogniser.names(["", " \n"])) == [[], []]
    (*_, beside), (alone,) = recogniser.names(["", *TEXTS[1:2]]), recogniser.names(TEXTS[1:2])
    assert beside == alone


@pytest.mark.parametrize(
    "text",
    [
        *TEXTS,
        "",
        " \n",
        "кое-что, по- и про-европейский; 1/2 и 3,5% или 1.5, 5. 6 и 5.6.7 г.Ош т.е. и/или C:\\x _имя_ a_b",
        "Yahoo! yahoo !Yahoo... ?! -- ** :) ;-) *** ΔP mβж 18°С №5 $5 [а-я] «Ала-Тоо». слово -то то- -",
        "COVID-19, covid19, H1N1 — 2011-2020 гг., +996(312)66-00-00 user@example.org https://example.org/a?b=c,d",
    ],
)
def test_tokens_are_those_of_razdel(text: str) -> None:
    assert tokens(text) == [(token.start, token.stop) for token in tokenize(text)]


@given(st.text(alphabet="аяbZ19 .,-–!?/\\_*:;)(«»\"'Δ°\n", max_size=40))
def test_any_text_has_the_tokens_of_razdel(text: str) -> None:
    assert tokens(text) == [(token.start, token.stop) for token in tokenize(text)]
