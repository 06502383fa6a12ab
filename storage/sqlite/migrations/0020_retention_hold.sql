-- A retention that would delete far more than usual, and since when it waits (domain.retention). At most one row.

CREATE TABLE retention_hold (
    since INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    of_all INTEGER NOT NULL
) STRICT;
