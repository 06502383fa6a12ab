-- Articles whose feed gives only a teaser and whose page is still to be fetched; see feeds/pages.py.
CREATE TABLE pages (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX pages_due ON pages (due_at);
