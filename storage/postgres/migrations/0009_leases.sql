-- What several processes on one database share. Moments here are the server's, in seconds with their fraction.
CREATE TABLE leases (
    name text PRIMARY KEY,
    owner text NOT NULL,
    until double precision NOT NULL
);
CREATE TABLE pace (
    name text PRIMARY KEY,
    level double precision NOT NULL, -- tokens at that moment
    at double precision NOT NULL,
    closed_until double precision NOT NULL DEFAULT 0,
    granted boolean NOT NULL DEFAULT false  -- whether the latest call got what it asked for
) WITH (fillfactor = 50);

-- The process that works on it, if there are several.
ALTER TABLE deliveries ADD COLUMN owner text;
ALTER TABLE inbox ADD COLUMN owner text;
