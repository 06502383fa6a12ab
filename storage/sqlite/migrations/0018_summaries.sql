-- A story's summary is written once, when its articles have changed, and stored; digests take it from here.

CREATE TABLE summaries (
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    language TEXT NOT NULL,          -- of the articles it was made of
    articles TEXT NOT NULL,          -- JSON: their ids
    sentences TEXT NOT NULL,         -- JSON: [text, source, url] each
    written_at INTEGER NOT NULL,
    PRIMARY KEY (story_id, language)
) STRICT, WITHOUT ROWID;

-- Stories of before are summarised when a digest shows them; they are old soon.
ALTER TABLE stories ADD COLUMN needs_summary INTEGER NOT NULL DEFAULT 0;

CREATE INDEX stories_without_summary ON stories (id) WHERE needs_summary;
