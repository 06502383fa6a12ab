-- What the newsroom was told to be wrong, who wants to hear of which kind, and who does not want to hear of what.

CREATE TABLE troubles (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    feed_id INTEGER,
    args TEXT NOT NULL,
    since INTEGER NOT NULL
) STRICT;
CREATE TABLE trouble_wishes (
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (user_id, kind)
) STRICT;
CREATE TABLE trouble_rests (
    user_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    until INTEGER,
    PRIMARY KEY (user_id, key)
) STRICT;
