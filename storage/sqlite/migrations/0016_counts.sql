-- What a feed's last document came to, what the feed has stored in its day, and the articles that could not be read.

ALTER TABLE feeds ADD COLUMN last_read TEXT;                              -- JSON: read, new, edited, known, archived, left_out
ALTER TABLE feeds ADD COLUMN spent_since INTEGER;                         -- when the feed's day began
ALTER TABLE feeds ADD COLUMN spent_articles INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN spent_characters INTEGER NOT NULL DEFAULT 0;

-- Texts that failed by themselves, beside workers that read others.
CREATE TABLE unreadable (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    tries INTEGER NOT NULL,
    due_at INTEGER                   -- when it joins the annotator's queue again; NULL: given up
) STRICT;
CREATE INDEX unreadable_due ON unreadable (due_at);
