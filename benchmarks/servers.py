"""A PostgreSQL server for benchmarks: one that the caller names, or one that runs only during the benchmark."""

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def postgres_at(url: str, *, shared_buffers: str = "128MB") -> Iterator[str]:
    """Yield the address of an empty database: `url`, or that of a server on a socket in a temporary folder.

    The server writes its journal as one in production does; but like SQLite's, its commits do not wait for the disk.
    """
    if url:
        yield url
        return
    from tests.storage.postgres.server import running  # needs Debian's postgresql, which few benchmarks want

    with running("fsync=on", "full_page_writes=on", f"shared_buffers={shared_buffers}", "max_wal_size=4GB") as server:
        yield server.url()
