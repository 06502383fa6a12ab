"""Posts that change while they are being sent; messages that were rendered before the change must not be sent."""

from collections import Counter
from collections.abc import Callable, Collection

from domain.ids import DeliveryId, PostId


class ChangedPosts:
    def __init__(self) -> None:
        self._changes: Counter[PostId] = Counter()
        self._returned: set[DeliveryId] = set()

    def add(self, posts: Collection[PostId]) -> None:
        """Record that these posts have just changed."""
        self._changes.update(posts)

    def unchanged(self, post_id: PostId) -> Callable[[], bool]:
        """Return a function that returns True as long as the post is not changed after this call."""
        seen = self._changes[post_id]
        return lambda: self._changes[post_id] == seen

    def may_return(self, delivery_id: DeliveryId) -> bool:
        """Return True when first called for a delivery that has nothing to send, False the second time.

        Its post may have been replaced after it was claimed: it goes back to the queue once, to be claimed with the new
        post. If it still has nothing to send, it is dropped.
        """
        if delivery_id in self._returned:
            self._returned.discard(delivery_id)
            return False
        self._returned.add(delivery_id)
        return True
