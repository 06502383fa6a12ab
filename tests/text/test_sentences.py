"""The ends of sentences."""

import pytest

from text.sentences import LONGEST, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Снег выпал. Дороги закрыты.", ("Снег выпал.", "Дороги закрыты.")),
        ("Снег выпал в субботу.Дороги закрыты.", ("Снег выпал в субботу.", "Дороги закрыты.")),
        ("Он назвал это «угрозой».Снег выпал.", ("Он назвал это «угрозой».", "Снег выпал.")),
        ("Глава МЧС А. Б. Осмонов приехал. Он ждал.", ("Глава МЧС А. Б. Осмонов приехал.", "Он ждал.")),
        ("Построен в 2021 г. Он стоит 5 млн. сомов.", ("Построен в 2021 г.", "Он стоит 5 млн. сомов.")),
        ("На ул. Ленина, д. 5 пожар.", ("На ул. Ленина, д. 5 пожар.",)),
        ("«Мы ждём!» — сказал он. Снег шёл.", ("«Мы ждём!» — сказал он.", "Снег шёл.")),
        ("Об этом пишет Vласть.kz и 24.kg сегодня.", ("Об этом пишет Vласть.kz и 24.kg сегодня.",)),
        ("Первая строка\nвторая строка", ("Первая строка", "вторая строка")),
        ("Mr. Smith came. He left at 5 p.m. on Monday.", ("Mr. Smith came.", "He left at 5 p.m. on Monday.")),
        ("Жол 2023-ж. ачылды. Ал узун.", ("Жол 2023-ж. ачылды.", "Ал узун.")),
        ("", ()),
        ("…", ("…",)),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, sentences: tuple[str, ...]) -> None:
    assert split(text) == sentences


def test_a_text_without_full_stops_is_cut_at_spaces() -> None:
    pieces = split("слово " * 10_000)
    assert max(map(len, pieces)) <= LONGEST
    assert all(piece.startswith("слово") for piece in pieces)
