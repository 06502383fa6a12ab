-- The terms come folded and separated, so the plain tokenizer finds the same ones in two thirds of the time.

CREATE VIRTUAL TABLE words_next USING fts5 (
    exact, title, text, facets, tokenize = "ascii tokenchars '_'", columnsize = 0
);
INSERT INTO words_next (words_next, rank) VALUES ('pgsz', 4050);
INSERT INTO words_next (rowid, exact, title, text, facets)
SELECT rowid, exact, title, text, facets FROM words ORDER BY rowid;
DROP TABLE words;
ALTER TABLE words_next RENAME TO words;
