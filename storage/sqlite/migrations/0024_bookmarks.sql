-- Stories that chats saved or follow, named by an article; and deliveries that answer an earlier message.

CREATE TABLE bookmarks (
    chat_id INTEGER NOT NULL,
    thread_id INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,
    article_id INTEGER NOT NULL,
    headline TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    made_at INTEGER NOT NULL,
    message_id INTEGER,
    PRIMARY KEY (chat_id, thread_id, kind, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bookmarks_followed ON bookmarks (article_id) WHERE kind = 'followed';

ALTER TABLE deliveries ADD COLUMN reply_to INTEGER;
