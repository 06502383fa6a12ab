-- What several processes on one database share. Moments here are the machine's, in seconds with their fraction.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    until REAL NOT NULL
) STRICT;
CREATE TABLE pace (
    name TEXT PRIMARY KEY,
    level REAL NOT NULL,             -- tokens at that moment
    at REAL NOT NULL,
    closed_until REAL NOT NULL DEFAULT 0,
    granted INTEGER NOT NULL DEFAULT 0  -- whether the latest call got what it asked for
) STRICT;

-- The process that works on it, if there are several.
ALTER TABLE deliveries ADD COLUMN owner TEXT;
ALTER TABLE inbox ADD COLUMN owner TEXT;
