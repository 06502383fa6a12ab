"""Lines for the operator that say what cannot be opened and why; none of them contains the token."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storage.interface import StorageError

STORAGE_FAULTS = {
    "storage-held": "{path} is in use by a running bot or another command; stop that first.",
    "storage-newer": "{path} was made by a newer version of Jarchi (schema {version}, this one knows {known}); update.",
    "storage-older": (
        "{path} was made by an older version of Jarchi (schema {version}, this one knows {known}) and was left as it"
        " is: `run` or `poll` of this version changes it, once the older one is stopped."
    ),
    "storage-damaged": "{path} is damaged ({reason}). It was left as it is: restore a backup, or keep it for repair.",
    "storage-full": "There is no room left on the disk of {path}.",
    "storage-unwritable": "{path} cannot be opened or written ({reason}).",
    "storage-refused": "{path} cannot be used: {reason}.",
    "storage-absent": "There is nothing at {path}.",
    "storage-foreign": "{path} is no database of Jarchi; nothing was changed.",
    "storage-itself": "{path} is the database itself; name another file.",
}


def storage_fault(error: "StorageError", path: Path | str) -> str:
    """Return one line that says why the storage cannot be opened or copied."""
    details: dict[str, Any] = {"path": path, **error.details}
    return STORAGE_FAULTS.get(error.key, f"{{path}}: {error.key}").format(**details)


def token_fault(token: str) -> str:
    """Return in one line what is wrong with the form of a token, without showing it; "" if nothing is."""
    if not token:
        return "BOT_TOKEN is not set; @BotFather gives one, .env keeps it. (`python bot.py demo` needs none.)"
    number, colon, secret = token.partition(":")
    is_one = token.isascii() and number.isdigit() and all(c.isalnum() or c in "-_" for c in secret)
    if not (colon and is_one and len(secret) >= 20):
        return "BOT_TOKEN is malformed; a token looks like 123456789:AAE… with 35 characters after the colon."
    return ""
