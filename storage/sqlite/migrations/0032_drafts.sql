-- What was begun in the newsroom, or suggested by a reader, and is not confirmed yet.

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    user_id INTEGER,
    content TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
