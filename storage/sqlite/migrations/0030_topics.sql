-- Topics that the newsroom changed, and the articles that are to be sorted by topic again.

CREATE TABLE topics (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    titles TEXT NOT NULL,
    seeds TEXT NOT NULL,
    is_hidden INTEGER NOT NULL,
    merged_into TEXT,
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE topic_queue (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
