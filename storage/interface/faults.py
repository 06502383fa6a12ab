"""The errors that a storage raises."""

from enum import StrEnum


class StorageFault(StrEnum):
    """The keys of texts that say what a storage cannot do; the texts for readers are in locales/, others in cli/."""

    HELD = "storage-held"  # another process has the lock: it polls, sends or replaces the contents
    ABSENT = "storage-absent"  # there is no copy to restore, or nothing to copy
    DAMAGED = "storage-damaged"  # the contents cannot be read; `reason` says more
    FOREIGN = "storage-foreign"  # the contents were written by a program that is not this bot
    # The contents have a lower version than this bot needs. A process that has the lock upgrades them when it opens
    # them. Arguments of this text and the next: `version` is the version of the contents, `known` that of this bot.
    OLDER = "storage-older"
    NEWER = "storage-newer"  # the contents have a higher version than this bot can read
    ITSELF = "storage-itself"  # a copy would overwrite its own source
    FULL = "storage-full"  # there is no free disk space left
    UNWRITABLE = "storage-unwritable"  # the storage cannot be opened or written; `reason` says more
    REFUSED = "storage-refused"  # the database server cannot be reached or refuses the connection; `reason` says more
    INTERRUPTED = "storage-interrupted"  # the bot is stopping, so the change was not made
    STORY_CHANGED = "edit-changed"  # another editor or a new article changed the story since it was shown
    FOLLOW_GONE = "follow-error-gone"  # the follow was removed since the update added it


class StorageError(Exception):
    """The storage cannot do what it was asked to; `key` is the key of a text, `details` are that text's arguments."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.details = details
