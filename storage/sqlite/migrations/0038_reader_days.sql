-- How many readers joined, left or blocked the bot on each day, and nothing of who they were.

CREATE TABLE reader_days (
    day INTEGER NOT NULL,             -- days since 1970, in UTC
    event TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, event)
) STRICT, WITHOUT ROWID;
-- Who left before was not kept, so that only those who stayed count as having joined.
INSERT INTO reader_days (day, event, count)
SELECT created_at / 86400, 'joined', count(*) FROM chats
 WHERE state = 'active' AND created_at IS NOT NULL GROUP BY 1;
