-- The index goes through its rowids upwards, in half the time of downwards: they are the article's id below zero, so that
-- the newest come first. Facets of time remain with articles that were stored on a later day than they were published;
-- for the others, ids tell the time (storage.sqlite.facets).

CREATE VIRTUAL TABLE words_next USING fts5 (
    exact, title, text, facets, tokenize = "ascii tokenchars '_'", columnsize = 0
);
INSERT INTO words_next (words_next, rank) VALUES ('pgsz', 4050);
INSERT INTO words_next (rowid, exact, title, text, facets)
SELECT -w.rowid, w.exact, w.title, w.text,
       '3l_' || n.language || ' 3f_' || a.feed_id
       || CASE WHEN a.published_at / 86400 <> a.stored_at / 86400
               THEN ' 3y_' || max('2020', strftime('%Y', a.published_at, 'unixepoch'))
                    || strftime(' 3q_%Y', a.published_at, 'unixepoch')
                    || ((strftime('%m', a.published_at, 'unixepoch') + 2) / 3)
                    || strftime(' 3m_%Y%m', a.published_at, 'unixepoch')
               ELSE '' END
       || coalesce((SELECT group_concat(' 3t_' || replace(value, '-', '_'), '') FROM json_each(n.topics)), '')
       || coalesce((SELECT group_concat(' 3c_' || value, '') FROM json_each(n.countries)), '')
  FROM words w JOIN annotations n ON n.article_id = w.rowid JOIN articles a ON a.id = w.rowid
 ORDER BY w.rowid DESC;
DROP TABLE words;
ALTER TABLE words_next RENAME TO words;
