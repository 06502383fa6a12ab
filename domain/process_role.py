"""The roles of a process of the bot; one process has all of them, unless several processes share a database."""

from enum import StrEnum


class ProcessRole(StrEnum):
    POLL = "poll"  # poll feeds and fetch pages
    READ = "read"  # annotate articles and put them into stories
    SERVE = "serve"  # receive updates and answer people
    DELIVER = "deliver"  # compose digests, send what is queued, and do the housekeeping


EVERY_ROLE = frozenset(ProcessRole)
SPEAKING = frozenset({ProcessRole.SERVE, ProcessRole.DELIVER})  # the roles that need a connection to Telegram


def read_roles(names: str) -> frozenset[ProcessRole]:
    """Return the roles named in a comma-separated list; raises ValueError with a message for the operator."""
    given = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in given if name not in EVERY_ROLE]
    known = ",".join(ProcessRole)
    if unknown:
        raise ValueError(f"no such role: {unknown[0]!r}; some of {known} are expected")
    if not given:
        raise ValueError(f"at least one role is expected, of {known}")
    return frozenset(map(ProcessRole, given))


def checked_roles(names: str) -> str:
    """Return the list unchanged if read_roles() accepts it; raises ValueError otherwise."""
    read_roles(names)
    return names
