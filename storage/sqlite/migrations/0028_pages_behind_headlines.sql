-- An article is annotated by what its feed gives, and once more when its page gives more.
ALTER TABLE articles ADD COLUMN has_page INTEGER NOT NULL DEFAULT 0;
INSERT OR IGNORE INTO annotator_queue (article_id)
SELECT article_id FROM pages WHERE attempts = 0;
