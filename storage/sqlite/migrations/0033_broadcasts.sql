-- What the newsroom tells its readers about itself. The deliveries of one broadcast are queued by one statement, so
-- their ids are consecutive.

CREATE TABLE broadcasts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL DEFAULT 0,
    content TEXT,                     -- JSON; NULL once it is done
    segment TEXT NOT NULL,            -- JSON
    state TEXT NOT NULL,
    post_id INTEGER,
    message_id INTEGER,
    first_delivery INTEGER,
    last_delivery INTEGER,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX broadcasts_open ON broadcasts (state) WHERE state IN ('running', 'stopped');
