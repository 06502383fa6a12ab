-- Chats and what they want, updates on their way in, posts and deliveries on their way out.
-- Every column that holds a chat's id is called chat_id, but for chats.set_up_by, which holds a person's.

CREATE TABLE chats (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL DEFAULT 0,  -- a forum topic's message_thread_id, 0 elsewhere
    kind TEXT NOT NULL,
    locale TEXT NOT NULL,
    state TEXT NOT NULL,
    preferences TEXT NOT NULL,  -- JSON: what no query asks for
    wants_breaking INTEGER NOT NULL DEFAULT 0,
    set_up_by INTEGER,
    next_due_at INTEGER,
    last_digest_end INTEGER,
    served_slot TEXT,
    settings_message_id INTEGER,
    created_at INTEGER,
    PRIMARY KEY (chat_id, thread_id)
) WITHOUT ROWID;
CREATE INDEX chats_due ON chats (next_due_at) WHERE state = 'active' AND next_due_at IS NOT NULL;
CREATE INDEX chats_breaking ON chats (chat_id) WHERE state = 'active' AND wants_breaking;
CREATE INDEX chats_set_up_by ON chats (set_up_by) WHERE set_up_by IS NOT NULL;

CREATE TABLE follows (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    query TEXT NOT NULL,
    at_once INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (chat_id, query)
);

CREATE TABLE inbox (
    update_id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL,  -- 0 once handled
    payload TEXT,  -- JSON, NULL once handled
    received_at INTEGER NOT NULL,
    handled_at INTEGER
);
CREATE INDEX inbox_waiting ON inbox (update_id) WHERE handled_at IS NULL;

-- Which changes were made on behalf of which update, written in the transaction of the change.
CREATE TABLE applied (
    update_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    applied_at INTEGER NOT NULL,
    PRIMARY KEY (update_id, step)
) WITHOUT ROWID;

CREATE TABLE posts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    content TEXT,  -- JSON of a digest or notice; NULL where a digest was shown on request
    created_at INTEGER NOT NULL
);

CREATE TABLE post_stories (
    post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (post_id, story_id)
) WITHOUT ROWID;

-- No declared reference to posts: it would ask for an index on post_id, which is a quarter of the cost of queueing
-- 100,000 deliveries and serves nothing else. `forget` removes posts after their deliveries.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    post_id INTEGER NOT NULL,
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL DEFAULT 0,
    locale TEXT NOT NULL,
    zone TEXT NOT NULL,
    is_silent INTEGER NOT NULL,
    state TEXT NOT NULL,
    priority INTEGER NOT NULL,  -- alerts and notices 0, digests 1, broadcasts 2
    not_before INTEGER NOT NULL,
    parts_sent INTEGER NOT NULL DEFAULT 0,
    message_ids TEXT NOT NULL DEFAULT '[]',
    attempts INTEGER NOT NULL DEFAULT 0,
    leased_until INTEGER,
    reason TEXT,
    created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX deliveries_once ON deliveries (chat_id, thread_id, post_id);
CREATE INDEX deliveries_waiting ON deliveries (priority, not_before, id) WHERE state = 'waiting';
CREATE INDEX deliveries_urgent ON deliveries (created_at, post_id) WHERE priority = 0;
CREATE INDEX deliveries_sending ON deliveries (chat_id) WHERE state = 'sending';
