"""The storages that tests open, and the one place that names them; another database is one more entry of OPENERS."""

from tests.storage.inside import Inside, KeptDelivery, Opened, Opener
from tests.storage.sqlite.opening import open_sqlite

OPENERS: dict[str, Opener] = {"sqlite": open_sqlite}
open_storage: Opener = open_sqlite  # where a file is the point: processes, crashes, the whole bot

__all__ = ["OPENERS", "Inside", "KeptDelivery", "Opened", "Opener", "open_storage"]
