"""What a storage raises."""


class StorageError(Exception):
    """The storage cannot do what was asked; `key` is a text key of locales/, `args` its arguments."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.details = details
