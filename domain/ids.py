"""Id types, so that mypy finds a story's id in place of an article's; the storage gives all that Telegram does not."""

from typing import NewType

ChatId = NewType("ChatId", int)  # given by Telegram; negative for groups and channels
PersonId = NewType("PersonId", ChatId)  # given by Telegram, which gives a private chat its person's id
MessageId = NewType("MessageId", int)  # given by Telegram, in each chat from 1
ArticleId = NewType("ArticleId", int)
FeedId = NewType("FeedId", int)
StoryId = NewType("StoryId", int)  # given by the storage in blocks; see StoryStore
FollowId = NewType("FollowId", int)
PostId = NewType("PostId", int)
DeliveryId = NewType("DeliveryId", int)
BroadcastId = NewType("BroadcastId", int)
DraftId = NewType("DraftId", int)
ChangeId = NewType("ChangeId", int)
UpdateId = NewType("UpdateId", int)  # given by Telegram

NO_FEED = FeedId(0)  # for what comes from no stored feed


def person_id(number: int) -> PersonId:
    """Return the id of a person from Telegram's number, which is also the id of their private chat."""
    return PersonId(ChatId(number))
