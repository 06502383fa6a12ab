"""What follows from corrections: their pairs, and when the notice of a hidden story is finished."""

from datetime import timedelta

from domain.correction import SETTLES_IN, is_finished, judged, merged, parted
from domain.ids import ArticleId
from tests.builders import NOW


def test_a_notice_is_finished_when_no_digest_that_tells_the_story_can_arrive_any_more() -> None:
    assert is_finished(NOW, NOW + SETTLES_IN, is_under_way=False)
    assert not is_finished(NOW, NOW + SETTLES_IN - timedelta(seconds=1), is_under_way=False)
    assert not is_finished(NOW, NOW + 10 * SETTLES_IN, is_under_way=True)


def test_every_article_of_the_pairs_was_judged_once() -> None:
    assert judged(merged([ArticleId(3), ArticleId(1)], [ArticleId(2)], NOW)) == [1, 2, 3]
    assert judged(parted([ArticleId(5)], [ArticleId(4), ArticleId(9)], NOW)) == [4, 5, 9]
    assert judged([]) == []
