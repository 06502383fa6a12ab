"""Id types, so that a story's id is never taken for an article's. Whoever keeps a thing gives it its id."""

from typing import NewType

FeedId = NewType("FeedId", int)
StoryId = NewType("StoryId", int)  # given by the storage in blocks; see StoryStore
FollowId = NewType("FollowId", int)
PostId = NewType("PostId", int)
DeliveryId = NewType("DeliveryId", int)
UpdateId = NewType("UpdateId", int)  # given by Telegram
