"""What is decided about many pairs at once against what stories.likeness decides about each pair."""

from itertools import product

import numpy as np
import pytest

from domain.ids import ArticleId
from stories.compared import Compared
from stories.likeness import (
    ALONE,
    CROSS_HOURS,
    closeness,
    common_ground,
    contradiction,
    lost_at,
    may_share,
    shared_joins,
)
from stories.pairs import Agreement, Closeness, Contradictions
from stories.sparse import TermMatrix
from tests.stories.test_index import item

TOLD = [
    ("ru", "В Оше открыли мост за 40 миллионов сомов", "Мост через реку открыл мэр Айбек Жунушалиев."),
    ("ru", "В Оше открыли мост за 60 миллионов сомов", "Мост через реку открыл премьер Нурлан Осмонов."),
    ("ru", "Погода в Оше на 17 мая", "В Оше ожидается дождь, днём до 20 градусов."),
    ("ru", "Погода в Нарыне на 18 мая", "В Нарыне ожидается снег, днём до 2 градусов."),
    ("ru", "Мэр Жунушалиев рассказал о мосте", "Мэр Оша рассказал о новом мосте в Казахстане."),
    ("ky", "Ошто 40 миллион сомго көпүрө ачылды", "Көпүрөнү шаар мэри Айбек Жунушалиев ачты."),
    ("ky", "Нарында кар жаайт", "Нарында 2 градус жылуу болот."),
    ("en", "Osh opens a bridge worth 40 million soms", "Mayor Aibek Zhunushaliev opened the bridge in Kazakhstan."),
    ("ru", "Хлеб подорожал на 30 процентов", "Хлеб подорожал за год на треть."),
    ("ru", "Дождь", "Завтра ожидается дождь."),
]


@pytest.fixture(scope="module")
def items() -> list[Compared]:
    return [
        Compared.of(
            item(
                ArticleId(number),
                title,
                text,
                source=f"источник {number % 4}",
                language=language,
                hours=(0.0, 30.0, CROSS_HOURS + 1, 90.0, 100.0)[number % 5],
            )
        )
        for number, (language, title, text) in enumerate(TOLD * 2, start=1)
    ]


def test_pairs_are_judged_as_each_pair_alone(items: list[Compared]) -> None:
    near = Closeness(items)
    agreement = Agreement(items, TermMatrix([one.shared for one in items], alone=ALONE), near)
    pairs = list(product(range(len(items)), repeat=2))
    ones, others = np.array(pairs).T
    compared = [(items[one], items[other]) for one, other in pairs]
    assert near.left(ones, others).tolist() == [closeness(*pair) for pair in compared]
    assert agreement.joins(ones, others).tolist() == [shared_joins(*pair) for pair in compared]
    assert agreement.may_share(ones, others).tolist() == [may_share(*pair) for pair in compared]
    assert agreement.ground(ones, others).tolist() == [common_ground(*pair) for pair in compared]


@pytest.mark.parametrize("likeness", [0.9, 2.5])
def test_contradictions_are_those_of_each_pair_alone(items: list[Compared], likeness: float) -> None:
    def missing(one: Compared, other: Compared) -> set[str]:
        known = other.names_and_figures()
        return {mark for mark in one.marks if mark not in known and f" {mark}" not in other.sounds()}

    pairs = list(product(range(len(items)), repeat=2))
    ones, others = np.array(pairs).T
    lost = [
        contradiction(one, other, missing(one, other), missing(other, one))
        for one, other in ((items[one], items[other]) for one, other in pairs)
    ]
    assert len(set(lost)) == 4  # none, and three kinds of them
    found = Contradictions(items).lost(ones, others, np.full(len(pairs), likeness))
    assert found.tolist() == [lost_at(likeness, one) for one in lost]
