-- Articles are recognised by the part of an address that does not vary; what retention took is remembered for as long as
-- its feed lists it, and feeds tell whether they ever gave entries without a date (domain.identity).

ALTER TABLE articles ADD COLUMN address TEXT;
UPDATE articles
   SET address = rtrim(CASE WHEN url LIKE 'https://www.%' THEN substr(url, 13)
                            WHEN url LIKE 'http://www.%' THEN substr(url, 12)
                            WHEN url LIKE 'https://%' THEN substr(url, 9)
                            ELSE substr(url, 8) END, '/')
 WHERE url IS NOT NULL AND stored_at >= (SELECT max(stored_at) FROM articles) - 30 * 86400;  -- feeds list no older ones
DROP INDEX articles_by_url;
CREATE INDEX articles_by_address ON articles (address) WHERE address IS NOT NULL;

CREATE TABLE forgotten (
    article_id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    url TEXT,
    address TEXT,
    title TEXT,
    published_at INTEGER NOT NULL,
    listed_at INTEGER NOT NULL       -- when the feed listed it last, as far as is known
) STRICT;
CREATE INDEX forgotten_by_fingerprint ON forgotten (fingerprint);
CREATE INDEX forgotten_by_address ON forgotten (address) WHERE address IS NOT NULL;

ALTER TABLE feeds ADD COLUMN listed_at INTEGER;   -- the last poll that brought entries
ALTER TABLE feeds ADD COLUMN undated_at INTEGER;  -- the first poll that brought entries without a date
