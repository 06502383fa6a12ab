-- What was read out of articles, the stories they belong to, and the search index.

CREATE TABLE stories (
    id INTEGER PRIMARY KEY,          -- given by StoryIndex
    revision INTEGER NOT NULL,       -- grows when an article joins that brings news
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX stories_by_update ON stories (updated_at);

CREATE TABLE annotations (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES stories (id),
    language TEXT NOT NULL,
    headline TEXT NOT NULL,
    topics TEXT NOT NULL,            -- JSON arrays from here on
    countries TEXT NOT NULL,
    names TEXT NOT NULL,
    sentences TEXT NOT NULL,
    features TEXT NOT NULL           -- JSON: what StoryIndex compares
) STRICT;

CREATE INDEX annotations_by_story ON annotations (story_id);

-- Terms made by text.words; rowids are article ids, so that they follow the time.
CREATE VIRTUAL TABLE words USING fts5 (exact, title, text, tokenize = "unicode61 remove_diacritics 0 tokenchars '_'");

-- The index's own words, folded, to suggest one when nothing is found.
CREATE TABLE lexicon (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
