-- What editors say about stories, by article (domain.correction); and posts that others replace, because a story was
-- taken out of them while they were being sent.

CREATE TABLE corrections (
    kind TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    language TEXT NOT NULL,          -- of a headline; empty for other kinds
    value TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (kind, article_id, language)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_of ON corrections (article_id);

-- Pairs and the articles they judge outlive the articles themselves.
CREATE TABLE article_pairs (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    is_same INTEGER NOT NULL,
    is_stated INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE labelled_articles (
    article_id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    published_at INTEGER NOT NULL
) STRICT;

ALTER TABLE posts ADD COLUMN replaced_by INTEGER;

-- Notices of hidden stories that some chats may still have to be sent.
CREATE TABLE retractions (
    post_id INTEGER PRIMARY KEY,     -- of the notice
    articles TEXT NOT NULL,          -- JSON: their ids
    since INTEGER NOT NULL,          -- posts made since then count
    made_at INTEGER NOT NULL
) STRICT;
