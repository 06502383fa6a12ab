-- When the newsroom paused a feed.
ALTER TABLE feeds ADD COLUMN paused_at INTEGER;
