-- What narrows a search stands in the index, too, so that FTS5 crosses it with the words instead of reading every match
-- (facets: storage.sqlite.facets). Ranking needs no lengths of columns; larger leaves make fewer of them.

CREATE VIRTUAL TABLE words_next USING fts5 (
    exact, title, text, facets,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'", columnsize = 0
);
INSERT INTO words_next (words_next, rank) VALUES ('pgsz', 4050);
INSERT INTO words_next (rowid, exact, title, text, facets)
SELECT w.rowid, w.exact, w.title, w.text,
       '3l_' || n.language || ' 3f_' || a.feed_id
       || strftime(' 3y_%Y 3m_%Y%m', a.published_at, 'unixepoch')
       || coalesce((SELECT group_concat(' 3t_' || replace(value, '-', '_'), '') FROM json_each(n.topics)), '')
       || coalesce((SELECT group_concat(' 3c_' || value, '') FROM json_each(n.countries)), '')
  FROM words w JOIN annotations n ON n.article_id = w.rowid JOIN articles a ON a.id = w.rowid
 ORDER BY w.rowid;
DROP TABLE words;
ALTER TABLE words_next RENAME TO words;

-- The date of a match without its text, which lies before it in the row.
CREATE INDEX articles_published ON articles (id, published_at);
