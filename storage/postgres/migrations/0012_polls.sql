-- What the last polls of each feed brought; an older poll is deleted when a new one comes.
CREATE TABLE polls (
    feed_id bigint NOT NULL REFERENCES feeds (id),
    polled_at bigint NOT NULL,
    outcome text NOT NULL,
    reason text,                     -- JSON; why the poll failed
    counts text,                     -- JSON; null if the poll brought no document
    PRIMARY KEY (feed_id, polled_at)
);
