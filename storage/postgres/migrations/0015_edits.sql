-- How many articles, and characters in their texts, were edited since spent_since.
ALTER TABLE feeds ADD COLUMN spent_edits bigint NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN spent_edited_characters bigint NOT NULL DEFAULT 0;
