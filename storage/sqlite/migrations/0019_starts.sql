-- An update that ends the process is met again at every start. How often its handling was begun after a restart is
-- counted before it begins; after a few times the update is set aside and kept for a look instead of being handled.

ALTER TABLE inbox ADD COLUMN starts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN set_aside_at INTEGER;
