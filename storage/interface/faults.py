"""The errors that a storage raises."""

from enum import StrEnum


class StorageFault(StrEnum):
    """Text keys for what a storage cannot do: their texts are in locales/ for readers, in cli/ for the operator."""

    HELD = "storage-held"  # another process polls, sends or replaces the contents
    ABSENT = "storage-absent"  # there is no copy to restore, or nothing to copy
    DAMAGED = "storage-damaged"  # the contents cannot be read; `reason` says more
    FOREIGN = "storage-foreign"  # the contents were written by another program
    # Written by an earlier version of ours: `version`, `known`; opening it under the lock upgrades it.
    OLDER = "storage-older"
    NEWER = "storage-newer"  # written by a later version of ours: `version`; `known` is the latest one we know
    ITSELF = "storage-itself"  # a copy would overwrite its own source
    FULL = "storage-full"  # there is no room left
    UNWRITABLE = "storage-unwritable"  # the storage cannot be opened or written; `reason` says more
    REFUSED = "storage-refused"  # the server cannot be reached or refuses us; `reason` says more
    INTERRUPTED = "storage-interrupted"  # the bot is stopping, so the change was not made
    STORY_CHANGED = "edit-changed"  # another editor or a new article changed the story since it was shown
    FOLLOW_GONE = "follow-error-gone"  # the follow was removed since the update added it


class StorageError(Exception):
    """The storage cannot do what was asked; `key` is a text key of locales/, `details` its arguments."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.details = details
