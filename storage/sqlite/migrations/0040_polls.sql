-- What the last polls of each feed brought; an older poll is deleted when a new one comes.
CREATE TABLE polls (
    feed_id   INTEGER NOT NULL REFERENCES feeds (id),
    polled_at INTEGER NOT NULL,
    outcome   TEXT NOT NULL,
    reason    TEXT,                  -- JSON; why the poll failed
    counts    TEXT,                  -- JSON; NULL if the poll brought no document
    PRIMARY KEY (feed_id, polled_at)
) STRICT, WITHOUT ROWID;
