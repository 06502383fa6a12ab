"""What a storage raises."""

from enum import StrEnum


class StorageFault(StrEnum):
    """The text keys of what a storage may be unable to do: in locales/ for readers, in cli/ for the operator."""

    HELD = "storage-held"  # another process polls, sends or replaces what is kept there
    ABSENT = "storage-absent"  # there is no copy to restore, or nothing to copy
    DAMAGED = "storage-damaged"  # what is kept cannot be read; `reason` says more
    FOREIGN = "storage-foreign"  # what is there is another program's
    OLDER = "storage-older"  # an earlier version of ours made it: `version`, `known`; who holds it brings it up to date
    NEWER = "storage-newer"  # a later version of ours made it: `version`; `known` is the latest one we know
    ITSELF = "storage-itself"  # a copy would overwrite what it is made of
    FULL = "storage-full"  # there is no room left
    UNWRITABLE = "storage-unwritable"  # it cannot be opened or written; `reason` says more
    INTERRUPTED = "storage-interrupted"  # the bot is stopping, and the change was not made
    FOLLOW_GONE = "follow-error-gone"  # the follow was removed since the update added it


class StorageError(Exception):
    """The storage cannot do what was asked; `key` is a text key of locales/, `details` its arguments."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.details = details
