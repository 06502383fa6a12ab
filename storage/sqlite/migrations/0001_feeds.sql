-- Feeds and the articles that came from them. Moments are integer seconds since 1970, UTC.

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    host TEXT NOT NULL,              -- scheme://name:port, what manners are kept towards
    title TEXT NOT NULL,
    source TEXT NOT NULL,            -- the publisher's name a reader sees
    country TEXT,
    language TEXT,
    folder TEXT,
    full_text INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL,            -- admin, catalogue or opml
    added_at INTEGER NOT NULL,
    removed_at INTEGER,              -- no longer polled; the row stays for its articles
    -- The poll state: what feeds.schedule decides on.
    next_poll_at INTEGER NOT NULL,
    poll_interval INTEGER NOT NULL,  -- seconds
    etag TEXT,                       -- opaque, echoed verbatim
    last_modified TEXT,              -- opaque, echoed verbatim
    last_polled_at INTEGER,
    last_success_at INTEGER,
    last_new_at INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    gone_since INTEGER,
    moved_to TEXT,
    moved_seen INTEGER NOT NULL DEFAULT 0,
    typical_gap INTEGER,             -- seconds between new articles, smoothed
    last_outcome TEXT,
    health TEXT NOT NULL DEFAULT 'ok',
    reason TEXT                      -- JSON: {"key": ..., "args": {...}}
) STRICT;

CREATE INDEX feeds_due ON feeds (next_poll_at) WHERE removed_at IS NULL;

-- Hosts that asked us to wait (Retry-After): no feed of theirs is polled before.
CREATE TABLE host_holds (
    host TEXT PRIMARY KEY,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- ids follow the time of storing, also after the newest were deleted
    feed_id INTEGER NOT NULL REFERENCES feeds (id),
    fingerprint TEXT NOT NULL UNIQUE,
    content_hash TEXT NOT NULL,
    guid TEXT,
    url TEXT,
    title TEXT,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    is_pushable INTEGER NOT NULL,
    -- 1: waits for the annotator. Whoever saves an annotation sets it to 0; a publisher's edit sets it to 1 again.
    needs_annotation INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX articles_waiting ON articles (id) WHERE needs_annotation;
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_by_content ON articles (content_hash);
CREATE INDEX articles_by_time ON articles (stored_at);
