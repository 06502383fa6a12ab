"""Which follows an article sets off: stored queries, in any inflection. Pure."""

from collections.abc import Sequence

from digest.matching import Words, groups_of
from domain.article import Annotation
from domain.chat import Follow


class FollowMatcher:
    """Queries are understood once; matching one article against thousands of them reads its words once."""

    def __init__(self, follows: Sequence[Follow]) -> None:
        self._follows = tuple((follow.id, groups_of(follow.query)) for follow in follows)

    def match(self, annotation: Annotation) -> tuple[int, ...]:
        """Ids of the follows that the article fits, in the order given."""
        words = Words(annotation.words)
        return tuple(follow_id for follow_id, groups in self._follows if words.match(groups))
