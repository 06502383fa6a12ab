-- How a feed is reached: the name of a proxy in the settings, 'direct', or NULL for the usual way.
ALTER TABLE feeds ADD COLUMN proxy text;
