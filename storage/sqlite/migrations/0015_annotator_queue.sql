-- Articles that wait for the annotator have rows of their own: a mark in the article's row made SQLite write each text
-- twice. The index takes what a transaction brings as one segment, not as one for each megabyte.

CREATE TABLE annotator_queue (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
INSERT INTO annotator_queue (article_id) SELECT id FROM articles WHERE needs_annotation;
DROP INDEX articles_waiting;
ALTER TABLE articles DROP COLUMN needs_annotation;

INSERT INTO words (words, rank) VALUES ('hashsize', 8388608);
