"""Ids by what they name: a story's is never taken for an article's. Each is given by whoever keeps the thing."""

from typing import NewType

FeedId = NewType("FeedId", int)
StoryId = NewType("StoryId", int)  # given by the storage, in runs
FollowId = NewType("FollowId", int)
PostId = NewType("PostId", int)
DeliveryId = NewType("DeliveryId", int)
UpdateId = NewType("UpdateId", int)  # Telegram's
