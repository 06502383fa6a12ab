-- Channels: what each is known by, and the last of its posts that was read. Whose words an article passes on.

ALTER TABLE feeds ADD COLUMN outlet TEXT;             -- who stands behind it: state, private, abroad, …
ALTER TABLE feeds ADD COLUMN channel_number INTEGER;  -- outlives a change of name; another number is another channel
ALTER TABLE feeds ADD COLUMN last_post INTEGER;
ALTER TABLE articles ADD COLUMN source TEXT;          -- of a forwarded post; NULL: its feed's
