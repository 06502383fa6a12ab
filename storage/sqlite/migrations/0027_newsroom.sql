-- The people of the newsroom who were given a role, and what the newsroom changed.

CREATE TABLE newsroom (
    user_id INTEGER PRIMARY KEY,
    role TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at INTEGER NOT NULL,
    user_id INTEGER,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    about_id INTEGER
) STRICT;
CREATE INDEX changes_by_person ON changes (user_id);
