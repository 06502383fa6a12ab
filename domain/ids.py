"""A type for each kind of id, so that mypy notices when a story's id is used as an article's.

Ids are given by the storage, except for those that Telegram gives.
"""

from typing import NewType

ChatId = NewType("ChatId", int)  # given by Telegram; negative for groups and channels
PersonId = NewType("PersonId", ChatId)  # given by Telegram; also the id of the person's private chat
MessageId = NewType("MessageId", int)  # given by Telegram, in each chat from 1
ArticleId = NewType("ArticleId", int)
FeedId = NewType("FeedId", int)
StoryId = NewType("StoryId", int)  # given by the storage, which reserves blocks of numbers; see StoryStore
FollowId = NewType("FollowId", int)
PostId = NewType("PostId", int)
DeliveryId = NewType("DeliveryId", int)
BroadcastId = NewType("BroadcastId", int)
DraftId = NewType("DraftId", int)
ChangeId = NewType("ChangeId", int)
UpdateId = NewType("UpdateId", int)  # given by Telegram

NO_FEED = FeedId(0)  # stands for the feed of articles that do not come from a stored feed


def person_id(number: int) -> PersonId:
    """Return the id of a person from Telegram's number, which is also the id of their private chat."""
    return PersonId(ChatId(number))
